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

const SVG = 'http://www.w3.org/2000/svg';

/** An SVG element with attributes. */
export function svg(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  return node;
}

/** A picture of the page's sprite, which says nothing to screen readers. */
export function icon(name) {
  const node = svg('svg', { class: 'icon', 'aria-hidden': 'true' });
  node.append(svg('use', { href: `#i-${name}` }));
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

/** "+1 212 555 0187"; any other number as it is. */
export const phoneNumber = (number) => number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3');

/** Tells screen readers what happened elsewhere on the page. */
export const announce = (text) => { byId('news').textContent = text; };

/** Tells of a failure beside what failed, or at the top, until it is closed or something succeeds. */
export function showProblem(error, near = document.body) {
  const place = problemNear(near);
  place.firstElementChild.textContent = error.message;
  place.hidden = false;
}

export function hideProblem(near = document.body) {
  problemNear(near).hidden = true;
}

function problemNear(node) {
  return node.closest('section')?.querySelector(':scope .problem') ?? byId('problem');
}

/** Runs what a button or form starts: no second start meanwhile, and failures are shown. */
export async function run(button, action) {
  if (button.getAttribute('aria-busy') === 'true') {
    return;
  }
  button.setAttribute('aria-busy', 'true');
  try {
    await action();
    hideProblem(button);
  } catch (error) {
    showProblem(error, button);
  } finally {
    button.removeAttribute('aria-busy');
  }
}

/** Enter sends, Shift+Enter makes a new line, as in every messenger; the box grows with its text. */
export function messenger(textarea) {
  const grow = () => { textarea.rows = Math.min(5, Math.max(1, textarea.value.split('\n').length, Math.ceil(textarea.value.length / 38))); };
  textarea.addEventListener('input', grow);
  textarea.form.addEventListener('submit', () => setTimeout(grow));
  textarea.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      textarea.form.requestSubmit();
    }
  });
}

/** One bubble of a thread. */
export function createBubble() {
  const bubble = element('div', 'bubble');
  bubble.append(element('p', 'from'), element('p', 'body'), element('p', 'meta'));
  return bubble;
}

/** Fills a bubble: side is own or other, sender the one whose colour it has, state that of its delivery. */
export function fillBubble(bubble, { side, sender, from, body, meta, state }) {
  Object.assign(bubble.dataset, { side, sender, state });
  const [fromLine, bodyLine, metaLine] = bubble.children;
  setText(fromLine, from);
  setText(bodyLine, body);
  setText(metaLine, meta);
}

export function scrollToEnd(list) {
  list.scrollTop = list.scrollHeight;
}
