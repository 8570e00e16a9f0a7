// The sandbox page: wires phone, inbox, wire and stage to one business and keeps them fresh by what is told live.

import { info, owner, sandbox } from './api.js';
import { byId, element, hideProblem, phoneNumber, scrollToEnd, setText, showProblem } from './dom.js';
import { forgetInbox, hearEvent, open, openConversation, showConversations, showThread, startInbox } from './inbox.js';
import { showLead, startLead } from './lead.js';
import { hear, listen } from './live.js';
import { showNumbers } from './numbers.js';
import { currentCustomer, hearText, knowMessages, refreshPhone, startPhone, useBusiness } from './phone.js';
import { startStage, stopStory } from './stage.js';
import { showSwitches, startTrouble } from './trouble.js';
import { hearExchange, refreshWire, startWire } from './wire.js';

const select = byId('tenant');
const businesses = new Map();
const tenant = () => select.value;

let refreshing = null;
let again = false;
let lost = false;
/** Once the owner has closed a thread, none opens by itself. */
let closedByHand = false;

/** Fetches what the owner sees. Wishes that come meanwhile are met by one more fetch. */
function refresh() {
  if (refreshing) {
    again = true;
    return;
  }
  refreshing = fetchInbox(tenant())
    .catch(showProblem)
    .finally(() => {
      refreshing = null;
      if (again) {
        again = false;
        refresh();
      }
    });
}

async function fetchInbox(whose) {
  const api = owner(whose);
  const [page, today] = await Promise.all([api.conversations(), sandbox.today(whose)]);
  const onPhone = page.conversations.find(({ customerPhone }) => customerPhone === currentCustomer())?.id ?? null;
  if (!openConversation() && onPhone && !closedByHand && whose === tenant()) {
    open(onPhone);
  }
  const openId = openConversation();
  const thread = openId ? await api.conversation(openId) : null;
  const heard = onPhone && onPhone !== openId ? await api.conversation(onPhone) : thread;
  const lead = thread?.conversation.leadId ? (await api.lead(thread.conversation.leadId)).lead : null;
  if (whose !== tenant()) {
    return;
  }
  showConversations(page);
  showNumbers(today);
  if (heard?.conversation.customerPhone === currentCustomer()) {
    knowMessages(heard.messages);
  }
  if (openId === openConversation() && thread) {
    showThread(thread);
    showLead(lead);
  }
}

function live(text, state) {
  setText(byId('live'), text);
  byId('live').dataset.state = state;
}

const EARS = {
  open: () => {
    live('Live', 'on');
    if (lost) {
      lost = false;
      hideProblem();
    }
    refresh();
    Promise.all([refreshPhone(), refreshWire(), sandbox.switches().then(showSwitches)]).catch(showProblem);
  },
  lost: () => {
    lost = true;
    live('Reconnecting', 'off');
  },
  live: (event) => {
    hearEvent(event);
    refresh();
  },
  text: hearText,
  wire: hearExchange,
  switches: showSwitches,
};

async function startBusinesses() {
  for (const business of await sandbox.tenants()) {
    businesses.set(business.id, business);
    select.append(new Option(`${business.businessName} · ${phoneNumber(business.businessPhone)}`, business.id));
    byId('businesses').append(element('li', '', `${business.businessName}: ${business.id}`));
  }
  const last = sessionStorage.getItem('tenant');
  select.value = businesses.has(last) ? last : businesses.keys().next().value;
  select.addEventListener('change', () => {
    sessionStorage.setItem('tenant', tenant());
    stopStory();
    closedByHand = false;
    useBusiness(businesses.get(tenant()));
    forgetInbox();
    listen(tenant());
  });
  useBusiness(businesses.get(tenant()));
}

/** On a narrow screen one part of the page is seen at a time. */
function view(name) {
  document.body.dataset.view = name;
  document.querySelectorAll('.tabs button').forEach((tab) => {
    tab.setAttribute('aria-pressed', String(tab.dataset.view === name));
  });
  // What is not seen cannot be scrolled.
  document.querySelectorAll('.messages').forEach(scrollToEnd);
}

function startTabs() {
  document.querySelectorAll('.tabs button').forEach((tab) => tab.addEventListener('click', () => {
    view(tab.dataset.view);
    refresh();
  }));
  document.addEventListener('visibilitychange', () => document.hidden || refresh());
  view('phone');
}

async function start() {
  document.querySelectorAll('.problem button').forEach((button) => button.addEventListener('click', () => {
    button.parentElement.hidden = true;
  }));
  startTabs();
  startWire();
  startPhone(() => {
    closedByHand = false;
    refreshPhone().catch(showProblem);
    refresh();
  });
  startInbox(tenant, refresh);
  startLead(tenant, refresh);
  byId('back').addEventListener('click', () => { closedByHand = true; });
  info().then(({ debug }) => { byId('docs').hidden = !debug; }, showProblem);
  await startTrouble();
  await startBusinesses();
  startStage(() => businesses.get(tenant()), { show: open, changed: refresh, look: view });
  Object.entries(EARS).forEach(([kind, ear]) => hear((what, data) => what === kind && ear(data)));
  listen(tenant());
}

start().catch(showProblem);
