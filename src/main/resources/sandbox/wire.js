// The wire: every request between the service and its collaborators, newest first.

import { sandbox } from './api.js';
import { byId, element, setText } from './dom.js';

const KEPT = 200;
const SERVICE = 'as-call-service';

const list = byId('exchanges');
const filter = byId('wire-filter');
const rows = new Map();
let cleared = '';

/** Sets the wire up. */
export function startWire() {
  filter.addEventListener('change', () => rows.forEach(hideFiltered));
  byId('wire-clear').addEventListener('click', () => {
    cleared = [...rows.values()].reduce((latest, { exchange }) => (exchange.startedAt > latest ? exchange.startedAt : latest), cleared);
    rows.clear();
    list.replaceChildren();
    byId('wire-empty').hidden = false;
  });
}

/** Fetches what there was before anybody listened. */
export async function refreshWire() {
  (await sandbox.wire()).forEach(hearExchange);
}

/** Takes a request, or news of one that is known already. */
export function hearExchange(exchange) {
  if (exchange.startedAt <= cleared) {
    return;
  }
  let row = rows.get(exchange.id);
  if (row && row.exchange.millis !== null) {
    return;
  }
  if (!row) {
    row = createRow(exchange);
    rows.set(exchange.id, row);
    insert(row);
  }
  row.exchange = exchange;
  fill(row);
  hideFiltered(row);
  byId('wire-empty').hidden = true;
}

function insert(row) {
  const older = [...list.children].find((item) => item.dataset.at <= row.exchange.startedAt);
  list.insertBefore(row.node, older ?? null);
  if (rows.size > KEPT) {
    const oldest = list.lastElementChild;
    rows.delete(oldest.dataset.id);
    oldest.remove();
  }
}

function createRow(exchange) {
  const node = element('li');
  const details = element('details', 'exchange');
  const summary = element('summary');
  const ways = element('span', 'way');
  const inwards = exchange.to === SERVICE;
  const peer = inwards ? exchange.from : exchange.to;
  ways.append(
    element('span', 'peer', peer), element('span', 'arrow', inwards ? '→ hub' : '← hub'));
  ways.dataset.peer = peer;
  summary.append(
    element('span', 'at'), ways, element('span', 'method', exchange.method), element('span', 'path', briefly(exchange.path)),
    element('span', 'gist'), element('span', 'status'), element('span', 'took'));
  details.append(summary);
  details.addEventListener('toggle', () => details.open && unfold(rows.get(exchange.id)));
  node.append(details);
  Object.assign(node.dataset, { id: exchange.id, at: exchange.startedAt });
  return { node, peer, exchange };
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** The path with the ids cut short: the whole one is in the details. */
const briefly = (path) => path.replaceAll(/([0-9a-f]{8})-[0-9a-f-]{27}/g, '$1…');

function fill({ node, exchange }) {
  const part = (name) => node.querySelector(`.${name}`);
  setText(part('at'), clock.format(new Date(exchange.startedAt)));
  setText(part('gist'), gist(exchange));
  setText(part('status'), exchange.status?.toString() ?? exchange.failure ?? '…');
  part('status').dataset.tone = tone(exchange);
  setText(part('took'), exchange.millis === null ? '' : `${exchange.millis} ms`);
  if (node.firstElementChild.open) {
    unfold({ node, exchange });
  }
}

function tone({ status, failure }) {
  if (failure || status >= 500) {
    return 'bad';
  }
  return status === null ? 'open' : status >= 400 ? 'warn' : 'good';
}

/** What a request is about, in a few words. */
function gist({ request }) {
  const body = parsed(request);
  return body?.event ?? body?.body ?? body?.current_message ?? body?.callStatus ?? body?.customerAddress ?? '';
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The whole request and answer; made only when somebody looks. */
function unfold({ node, exchange }) {
  const details = node.firstElementChild;
  details.querySelector('.whole')?.remove();
  const whole = element('div', 'whole');
  const headers = Object.entries(exchange.headers).map(([name, value]) => `${name}: ${value}`).join('\n');
  whole.append(
    pane('Request', [`${exchange.method} ${exchange.path}`, headers, '', pretty(exchange.request)].join('\n')),
    pane('Answer', exchange.status === null
      ? exchange.failure ?? 'There is none yet.'
      : [String(exchange.status), '', pretty(exchange.response)].join('\n')));
  details.append(whole);
}

function pane(title, text) {
  const section = element('div');
  const code = element('pre', '', text);
  code.tabIndex = 0;
  section.append(element('h3', '', title), code);
  return section;
}

function pretty(text) {
  const body = parsed(text);
  return body === null ? text ?? '' : JSON.stringify(body, null, 2);
}

function hideFiltered({ node, peer }) {
  node.hidden = filter.value !== '' && filter.value !== peer;
}
