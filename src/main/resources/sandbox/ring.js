// The ring that runs down while a person may still answer before the AI does.

import { element, icon, setText, svg } from './dom.js';

const totals = new Map();

/** Whole seconds until that moment; 0 when it has passed or there is none. */
export function secondsUntil(iso) {
  return iso ? Math.max(0, Math.ceil((new Date(iso).getTime() - Date.now()) / 1000)) : 0;
}

/** How long a countdown is in all: what was left when it was first seen, for the public API tells only when it ends. */
function totalOf(endsAt, left) {
  if (!totals.has(endsAt)) {
    totals.set(endsAt, left);
  }
  return totals.get(endsAt);
}

const PICTURES = {
  waiting_for_customer: 'customer',
  waiting_for_human: 'wait',
  ai_active: 'ai',
  human_active: 'human',
  completed: 'done',
  abandoned: 'done',
};

/** A round sign: a ring with seconds while a countdown runs, else the picture of who is in charge. */
export function createRing() {
  const ring = element('span', 'ring');
  // Words beside it say the same.
  ring.setAttribute('aria-hidden', 'true');
  const picture = svg('svg', { viewBox: '0 0 36 36', 'aria-hidden': 'true', class: 'dial' });
  const circle = { cx: 18, cy: 18, r: 16, fill: 'none', pathLength: 100 };
  picture.append(svg('circle', { ...circle, class: 'track' }), svg('circle', { ...circle, class: 'left' }));
  ring.append(picture, element('span', 'seconds'), element('span', 'sign'));
  return ring;
}

/** Shows how things stand; returns the seconds left, 0 when no countdown runs. */
export function fillRing(ring, state, endsAt) {
  const left = secondsUntil(endsAt);
  ring.dataset.state = state;
  ring.dataset.running = String(left > 0);
  const [, seconds, sign] = ring.children;
  if (left > 0) {
    const share = (new Date(endsAt).getTime() - Date.now()) / 10 / totalOf(endsAt, left);
    ring.querySelector('.left').setAttribute('stroke-dasharray', `${Math.min(100, share).toFixed(2)} 100`);
  }
  setText(seconds, left > 0 ? String(left) : '');
  if (sign.dataset.picture !== state) {
    sign.dataset.picture = state;
    sign.replaceChildren(icon(PICTURES[state] ?? 'customer'));
  }
  return left;
}
