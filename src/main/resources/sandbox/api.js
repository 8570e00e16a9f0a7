// HTTP: the service's public API with the owner's token, and the sandbox's own paths.

let session = null;

/** A failure that the service answered with, in a sentence for a person. */
export class ApiError extends Error {
  constructor(status, answer) {
    super(sentence(status, answer));
    this.status = status;
    this.code = answer?.error?.code ?? null;
  }
}

function sentence(status, answer) {
  const error = answer?.error;
  if (!error) {
    return `The service answered ${status}.`;
  }
  const fields = Object.entries(error.details?.fields ?? {}).map(([field, reason]) => `${field}: ${reason}`);
  return [`${error.message} (${error.code})`, ...fields].join(' · ');
}

async function send(method, path, body, headers = {}) {
  const options = { method, headers: { Accept: 'application/json', ...headers } };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers['Content-Type'] = 'application/json';
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error('The service cannot be reached.');
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) {
    throw new ApiError(response.status, answer);
  }
  return answer?.data;
}

async function openSession(tenant) {
  session = await send('POST', '/sandbox/session', { tenant });
}

async function asOwner(tenant, method, path, body, headers) {
  if (session?.tenantId !== tenant) {
    await openSession(tenant);
  }
  const once = () => send(method, path, body, { ...headers, Authorization: `Bearer ${session.token}` });
  try {
    return await once();
  } catch (error) {
    if (error.status !== 401) {
      throw error;
    }
    // The token is good for an hour; the page may stay open longer.
    await openSession(tenant);
    return once();
  }
}

/** 32 hexadecimal digits. Not randomUUID, which browsers lack on pages that came over plain HTTP from another host. */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What the service tells anybody about itself. */
export const info = async () => {
  const response = await fetch('/info');
  return response.json();
};

/** What is no part of the public API: the other side of the stand-ins. */
export const sandbox = {
  tenants: () => send('GET', '/sandbox/tenants'),
  switches: () => send('GET', '/sandbox/switches'),
  turn: (change) => send('PUT', '/sandbox/switches', change),
  call: (call) => send('POST', '/sandbox/phone/call', call),
  text: (text) => send('POST', '/sandbox/phone/text', text),
  texts: (tenant, customer) => send('GET', `/sandbox/phone/texts?${new URLSearchParams({ tenant, customer })}`),
  today: (tenantId) => send('GET', `/sandbox/today?${new URLSearchParams({ tenantId })}`),
  wire: () => send('GET', '/sandbox/wire'),
};

/** The public API as the owner of that tenant. */
export const owner = (tenant) => ({
  conversations: () => asOwner(tenant, 'GET', `/conversations/tenant/${tenant}/active?page=1&pageSize=50`),
  conversation: (id) => asOwner(tenant, 'GET', `/conversations/${id}?limit=200`),
  reply: (id, message, takeOverFromAI, key) =>
    asOwner(tenant, 'POST', `/conversations/${id}/reply`, { message, takeOverFromAI }, { 'Idempotency-Key': key }),
  takeOver: (id) => asOwner(tenant, 'POST', `/conversations/${id}/ai/deactivate`, { reason: 'human_takeover' }),
  handToAi: (id) => asOwner(tenant, 'POST', `/conversations/${id}/ai/activate`, {}),
  setStatus: (id, change) => asOwner(tenant, 'PUT', `/conversations/${id}/status`, change),
  lead: (id) => asOwner(tenant, 'GET', `/leads/${id}`),
  moveLead: (id, change) => asOwner(tenant, 'PUT', `/leads/${id}/status`, change),
});
