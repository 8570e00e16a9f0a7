// The right side: the list of conversations and the open thread, over the public API alone.

import { newKey, owner } from './api.js';
import {
  byId, countdown, createBubble, element, fillBubble, run, scrollToEnd, sendOnEnter, setText, showList, timeOfDay,
} from './dom.js';
import { LEAD_STATUS, showLead } from './lead.js';

const STATES = {
  waiting_for_customer: 'Waiting for the customer',
  waiting_for_human: 'Waiting for you',
  ai_active: 'AI is answering',
  human_active: 'You are in charge',
  completed: 'Completed',
  abandoned: 'Abandoned',
};
const SENDERS = { customer: 'Customer', ai: 'AI', human: 'You', system: 'Automatic' };

const list = byId('conversations');
const messages = byId('messages');
const reply = byId('reply');

let openId = null;
let opened = null;

/** Which conversation is open, null when none. */
export const openConversation = () => openId;

/** Sets the inbox up; tenant() tells whose it is, changed() is told after everything that the owner does. */
export function startInbox(tenant, changed) {
  const api = () => owner(tenant());
  // The key outlives a failed try: sending the same words again is the same reply.
  let key = newKey();
  const onClick = (id, action) => byId(id).addEventListener('click', (event) => run(event.currentTarget, async () => {
    await action(openId);
    changed();
  }));
  onClick('take-over', (id) => api().takeOver(id));
  onClick('hand-to-ai', (id) => api().handToAi(id));
  onClick('complete', (id) => api().setStatus(id, { status: 'completed', outcome: 'resolved' }));
  onClick('reopen', (id) => api().setStatus(id, { status: 'active' }));

  list.addEventListener('click', (event) => {
    const id = event.target.closest('li')?.dataset.key;
    if (id) {
      openId = id;
      opened = null;
      reply.value = '';
      key = newKey();
      messages.replaceChildren();
      changed();
      byId('thread').hidden = false;
      byId('thread-title').focus();
    }
  });

  const form = byId('reply-form');
  const alsoTakeOver = byId('take-over-with-reply');
  form.addEventListener('input', () => { key = newKey(); });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    run(form.querySelector('button'), async () => {
      await api().reply(openId, reply.value, alsoTakeOver.checked, key);
      reply.value = '';
      key = newKey();
      changed();
    });
  });
  sendOnEnter(reply);
  setInterval(tick, 250);
}

/** Forgets everything of the tenant that was shown before. */
export function closeThread() {
  openId = null;
  opened = null;
  list.replaceChildren();
  messages.replaceChildren();
  byId('thread').hidden = true;
  byId('lead').hidden = true;
}

/** Shows the tenant's active conversations, and the open thread with its lead. */
export async function showInbox(tenant, stillCurrent) {
  const id = openId;
  const [page, thread] = await Promise.all([
    owner(tenant).conversations(),
    id ? owner(tenant).conversation(id) : null,
  ]);
  const lead = thread?.conversation.leadId ? (await owner(tenant).lead(thread.conversation.leadId)).lead : null;
  if (!stillCurrent()) {
    return;
  }
  showConversations(page);
  if (thread && id === openId) {
    showThread(thread);
    showLead(lead);
  }
}

function showConversations(page) {
  byId('counts').textContent =
    `${page.totalActive} active · ${page.aiHandledCount} with the AI · ${page.humanHandledCount} with you`;
  byId('inbox-empty').hidden = page.conversations.length > 0;
  showList(list, page.conversations, (conversation) => conversation.id, createRow, fillRow);
}

function createRow() {
  const row = element('li');
  const button = element('button', 'row');
  button.type = 'button';
  button.append(
    element('span', 'who'), element('span', 'when'), element('span', 'last'), element('span', 'badges'));
  button.querySelector('.badges').append(
    element('span', 'badge state'), element('span', 'badge lead-status'), element('span', 'badge timer'));
  row.append(button);
  return row;
}

function fillRow(row, conversation) {
  const part = (name) => row.querySelector(`.${name}`);
  setText(part('who'), conversation.customerPhone);
  setText(part('when'), timeOfDay(conversation.lastMessageAt));
  setText(part('last'), conversation.lastMessage ?? '');
  setText(part('state'), STATES[conversation.state] ?? conversation.state);
  part('state').dataset.state = conversation.state;
  setText(part('lead-status'), LEAD_STATUS[conversation.leadStatus] ?? '');
  part('lead-status').hidden = !conversation.leadStatus;
  row.dataset.takeoverAt = conversation.aiTakeoverAt ?? '';
  row.firstElementChild.setAttribute('aria-current', String(conversation.id === openId));
  tickRow(row);
}

function showThread({ conversation, messages: shown }) {
  opened = conversation;
  byId('thread').hidden = false;
  setText(byId('thread-title'), conversation.customerPhone);
  const active = conversation.status === 'active';
  byId('take-over').disabled = !active || conversation.humanActive;
  byId('hand-to-ai').disabled = !active || conversation.aiActive;
  byId('complete').hidden = !active;
  byId('reopen').hidden = active;
  const added = showList(messages, shown, (message) => message.id, createBubble, (bubble, message) => {
    const status = message.direction === 'outbound' ? ` · ${message.status}` : '';
    fillBubble(bubble, message.direction === 'outbound' ? 'own' : 'other', message.body,
      `${SENDERS[message.sender] ?? message.sender} · ${timeOfDay(message.timestamp)}${status}`);
    bubble.dataset.sender = message.sender;
    bubble.dataset.status = message.status;
  });
  if (added > 0) {
    scrollToEnd(messages);
  }
  tick();
}

function tickRow(row) {
  const left = countdown(row.dataset.takeoverAt);
  const timer = row.querySelector('.timer');
  timer.hidden = !left;
  setText(timer, left ? `AI in ${left}` : '');
}

function tick() {
  [...list.children].forEach(tickRow);
  if (opened) {
    const left = countdown(opened.aiTakeoverAt);
    const state = STATES[opened.state] ?? opened.state;
    setText(byId('thread-state'), left ? `${state} · the AI answers in ${left}` : state);
  }
}
