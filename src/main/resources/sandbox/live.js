// What the page is told as it happens: live events as a dashboard gets them, and texts, requests and switches besides.

const BACK_AFTER_MS = 2000;

let source = null;
const ears = new Set();

function tell(kind, data) {
  ears.forEach((ear) => ear(kind, data));
}

/** Hears everything that is told, as (kind, data); returns how to stop. Kinds: open, lost, live, text, wire, switches. */
export function hear(ear) {
  ears.add(ear);
  return () => ears.delete(ear);
}

/** Listens for one tenant; the browser reconnects by itself and says what it has seen last. */
export function listen(tenant) {
  source?.close();
  const mine = new EventSource(`/sandbox/connection/events?${new URLSearchParams({ tenantId: tenant })}`);
  source = mine;
  mine.onopen = () => tell('open');
  mine.onmessage = ({ data }) => tell('live', JSON.parse(data));
  for (const kind of ['text', 'wire', 'switches']) {
    mine.addEventListener(kind, ({ data }) => tell(kind, JSON.parse(data)));
  }
  mine.onerror = () => {
    tell('lost');
    // After an answer that is no stream, the browser gives up.
    if (mine.readyState === EventSource.CLOSED) {
      setTimeout(() => mine === source && listen(tenant), BACK_AFTER_MS);
    }
  };
}

/** Keeps what is told from now on, so that a story can ask for something that has happened already. */
export function record() {
  const kept = [];
  let wake = () => {};
  const stop = hear((kind, data) => {
    kept.push({ kind, data });
    wake();
  });

  /** The first thing kept, or to come, that fits; fails after so many seconds or when the signal says stop. */
  async function until(what, fits, seconds, signal) {
    const deadline = Date.now() + seconds * 1000;
    for (let next = 0; ; next += 1) {
      while (next === kept.length) {
        signal.throwIfAborted();
        if (Date.now() > deadline) {
          throw new Error(`${what} did not happen within ${seconds} seconds.`);
        }
        await new Promise((resolve) => {
          wake = resolve;
          setTimeout(resolve, 200);
        });
      }
      if (fits(kept[next].kind, kept[next].data)) {
        return kept.splice(next, 1)[0].data;
      }
    }
  }
  return { until, stop };
}
