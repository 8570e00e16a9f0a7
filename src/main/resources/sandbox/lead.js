// The lead card: what is known of the customer, and the steps of the sale.

import { owner } from './api.js';
import { byId, element, icon, phoneNumber, run, setText, showList } from './dom.js';

export const LEAD_STATUS = {
  new: 'New',
  qualified: 'Qualified',
  appointment_scheduled: 'Appointment',
  completed: 'Completed',
  lost: 'Lost',
};
const ORDER = ['new', 'qualified', 'appointment_scheduled', 'completed'];

const value = byId('value');
const notes = byId('notes');

let shown = null;

/** The lifecycle of the contract: forward, lost from anywhere but the end, and back from lost. */
function allows(from, to) {
  if (from === to) {
    return true;
  }
  if (to === 'lost') {
    return from !== 'completed';
  }
  return from === 'lost' ? to === 'new' || to === 'qualified' : ORDER.indexOf(to) > ORDER.indexOf(from);
}

/** Sets the card up; tenant() tells whose leads, changed() is told when one was moved. */
export function startLead(tenant, changed) {
  const pipeline = byId('pipeline');
  for (const status of Object.keys(LEAD_STATUS)) {
    const step = element('li');
    const button = element('button', 'step');
    button.type = 'button';
    button.dataset.step = status;
    const dot = element('span', 'dot');
    dot.append(icon(status === 'lost' ? 'bad' : 'done'));
    button.append(dot, element('span', '', LEAD_STATUS[status]));
    step.append(button);
    pipeline.append(step);
  }
  pipeline.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button) {
      run(button, () => move(tenant(), button.dataset.step, changed));
    }
  });
}

async function move(tenant, status, changed) {
  if (!value.reportValidity()) {
    return;
  }
  await owner(tenant).moveLead(shown.id, {
    status,
    // What is left out stays as it is.
    ...(notes.value.trim() && { notes: notes.value.trim() }),
    ...(value.value.trim() && { estimatedValue: Number(value.value) }),
  });
  notes.value = '';
  value.value = '';
  changed();
}

/** Shows the lead; null hides the card. */
export function showLead(lead) {
  if (lead?.id !== shown?.id) {
    notes.value = '';
    value.value = '';
  }
  shown = lead;
  byId('lead').hidden = !lead;
  if (!lead) {
    return;
  }
  setText(byId('lead-title'), lead.customerName ?? 'Lead');
  for (const button of byId('pipeline').querySelectorAll('button')) {
    const step = button.dataset.step;
    const past = ORDER.includes(step) && ORDER.indexOf(step) < ORDER.indexOf(lead.status);
    button.disabled = !allows(lead.status, step);
    button.dataset.past = String(past);
    if (step === lead.status) {
      button.setAttribute('aria-current', 'step');
    } else {
      button.removeAttribute('aria-current');
    }
  }
  showList(byId('facts'), facts(lead), ({ name }) => name, ({ name }) => {
    const fact = element('div');
    fact.append(element('dt', '', name), element('dd'));
    return fact;
  }, fillFact);
}

function fillFact(fact, { text, tone, share }) {
  const place = fact.lastElementChild;
  fact.dataset.tone = tone ?? '';
  if (share === undefined) {
    setText(place, text);
    return;
  }
  if (!place.firstElementChild) {
    const meter = element('meter');
    meter.setAttribute('aria-hidden', 'true');
    place.replaceChildren(meter, element('span'));
  }
  place.firstElementChild.value = share;
  setText(place.lastElementChild, text);
}

const URGENCY_TONE = { high: 'warn', emergency: 'bad' };

function facts(lead) {
  const analysis = lead.aiAnalysis;
  const area = { true: ['inside', 'good'], false: ['outside', 'bad'] }[analysis?.serviceAreaValid];
  const sure = analysis?.confidence ?? null;
  return [
    { name: 'Job', text: lead.jobType?.replaceAll('_', ' ') },
    { name: 'Urgency', text: lead.urgencyLevel, tone: URGENCY_TONE[lead.urgencyLevel] },
    { name: 'AI is sure', text: sure === null ? null : `${Math.round(sure * 100)} %`, share: sure ?? 0 },
    { name: 'Address', text: lead.customerAddress },
    { name: 'Service area', text: area?.[0], tone: area?.[1] },
    { name: 'Problem', text: lead.problemDescription },
    { name: 'Phone', text: phoneNumber(lead.customerPhone) },
    { name: 'Value', text: lead.estimatedValue === null ? null : `$${Number(lead.estimatedValue).toFixed(2)}` },
    { name: 'Note', text: lead.statusNotes },
  ].filter(({ text }) => text !== null && text !== undefined && text !== '');
}
