// The lead card: what is known of the customer, and the steps of the sale.

import { owner } from './api.js';
import { byId, element, run, setText, showList } from './dom.js';

export const LEAD_STATUS = {
  new: 'New',
  qualified: 'Qualified',
  appointment_scheduled: 'Appointment',
  completed: 'Completed',
  lost: 'Lost',
};
const STEPS = Object.keys(LEAD_STATUS);
const ORDER = ['new', 'qualified', 'appointment_scheduled', 'completed'];

const value = byId('value');
const notes = byId('notes');

let shown = null;

/** The lifecycle of the contract: forward, lost from anywhere but the end, and back from lost. */
function allows(from, to) {
  if (from === to || to === 'lost') {
    return from !== 'completed' || from === to;
  }
  return from === 'lost' ? to === 'new' || to === 'qualified' : ORDER.indexOf(to) > ORDER.indexOf(from);
}

/** Sets the card up. */
export function startLead(tenant, changed) {
  const pipeline = byId('pipeline');
  for (const step of STEPS) {
    const button = element('button', 'step', LEAD_STATUS[step]);
    button.type = 'button';
    button.dataset.step = step;
    pipeline.append(button);
  }
  pipeline.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) {
      return;
    }
    run(button, async () => {
      if (!value.reportValidity()) {
        return;
      }
      await owner(tenant()).moveLead(shown.id, {
        status: button.dataset.step,
        // What is left out stays as it is.
        ...(notes.value.trim() && { notes: notes.value.trim() }),
        ...(value.value.trim() && { estimatedValue: Number(value.value) }),
      });
      notes.value = '';
      value.value = '';
      changed();
    });
  });
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
  for (const button of byId('pipeline').children) {
    const step = button.dataset.step;
    button.disabled = !allows(lead.status, step);
    if (step === lead.status) {
      button.setAttribute('aria-current', 'step');
    } else {
      button.removeAttribute('aria-current');
    }
  }
  showList(byId('facts'), facts(lead), ([name]) => name, ([name]) => {
    const fact = element('div');
    fact.append(element('dt', '', name), element('dd'));
    return fact;
  }, (fact, [, text]) => setText(fact.lastElementChild, text));
}

function facts(lead) {
  const analysis = lead.aiAnalysis;
  return [
    ['Phone', lead.customerPhone],
    ['Name', lead.customerName],
    ['Address', lead.customerAddress],
    ['Problem', lead.problemDescription],
    ['Job', lead.jobType?.replaceAll('_', ' ')],
    ['Urgency', lead.urgencyLevel],
    ['Value', lead.estimatedValue === null ? null : `$${Number(lead.estimatedValue).toFixed(2)}`],
    ['Notes', lead.statusNotes],
    ['AI is sure', analysis ? `${Math.round((analysis.confidence ?? 0) * 100)} %` : null],
    ['Service area', analysis ? { true: 'inside', false: 'outside' }[analysis.serviceAreaValid] : null],
  ].filter(([, text]) => text !== null && text !== undefined && text !== '');
}
