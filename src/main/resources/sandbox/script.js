// The stories: what is said and done, step by step, in the words of each trade.

const WORDS = {
  plumbing: {
    problem: 'Hi, my kitchen sink is leaking and the cabinet is all wet',
    address: '1420 Maple Avenue, Los Angeles, CA 90015. I am Dana',
    emergency: 'It is 2 am, a pipe burst and there is water everywhere! 1420 Maple Avenue, Los Angeles, CA 90015',
    far: '500 Pine Street, Seattle, WA 98101. I am Lee',
  },
  electrical: {
    problem: 'Hi, two outlets in my kitchen are dead',
    address: '85 Greene Street, New York, NY 10012. I am Dana',
    emergency: 'It is 2 am and an outlet is sparking and smoking! 85 Greene Street, New York, NY 10012',
    far: '12 Beacon Street, Boston, MA 02108. I am Lee',
  },
  hvac: {
    problem: 'Hi, our AC is blowing warm air',
    address: '2100 Kinney Avenue, Austin, TX 78704. I am Dana',
    emergency: 'It is 2 am and the furnace is smoking, it smells of burning! 2100 Kinney Avenue, Austin, TX 78704',
    far: '40 Canal Street, New Orleans, LA 70130. I am Lee',
  },
  locksmith: {
    problem: 'Hi, I am locked out of my house',
    address: '900 Broadway, Denver, CO 80203. I am Dana',
    emergency: 'It is 2 am, I am locked out and my baby is inside! 900 Broadway, Denver, CO 80203',
    far: '300 Main Street, Salt Lake City, UT 84101. I am Lee',
  },
  garage_door: {
    problem: 'Hi, the spring of my garage door snapped',
    address: '2450 Folsom Street, San Francisco, CA 94110. I am Dana',
    emergency: 'It is 2 am, the garage door opener is smoking and burning! 2450 Folsom Street, San Francisco, CA 94110',
    far: '77 River Road, Reno, NV 89501. I am Lee',
  },
};

const missed = (stage) => [
  ['The customer calls', () => stage.ring()],
  ['Nobody picks up', () => stage.hangUp()],
];
const greeted = (stage) => ['A text greets the customer', () => stage.textArrives('system')];
const texts = (stage, title, words) => [title, () => stage.text(words)];

/** Each story: a title, a sentence, how the switches are turned at its start, and its steps on a stage. */
export const STORIES = [
  {
    id: 'ai',
    title: 'The AI answers',
    about: 'A missed call becomes an appointment by itself.',
    switches: { countdown: 'short' },
    steps: (stage, words = WORDS[stage.trade]) => [
      ...missed(stage),
      greeted(stage),
      texts(stage, 'The customer texts back', words.problem),
      ['Nobody answers, so the AI does', () => stage.textArrives('ai')],
      texts(stage, 'The customer says where', words.address),
      ['The AI offers a time', () => stage.textArrives('ai')],
      texts(stage, 'The customer agrees', 'Yes please'),
      ['The AI confirms, the lead is an appointment', async () => {
        await stage.textArrives('ai');
        await stage.leadBecomes('appointment_scheduled');
      }],
    ],
  },
  {
    id: 'human',
    title: 'You are faster',
    about: 'The owner answers in time, the AI keeps out.',
    switches: {},
    steps: (stage, words = WORDS[stage.trade]) => [
      ...missed(stage),
      greeted(stage),
      texts(stage, 'The customer texts back, the countdown runs', words.problem),
      ['The owner answers in time', () => stage.reply('Hi, this is Sam. I can be there in half an hour, would that help?')],
      ['The countdown is off, the owner is in charge', () => stage.becomes('human_active')],
      texts(stage, 'The customer answers, the AI stays silent', 'Yes, that is great. Thank you!'),
      ['The owner confirms', () => stage.reply('On my way. See you soon.')],
    ],
  },
  {
    id: 'emergency',
    title: 'Emergency at night',
    about: 'The AI raises the alarm, a person takes over.',
    switches: { countdown: 'short' },
    steps: (stage, words = WORDS[stage.trade]) => [
      ...missed(stage),
      greeted(stage),
      texts(stage, 'The customer texts in alarm', words.emergency),
      ['The AI answers', () => stage.textArrives('ai')],
      ['The owner is called for', () => stage.attention('emergency')],
      ['The owner takes over', () => stage.takeOver()],
      ['The owner answers in person', () => stage.reply('This is Sam, the owner. I am getting into the van right now.')],
    ],
  },
  {
    id: 'stop',
    title: 'STOP',
    about: 'Nobody texts the customer until START.',
    switches: {},
    steps: (stage, words = WORDS[stage.trade]) => [
      ...missed(stage),
      greeted(stage),
      texts(stage, 'The customer texts STOP', 'STOP'),
      ['The owner tries to write, and is refused', () => stage.replyIsRefused('Are you sure?', 'RECIPIENT_OPTED_OUT')],
      texts(stage, 'The customer texts START', 'START'),
      texts(stage, 'The customer has a question after all', words.problem),
      ['Now the owner may answer', () => stage.reply('Good to hear from you again. What can we do?')],
    ],
  },
  {
    id: 'area',
    title: 'Out of area',
    about: 'Too far away: a polite decline.',
    switches: { countdown: 'short' },
    steps: (stage, words = WORDS[stage.trade]) => [
      ...missed(stage),
      greeted(stage),
      texts(stage, 'The customer texts back', words.problem),
      ['The AI asks for the address', () => stage.textArrives('ai')],
      texts(stage, 'The address is far away', words.far),
      ['The customer is declined', () => stage.textArrives('ai', 'system')],
      ['The lead says so', () => stage.leadIsOutside()],
    ],
  },
  {
    id: 'outage',
    title: 'Texting is down',
    about: 'The greeting goes out when it is back.',
    switches: { twilio: 'failing' },
    steps: (stage) => [
      ['The customer calls, twilio-server fails', () => stage.ring()],
      ['Nobody picks up; the webhook succeeds all the same', () => stage.hangUp()],
      ['The greeting is queued and retried, see the wire', () => stage.fails('/internal/sms/send')],
      ['twilio-server is back', () => stage.turn({ twilio: 'ok' })],
      ['The greeting arrives by itself', () => stage.textArrives('system')],
    ],
  },
];
