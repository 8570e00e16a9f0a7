// The sandbox page: wires phone and inbox to one business and keeps both fresh.

import { sandbox } from './api.js';
import { byId, element, hideProblem, run, showProblem } from './dom.js';
import { closeThread, showInbox, startInbox } from './inbox.js';
import { startLead } from './lead.js';
import { showPhone, startPhone } from './phone.js';

const MODES = { ok: 'works', slow: 'slow', failing: 'failing', hanging: 'hanging', refusing: 'refusing' };
const COLLABORATORS = {
  twilio: 'Texting (twilio-server)',
  dispatch: 'AI (dispatch-bot-ai)',
  tenant: 'Businesses (ts-tenant-service)',
  connection: 'Live events (as-connection-service)',
};
const SAFETY_NET_MS = 5000;

const select = byId('tenant');
const tenant = () => select.value;

let events = null;
let refreshing = null;
let again = false;
let unreachable = false;

/** Fetches what is shown. Wishes that come meanwhile are met by one more fetch. */
function refresh() {
  if (refreshing) {
    again = true;
    return;
  }
  const whose = tenant();
  refreshing = Promise.all([showPhone(whose), showInbox(whose, () => whose === tenant())])
    .then(() => {
      if (unreachable) {
        unreachable = false;
        hideProblem();
      }
    })
    .catch((error) => {
      unreachable = true;
      showProblem(error);
    })
    .finally(() => {
      refreshing = null;
      if (again) {
        again = false;
        refresh();
      }
    });
}

function live(text, state) {
  byId('live').textContent = text;
  byId('live').dataset.state = state;
}

function listen() {
  events?.close();
  const source = new EventSource(`/sandbox/connection/events?${new URLSearchParams({ tenantId: tenant() })}`);
  events = source;
  source.onopen = () => live('Live', 'on');
  source.onmessage = refresh;
  source.onerror = () => {
    live('Reconnecting', 'off');
    // The browser comes back by itself, except after an answer that is no stream.
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => source === events && listen(), SAFETY_NET_MS);
    }
  };
}

async function startSwitches() {
  const form = byId('switches');
  const current = await sandbox.switches();
  for (const [name, title] of Object.entries(COLLABORATORS)) {
    const label = element('label', '', title);
    const modes = element('select');
    modes.name = name;
    modes.append(...Object.entries(MODES).map(([mode, word]) => new Option(word, mode, false, mode === current[name])));
    modes.addEventListener('change', () => run(modes, async () => {
      await sandbox.turn({ [name]: modes.value });
    }));
    label.append(modes);
    form.append(label);
  }
}

async function startTenants() {
  const tenants = await sandbox.tenants();
  select.append(...tenants.map(
    ({ id, businessName, businessPhone }) => new Option(`${businessName} · ${businessPhone}`, id)));
  byId('businesses').append(...tenants.map(({ id, businessName }) => element('li', '', `${businessName}: ${id}`)));
  const last = sessionStorage.getItem('tenant');
  if (tenants.some(({ id }) => id === last)) {
    select.value = last;
  }
}

async function start() {
  byId('problem-close').addEventListener('click', hideProblem);
  await Promise.all([startTenants(), startSwitches()]);
  const phone = startPhone(tenant, refresh);
  startInbox(tenant, refresh);
  startLead(tenant, refresh);
  select.addEventListener('change', () => {
    sessionStorage.setItem('tenant', tenant());
    phone.hangUpSilently();
    closeThread();
    listen();
    refresh();
  });
  listen();
  refresh();
  // Live events may be switched off; the page goes on, only later.
  setInterval(() => document.hidden || refresh(), SAFETY_NET_MS);
}

start().catch(showProblem);
