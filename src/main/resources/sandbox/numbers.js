// Today's numbers of one business.

import { byId, element, setText, showList } from './dom.js';

/** Seconds as a person says them. */
function spoken(seconds) {
  if (seconds === null) {
    return '–';
  }
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/** Shows the numbers. */
export function showNumbers(today) {
  const items = [
    ['missed', 'Missed today', String(today.missed)],
    ['ai', 'Answered by AI', String(today.answeredByAi)],
    ['human', 'Answered by you', String(today.answeredByHuman)],
    ['booked', 'Booked', String(today.booked)],
    ['median', 'Median to first text', spoken(today.medianSecondsToFirstText)],
  ];
  showList(byId('numbers'), items, ([key]) => key, ([, name]) => {
    const tile = element('div', 'number');
    tile.append(element('dt', '', name), element('dd'));
    return tile;
  }, (tile, [, , text]) => setText(tile.lastElementChild, text));
}
