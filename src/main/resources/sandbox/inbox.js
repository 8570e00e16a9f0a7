// The right side: the list of conversations and the open thread, over the public API alone.

import { newKey, owner } from './api.js';
import {
  announce, byId, createBubble, element, fillBubble, hideProblem, messenger, phoneNumber, run, scrollToEnd, setText,
  showList, timeOfDay,
} from './dom.js';
import { LEAD_STATUS } from './lead.js';
import { createRing, fillRing } from './ring.js';

const STATES = {
  waiting_for_customer: 'Waiting for the customer',
  waiting_for_human: 'Waiting for you',
  ai_active: 'AI is answering',
  human_active: 'You are in charge',
  completed: 'Completed',
  abandoned: 'Abandoned',
};
const SENDERS = { customer: 'Customer', ai: 'AI', human: 'You', system: 'Automatic' };
const DELIVERY = { queued: 'queued, will be retried', sent: 'sent', failed: 'failed' };
const REASONS = {
  emergency: 'This is an emergency. Answer yourself.',
  escalated: 'The AI asks for a person.',
  ai_failed: 'The AI gave no answer. Answer yourself.',
  answer_not_delivered: 'An answer could not be delivered.',
  no_answer: 'The AI had nothing to say. Answer yourself.',
};

const list = byId('conversations');
const messages = byId('messages');
const reply = byId('reply');
const threadRing = createRing();

const unread = new Map();
const attention = new Map();
let seen = JSON.parse(sessionStorage.getItem('seen') ?? '{}');
let firstLook = true;
let openId = null;
let opened = null;
let key = newKey();
let changed = () => {};

/** Which conversation is open, null when none. */
export const openConversation = () => openId;

/** Sets the inbox up; tenant() tells whose it is, whenChanged() is told after everything that the owner does. */
export function startInbox(tenant, whenChanged) {
  changed = whenChanged;
  byId('thread-ring').append(threadRing);
  const api = () => owner(tenant());
  const onClick = (id, action) => byId(id).addEventListener('click', (event) => run(event.currentTarget, async () => {
    await action(openId);
    changed();
  }));
  onClick('take-over', (id) => api().takeOver(id));
  onClick('hand-to-ai', (id) => api().handToAi(id));
  onClick('complete', (id) => api().setStatus(id, { status: 'completed', outcome: 'resolved' }));
  onClick('reopen', (id) => api().setStatus(id, { status: 'active' }));
  byId('back').addEventListener('click', () => {
    const row = list.querySelector(`[data-key="${openId}"] button`);
    closeThread();
    row?.focus();
  });
  list.addEventListener('click', (event) => {
    const id = event.target.closest('li')?.dataset.key;
    if (id) {
      open(id);
      byId('thread-title').focus();
    }
  });

  const form = byId('reply-form');
  // The key outlives a failed try: sending the same words again is the same reply.
  form.addEventListener('input', () => { key = newKey(); });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    run(form.querySelector('button'), async () => {
      try {
        await api().reply(openId, reply.value, byId('take-over-with-reply').checked, key);
        reply.value = '';
        key = newKey();
      } finally {
        changed();
      }
    });
  });
  messenger(reply);
  setInterval(tick, 250);
}

/** Opens a conversation without moving the focus. */
export function open(id) {
  if (id === openId) {
    return;
  }
  openId = id;
  opened = null;
  reply.value = '';
  key = newKey();
  messages.replaceChildren();
  hideProblem(messages);
  unread.delete(id);
  setText(byId('thread-title'), list.querySelector(`[data-key="${id}"] .who`)?.textContent ?? '');
  showPanes(true);
  changed();
}

/** Shows no thread any more. */
export function closeThread() {
  openId = null;
  opened = null;
  messages.replaceChildren();
  byId('lead').hidden = true;
  showPanes(false);
  changed();
}

/** Makes room for the thread, or for its absence. */
function showPanes(threadIsOpen) {
  byId('panes').dataset.open = String(threadIsOpen);
  byId('thread').hidden = !threadIsOpen;
  byId('thread-empty').hidden = threadIsOpen;
}

/** Forgets everything of the tenant that was shown before. */
export function forgetInbox() {
  list.replaceChildren();
  unread.clear();
  attention.clear();
  firstLook = true;
  closeThread();
}

/** Takes a live event. */
export function hearEvent({ event, data }) {
  const who = phoneNumber(data.customerPhone ?? '');
  if (event === 'message_received') {
    if (data.conversationId !== openId || !isSeen()) {
      unread.set(data.conversationId, (unread.get(data.conversationId) ?? 0) + 1);
    }
    announce(`New text from ${who}`);
  } else if (event === 'attention_needed') {
    attention.set(data.conversationId, REASONS[data.reason] ?? `Needs you: ${data.reason.replaceAll('_', ' ')}`);
    announce(`${who} needs you`);
  } else if (event === 'human_reply_sent' || event === 'ai_deactivated' || event === 'conversation_updated') {
    // Whoever has taken over knows.
    if (event !== 'ai_deactivated' || data.takeoverBy) {
      attention.delete(data.conversationId);
    }
  } else if (event === 'ai_activated') {
    announce('The AI answers now');
  }
}

/** Whether the owner sees the open thread: not in another tab, nor on a narrow screen that shows another part. */
const isSeen = () => !document.hidden && byId('thread').offsetParent !== null;

/** Shows the tenant's active conversations. */
export function showConversations(page) {
  setText(byId('counts'),
    `${page.totalActive} active · ${page.aiHandledCount} with the AI · ${page.humanHandledCount} with you`);
  byId('inbox-empty').hidden = page.conversations.length > 0;
  for (const { id, state, messageCount } of page.conversations) {
    if (firstLook && state === 'waiting_for_human' && seen[id] !== messageCount && !unread.has(id)) {
      unread.set(id, 1);
    }
    if (id === openId && isSeen()) {
      unread.delete(id);
      seen[id] = messageCount;
    }
  }
  firstLook = false;
  sessionStorage.setItem('seen', JSON.stringify(seen));
  showList(list, page.conversations, (conversation) => conversation.id, createRow, fillRow);
  const total = [...unread.values()].reduce((sum, count) => sum + count, 0);
  byId('tab-unread').hidden = total === 0;
  setText(byId('tab-unread'), String(total));
}

function createRow() {
  const row = element('li');
  const button = element('button', 'row');
  button.type = 'button';
  button.append(
    createRing(), element('span', 'who'), element('span', 'when'), element('span', 'last'), element('span', 'unread'),
    element('span', 'badges'));
  button.querySelector('.badges').append(
    element('span', 'badge urgent', 'Needs you'), element('span', 'badge state'), element('span', 'badge lead-status'));
  row.append(button);
  return row;
}

function fillRow(row, conversation) {
  const part = (name) => row.querySelector(`.${name}`);
  const count = unread.get(conversation.id) ?? 0;
  setText(part('who'), phoneNumber(conversation.customerPhone));
  setText(part('when'), timeOfDay(conversation.lastMessageAt));
  setText(part('last'), conversation.lastMessage ?? '');
  setText(part('unread'), String(count));
  part('unread').hidden = count === 0;
  part('unread').setAttribute('aria-label', `${count} unread`);
  part('urgent').hidden = !attention.has(conversation.id);
  setText(part('state'), STATES[conversation.state] ?? conversation.state);
  part('state').dataset.state = conversation.state;
  setText(part('lead-status'), LEAD_STATUS[conversation.leadStatus] ?? '');
  part('lead-status').hidden = !conversation.leadStatus;
  Object.assign(row.dataset, { state: conversation.state, takeoverAt: conversation.aiTakeoverAt ?? '' });
  row.classList.toggle('has-unread', count > 0);
  row.firstElementChild.setAttribute('aria-current', String(conversation.id === openId));
  tickRow(row);
}

/** Shows the open thread. */
export function showThread({ conversation, messages: shown }) {
  opened = conversation;
  setText(byId('thread-title'), phoneNumber(conversation.customerPhone));
  const active = conversation.status === 'active';
  byId('take-over').disabled = !active || conversation.humanActive;
  byId('hand-to-ai').disabled = !active || conversation.aiActive;
  byId('complete').hidden = !active;
  byId('reopen').hidden = active;
  byId('attention').hidden = !attention.has(conversation.id);
  setText(byId('attention'), attention.get(conversation.id) ?? '');
  const added = showList(messages, shown, (message) => message.id, createBubble, (bubble, message) => {
    const outbound = message.direction === 'outbound';
    fillBubble(bubble, {
      side: outbound ? 'own' : 'other',
      sender: message.sender,
      from: SENDERS[message.sender] ?? message.sender,
      body: message.body,
      meta: [timeOfDay(message.timestamp), outbound ? DELIVERY[message.status] ?? message.status : ''].filter(Boolean).join(' · '),
      state: message.status,
    });
  });
  if (added > 0) {
    scrollToEnd(messages);
  }
  tick();
}

function tickRow(row) {
  fillRing(row.querySelector('.ring'), row.dataset.state, row.dataset.takeoverAt);
}

function tick() {
  [...list.children].forEach(tickRow);
  if (opened) {
    const left = fillRing(threadRing, opened.state, opened.aiTakeoverAt);
    const state = STATES[opened.state] ?? opened.state;
    setText(byId('thread-state'), left ? `${state} · the AI answers in ${left} s` : state);
  }
}
