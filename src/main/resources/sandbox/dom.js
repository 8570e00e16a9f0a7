// Small pieces for building the page. Text from outside only ever passes through textContent.

export const byId = (id) => document.getElementById(id);

/** A new element with a class and a text. */
export function element(tag, className = '', text = '') {
  const node = document.createElement(tag);
  if (className) {
    node.className = className;
  }
  node.textContent = text;
  return node;
}

/**
 * Makes a list show these items in this order, and touches only what changed: the focus stays where it is.
 * create(item) gives a new child, update(child, item) fills it. Returns how many children are new.
 */
export function showList(list, items, keyOf, create, update) {
  const known = new Map([...list.children].map((child) => [child.dataset.key, child]));
  let added = 0;
  let place = list.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    let child = known.get(key);
    known.delete(key);
    if (!child) {
      child = create(item);
      child.dataset.key = key;
      added += 1;
    }
    update(child, item);
    if (child === place) {
      place = place.nextElementSibling;
    } else {
      list.insertBefore(child, place);
    }
  }
  known.forEach((child) => child.remove());
  return added;
}

/** Sets a text only when it differs, so that screen readers are not told the same thing twice. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

export const timeOfDay = (iso) => (iso ? clock.format(new Date(iso)) : '');

/** "0:42" until that moment; null when it has passed or there is none. */
export function countdown(iso) {
  const left = iso ? Math.ceil((new Date(iso).getTime() - Date.now()) / 1000) : 0;
  return left > 0 ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}` : null;
}

/** Tells of a failure until it is closed or something succeeds. */
export function showProblem(error) {
  byId('problem-text').textContent = error.message;
  byId('problem').hidden = false;
}

export function hideProblem() {
  byId('problem').hidden = true;
}

/** Runs what a button or form starts: no second start meanwhile, and failures are shown. */
export async function run(button, action) {
  if (button.getAttribute('aria-busy') === 'true') {
    return;
  }
  button.setAttribute('aria-busy', 'true');
  try {
    await action();
    hideProblem();
  } catch (error) {
    showProblem(error);
  } finally {
    button.removeAttribute('aria-busy');
  }
}

/** Enter sends, Shift+Enter makes a new line, as in every messenger. */
export function sendOnEnter(textarea) {
  textarea.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      textarea.form.requestSubmit();
    }
  });
}

/** One bubble of a thread. */
export function createBubble() {
  const bubble = element('li', 'bubble');
  bubble.append(element('p', 'body'), element('p', 'meta'));
  return bubble;
}

export function fillBubble(bubble, side, body, meta) {
  bubble.dataset.side = side;
  setText(bubble.firstElementChild, body);
  setText(bubble.lastElementChild, meta);
}

export function scrollToEnd(list) {
  list.scrollTop = list.scrollHeight;
}
