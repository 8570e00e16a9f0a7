// The left side: the phones of the customers.

import { sandbox } from './api.js';
import {
  byId, createBubble, fillBubble, messenger, phoneNumber, run, scrollToEnd, setText, showList, timeOfDay,
} from './dom.js';

const WITHHELD = 'anonymous';
const FIRST = ['+12125550101', '+13105550102', '+15125550103', WITHHELD];
const SENDERS = { system: 'Automatic', ai: 'AI', human: 'Owner' };

const call = byId('call');
const customer = byId('customer');
const list = byId('texts');
const text = byId('text');

let business = null;
let changed = () => {};
let ringing = null;
let texts = [];
let sending = [];
let known = new Map();
let queued = [];

/** Whose phone it is. */
export const currentCustomer = () => customer.value;

/** A number that nobody has used. */
export const newNumber = () => `+1212555${String(crypto.getRandomValues(new Uint16Array(1))[0] % 9000 + 1000)}`;

/** Sets the phone up; whenChanged() is told when another customer has it. */
export function startPhone(whenChanged) {
  changed = whenChanged;
  const kept = JSON.parse(sessionStorage.getItem('customers') ?? '[]');
  [...new Set([...FIRST, ...kept])].forEach(offer);
  customer.value = sessionStorage.getItem('customer') ?? FIRST[0];
  customer.addEventListener('change', () => useCustomer(customer.value));

  const form = byId('customer-form');
  const opener = byId('new-customer');
  const toggle = (open) => {
    form.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
  };
  opener.addEventListener('click', () => {
    toggle(form.hidden);
    byId('new-number').value = newNumber();
    byId('new-number').select();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    useCustomer(byId('new-number').value.trim());
    toggle(false);
    text.focus();
  });

  call.addEventListener('click', () => run(call, () => (ringing ? hangUp(byId('outcome').value) : ring())));
  byId('text-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const words = text.value;
    text.value = '';
    run(event.target.querySelector('button'), () => sendText(words));
  });
  messenger(text);
}

/** Gives the phone to a customer, a new one where nobody has that number. */
export function useCustomer(number) {
  offer(number);
  customer.value = number;
  sessionStorage.setItem('customer', number);
  if (!FIRST.includes(number)) {
    const kept = JSON.parse(sessionStorage.getItem('customers') ?? '[]').filter((other) => other !== number);
    sessionStorage.setItem('customers', JSON.stringify([...kept, number].slice(-20)));
  }
  forgetCall();
  texts = [];
  sending = [];
  queued = [];
  show();
  changed();
}

/** Points the phone at a business. */
export function useBusiness(tenant) {
  business = tenant;
  forgetCall();
  texts = [];
  sending = [];
  queued = [];
  setText(byId('business-name'), tenant.businessName);
  setText(byId('business-phone'), phoneNumber(tenant.businessPhone));
  setText(byId('business-initials'), tenant.businessName.split(' ').slice(0, 2).map((word) => word[0]).join(''));
  show();
}

/** The customer calls. */
export async function ring() {
  const line = { tenant: business.id, from: customer.value };
  ringing = line;
  showCall('Calling…');
  try {
    const answer = await sandbox.call({ ...line, outcome: 'ringing' });
    ringing = { ...line, callSid: answer.call.callSid };
    showCall('Ringing…');
  } catch (error) {
    forgetCall();
    throw error;
  }
}

/** The call ends in one of Twilio's ways; gives what the service answered. */
export async function hangUp(outcome) {
  const line = ringing;
  forgetCall();
  return sandbox.call({ ...line, outcome });
}

/** The customer texts; until the service has it, the bubble says so. */
export async function sendText(words) {
  const draft = { messageSid: `draft-${Date.now()}-${sending.length}`, body: words, time: new Date().toISOString(), state: 'sending' };
  sending.push(draft);
  show(true);
  try {
    const answer = await sandbox.text({ tenant: business.id, from: customer.value, text: words });
    sending = sending.filter((other) => other !== draft);
    show();
    return answer;
  } catch (error) {
    draft.state = 'failed';
    show();
    throw error;
  }
}

/** Takes a text that has gone through the air, from or to anybody. */
export function hearText(sms) {
  const mine = isMine(sms);
  if ((mine || isForMe(sms)) && !texts.some((other) => other.messageSid === sms.messageSid)) {
    if (mine) {
      sending = sending.filter((draft) => draft.body !== sms.body);
    }
    texts = [...texts, sms];
    show(true);
  }
}

/** Fetches what the phone has got so far. */
export async function refreshPhone() {
  const [whose, at] = [customer.value, business.id];
  const all = await sandbox.texts(at, whose);
  if (whose === customer.value && at === business.id) {
    texts = all;
    show();
  }
}

/** Tells the phone what the public API knows of the messages: who wrote them, and which are still to come. */
export function knowMessages(messages) {
  known = new Map(messages.map((message) => [message.id, message]));
  queued = messages.filter((message) => message.status === 'queued');
  show();
}

const isMine = (sms) => sms.from === customer.value && sms.to === business.businessPhone;
const isForMe = (sms) => sms.to === customer.value && sms.from === business.businessPhone;

function offer(number) {
  if (![...customer.options].some(({ value }) => value === number)) {
    customer.append(new Option(number === WITHHELD ? 'withheld number' : phoneNumber(number), number));
  }
}

function forgetCall() {
  ringing = null;
  byId('call-bar').hidden = true;
  call.classList.remove('ringing');
  setText(call.querySelector('span'), 'Call');
}

/** Only a call that rings can be hung up. */
function showCall(state) {
  byId('call-bar').hidden = false;
  setText(byId('call-state'), state);
  if (ringing.callSid) {
    call.classList.add('ringing');
    setText(call.querySelector('span'), 'Hang up');
  }
}

function show(always = false) {
  const sent = texts.map((sms) => ({ key: sms.messageSid, ...(isMine(sms) ? own(sms) : others(sms)) }));
  const coming = queued
    .filter((message) => !texts.some((sms) => sms.idempotencyKey === message.id))
    .map((message) => ({
      key: message.id, side: 'other', sender: message.sender, from: SENDERS[message.sender], body: 'A text is on its way…',
      meta: 'not delivered yet', state: 'queued',
    }));
  const drafts = sending.map((draft) => ({
    key: draft.messageSid, side: 'own', sender: 'customer', from: 'You', body: draft.body,
    meta: draft.state === 'failed' ? 'Not delivered' : 'Sending…', state: draft.state,
  }));
  const items = [...sent, ...coming, ...drafts];
  const added = showList(list, items, (item) => item.key, createBubble, fillBubble);
  byId('texts-empty').hidden = items.length > 0;
  if (added > 0 || always) {
    scrollToEnd(list);
  }
}

function own(sms) {
  return {
    side: 'own', sender: 'customer', from: 'You', body: sms.body, meta: `${timeOfDay(sms.time)} · delivered`, state: 'sent',
  };
}

function others(sms) {
  const message = known.get(sms.idempotencyKey);
  const from = message?.sender === 'system' && texts.find((other) => !isMine(other)) === sms ? 'Greeting' : SENDERS[message?.sender];
  return {
    side: 'other', sender: message?.sender ?? 'business', from: from ?? business.businessName, body: sms.body,
    meta: `${timeOfDay(sms.time)} · delivered`, state: 'sent',
  };
}
