// The left side: the phone of a customer.

import { sandbox } from './api.js';
import { byId, createBubble, fillBubble, run, scrollToEnd, sendOnEnter, showList, timeOfDay } from './dom.js';

const call = byId('call');
const callState = byId('call-state');
const customer = byId('customer');
const list = byId('texts');
const text = byId('text');

/** Sets the phone up; tenant() tells whom it calls, changed() is told after everything that it does. */
export function startPhone(tenant, changed) {
  let ringing = null;

  async function ring() {
    const target = { tenant: tenant(), from: customer.value.trim() };
    callState.textContent = 'Calling…';
    const answer = await sandbox.call({ ...target, outcome: 'ringing' });
    ringing = { ...target, callSid: answer.call.callSid };
    callState.textContent = 'Ringing…';
    call.textContent = 'Hang up';
  }

  async function hangUp() {
    const outcome = byId('outcome');
    const answer = await sandbox.call({ ...ringing, outcome: outcome.value });
    reset(`The call was ${outcome.selectedOptions[0].textContent}.${
      answer.call.smsTriggered ? ' A text is on its way.' : ''}`);
  }

  function reset(state) {
    ringing = null;
    call.textContent = 'Call';
    callState.textContent = state;
  }

  byId('call-form').addEventListener('submit', (event) => {
    event.preventDefault();
    run(call, async () => {
      try {
        await (ringing ? hangUp() : ring());
      } catch (error) {
        reset('');
        throw error;
      }
      changed();
    });
  });

  const form = byId('text-form');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    run(form.querySelector('button'), async () => {
      await sandbox.text({ tenant: tenant(), from: customer.value.trim(), text: text.value });
      text.value = '';
      changed();
    });
  });
  sendOnEnter(text);
  customer.addEventListener('change', () => {
    remember();
    reset('');
    changed();
  });
  customer.value = sessionStorage.getItem('customer') ?? customer.value;
  return { hangUpSilently: () => reset('') };
}

function remember() {
  sessionStorage.setItem('customer', customer.value.trim());
}

/** Shows the texts between the customer and the business. */
export async function showPhone(tenant) {
  const number = customer.value.trim();
  const texts = await sandbox.texts(tenant, number);
  if (number !== customer.value.trim()) {
    return;
  }
  const added = showList(list, texts, (sms) => sms.messageSid, createBubble, (bubble, sms) => {
    const mine = sms.from === number;
    fillBubble(bubble, mine ? 'own' : 'other', sms.body, `${mine ? 'You' : 'Business'} · ${timeOfDay(sms.time)}`);
  });
  byId('texts-empty').hidden = texts.length > 0;
  if (added > 0) {
    scrollToEnd(list);
  }
}
