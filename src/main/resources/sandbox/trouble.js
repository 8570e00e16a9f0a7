// The switches: how the stand-ins behave.

import { sandbox } from './api.js';
import { byId, element, run } from './dom.js';

const MODES = { ok: 'works', slow: 'slow', failing: 'failing', hanging: 'hanging', refusing: 'refusing' };
const SWITCHES = {
  twilio: ['Texting', 'twilio-server', { ...MODES, opted_out: 'refusing: opted out', invalid_number: 'refusing: invalid number' }],
  dispatch: ['AI', 'dispatch-bot-ai', MODES],
  tenant: ['Business profiles', 'ts-tenant-service', MODES],
  connection: ['Live events', 'as-connection-service', MODES],
  says: ['What the AI says', '', {
    normal: 'normal talk', emergency: 'it is an emergency', books: 'books an appointment', out_of_area: 'out of area', nonsense: 'nonsense',
  }],
  countdown: ['AI steps in', '', { own: 'when the business says', short: 'after 5 seconds' }],
};
const WELL = { twilio: 'ok', dispatch: 'ok', tenant: 'ok', connection: 'ok', says: 'normal', countdown: 'own' };

/** Sets the switches up. */
export async function startTrouble() {
  const form = byId('switches');
  for (const [name, [title, service, values]] of Object.entries(SWITCHES)) {
    const label = element('label', 'switch');
    const words = element('span', 'switch-name', title);
    if (service) {
      words.append(element('small', '', service));
    }
    const select = element('select');
    select.name = name;
    select.append(...Object.entries(values).map(([value, word]) => new Option(word, value)));
    select.addEventListener('change', () => run(select, () => turn({ [name]: select.value })));
    label.append(words, select);
    form.append(label);
  }
  form.addEventListener('submit', (event) => event.preventDefault());
  byId('all-well').addEventListener('click', (event) => run(event.currentTarget, () => turn(WELL)));
  showSwitches(await sandbox.switches());
}

/** Turns some switches; gives how all stand. */
export async function turn(change) {
  const now = await sandbox.turn(change);
  showSwitches(now);
  return now;
}

/** How the switches stand. */
export function switches() {
  return Object.fromEntries([...byId('switches').elements].map(({ name, value }) => [name, value]));
}

/** Shows how the switches stand. */
export function showSwitches(now) {
  for (const select of byId('switches').elements) {
    select.value = now[select.name];
    select.closest('label').dataset.turned = String(now[select.name] !== WELL[select.name]);
  }
  byId('trouble').dataset.turned = String(Object.entries(WELL).some(([name, value]) => now[name] !== value));
}
