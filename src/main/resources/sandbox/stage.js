// Plays stories: the customer's part on the phone, the owner's over the public API, and shows each step as it happens.

import { ApiError, newKey, owner } from './api.js';
import { byId, element, hideProblem, icon, setText, showProblem } from './dom.js';
import { record } from './live.js';
import { hangUp, newNumber, ring, sendText, useCustomer } from './phone.js';
import { STORIES } from './script.js';
import { switches, turn } from './trouble.js';

const PATIENCE_SECONDS = 30;
/** So that one can follow. */
const BREATH_MS = 900;

let playing = null;

/** Sets the stage up; business() gives the business; show(id) opens a conversation, changed() refreshes, look(part) turns. */
export function startStage(business, { show, changed, look }) {
  for (const story of STORIES) {
    const button = element('button', 'story-button');
    button.type = 'button';
    button.dataset.story = story.id;
    button.append(icon('play'), element('span', '', story.title), element('small', '', story.about));
    button.addEventListener('click', () => {
      look('phone');
      play(story, business(), show, changed);
    });
    byId('story-buttons').append(button);
  }
  byId('story-stop').addEventListener('click', stopStory);
}

/** Ends the story that is played, if any. */
export function stopStory() {
  playing?.abort(new Error('Stopped.'));
}

async function play(story, business, show, changed) {
  if (playing) {
    return;
  }
  playing = new AbortController();
  const { signal } = playing;
  const before = switches();
  const told = record();
  lock(true);
  try {
    await turn(story.switches);
    const number = newNumber();
    useCustomer(number);
    const steps = story.steps(stageOf(business, number, told, signal, show, changed));
    const shown = showSteps(story, steps);
    for (const [index, [title, action]] of steps.entries()) {
      mark(shown[index], 'now');
      setText(byId('story-now'), `Step ${index + 1} of ${steps.length}: ${title}`);
      try {
        await action();
        await breath(signal);
      } catch (error) {
        mark(shown[index], 'failed');
        throw error;
      }
      mark(shown[index], 'done');
    }
    setText(byId('story-now'), `${story.title}: the end.`);
  } catch (error) {
    setText(byId('story-now'), error.message);
    if (!signal.aborted) {
      showProblem(error);
    }
  } finally {
    told.stop();
    playing = null;
    lock(false);
    await turn(before).catch(showProblem);
  }
}

function lock(on) {
  byId('story').dataset.playing = String(on);
  byId('story-stop').hidden = !on;
  byId('story-buttons').querySelectorAll('button').forEach((button) => { button.disabled = on; });
}

function showSteps(story, steps) {
  setText(byId('story-title'), story.title);
  byId('story').hidden = false;
  byId('story').dataset.story = story.id;
  const items = steps.map(([title]) => {
    const item = element('li');
    item.append(element('span', 'dot'), element('span', '', title));
    return item;
  });
  byId('story-steps').replaceChildren(...items);
  return items;
}

function mark(item, state) {
  item.dataset.state = state;
  if (state === 'now') {
    item.setAttribute('aria-current', 'step');
  } else {
    item.removeAttribute('aria-current');
    item.firstElementChild.replaceChildren(icon(state === 'done' ? 'done' : 'bad'));
  }
}

function breath(signal) {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, BREATH_MS);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

/** What the steps of a story can do and wait for. */
function stageOf(business, number, told, signal, show, changed) {
  const api = owner(business.id);
  let conversationId = null;
  const until = (what, fits) => told.until(what, fits, PATIENCE_SECONDS, signal);
  const event = (what, name, fits) => until(what, (kind, data) =>
    kind === 'live' && data.event === name && data.data.conversationId === conversationId && fits(data.data));

  function know(id) {
    conversationId = id;
    show(id);
  }

  return {
    trade: business.tradeType,
    ring,
    turn,
    async hangUp() {
      know((await hangUp('no-answer')).call.conversationId);
    },
    text: (words) => sendText(words),
    /** Waits for a text on the phone whose message has one of these senders. */
    async textArrives(...senders) {
      const { data } = await event('A text', 'message_sent', ({ sender }) => senders.includes(sender));
      await until('Its arrival', (kind, sms) => kind === 'text' && sms.to === number && sms.idempotencyKey === data.messageId);
    },
    async reply(words) {
      await api.reply(conversationId, words, true, newKey());
      hideProblem(byId('messages'));
      changed();
    },
    /** Replies and expects that it fails with this code; anything else is a failure of the story. */
    async replyIsRefused(words, code) {
      try {
        await api.reply(conversationId, words, true, newKey());
      } catch (error) {
        if (error instanceof ApiError && error.code === code) {
          showProblem(error, byId('messages'));
          return;
        }
        throw error;
      }
      throw new Error('The reply was not refused.');
    },
    async takeOver() {
      await api.takeOver(conversationId);
      changed();
    },
    attention: (reason) => event('A call for the owner', 'attention_needed', (data) => data.reason === reason),
    fails: (path) => until('A failing request', (kind, data) => kind === 'wire' && data.path.endsWith(path) && data.status === 503),
    becomes: (state) => eventually(async () => (await api.conversation(conversationId)).conversation.state === state),
    leadBecomes: (status) => eventually(async () => (await lead()).status === status),
    leadIsOutside: () => eventually(async () => (await lead()).aiAnalysis?.serviceAreaValid === false),
  };

  async function lead() {
    const { conversation } = await api.conversation(conversationId);
    return (await api.lead(conversation.leadId)).lead;
  }

  /** Looks now, and again with every live event. */
  async function eventually(holds) {
    while (!(await holds())) {
      await until('The change', (kind) => kind === 'live');
    }
  }
}
