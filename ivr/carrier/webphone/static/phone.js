// The page: a telephone, two mobiles and a clock.

import * as api from './api.js';
import { chosenProgramme, element, language, words, zone } from './setup.js';
import { callerNumber, offerCallers, startTelephone } from './telephone.js';
import { Mobile } from './mobile.js';

const every = 1000;
const clock = new Intl.DateTimeFormat(language, {
  weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone,
});

const mobiles = element('resident') === null ? [] : [
  new Mobile('resident', (programme) => programme.callers.filter((p) => p.mobile), false, () => look()),
  new Mobile('student', (programme) => programme.students, true, () => look()),
];
let timer = 0;
let looking = 0; // how many looks were begun; an older one that comes late is not shown

/** Looks at the clock and the mobiles, now and then every second. */
async function look() {
  clearTimeout(timer);
  const mine = ++looking;
  const numbers = () => mobiles.map((mobile) => mobile.number);
  const asked = numbers();
  try {
    const state = await api.look(asked.filter(Boolean));
    if (mine !== looking) return;
    tell(state.now);
    for (const mobile of mobiles) mobile.learn(state.latest);
    if (String(numbers()) !== String(asked)) return look(); // somebody else was texted
    for (const mobile of mobiles) mobile.show(state.texts[mobile.number] ?? [], state.now);
    problem('');
  } catch (error) {
    if (mine === looking) problem(words(error.message));
  }
  if (mine === looking && !document.hidden) timer = setTimeout(look, every);
}

function tell(now) {
  const time = element('now');
  const text = clock.format(new Date(now));
  time.dateTime = now;
  if (time.textContent !== text) time.textContent = text;
}

/** Says something below the clock; quietly: only to those who do not see the clock. */
function say(text, quietly = false) {
  element('clock-said').textContent = text;
  element('clock-said').classList.toggle('hidden', quietly);
}

let broken = false;
function problem(text) {
  if (text || broken) say(text);
  broken = text !== '';
}

let moving = false; // the clock passes the hours one by one; a second press would count from the middle

async function move(to) {
  if (moving) return;
  canMove(false);
  say(words('clock.wait'));
  try {
    const { now } = await api.moveClock(to, element('rings').value);
    tell(now);
    say(`${words('clock.moved')} ${clock.format(new Date(now))}.`, true);
  } catch (error) {
    say(words(error.message));
  }
  canMove(true);
  look();
}

// Not `disabled`, which would take the focus away from who just used the button.
function canMove(can) {
  moving = !can;
  for (const button of document.querySelectorAll('[data-clock]')) button.setAttribute('aria-disabled', String(!can));
}

function programmeChanged() {
  offerCallers();
  for (const mobile of mobiles) mobile.offer();
  look();
}

/** The resident's mobile is the one somebody calls with, if it is one. */
function callerChanged() {
  const caller = chosenProgramme().callers.find((p) => p.number === callerNumber());
  if (caller?.mobile) mobiles[0]?.choose(caller.number);
  look();
}

startTelephone();
for (const mobile of mobiles) mobile.offer();
element('programme').addEventListener('change', programmeChanged);
element('from').addEventListener('change', callerChanged);
for (const button of document.querySelectorAll('[data-clock]')) {
  button.addEventListener('click', () => move(button.dataset.clock));
}
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) look();
});
look();
