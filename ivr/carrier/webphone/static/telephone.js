// The telephone: dials, presses keys, and shows what is heard.

import * as api from './api.js';
import { Place } from './place.js';
import { chosenProgramme, complain, element, fill, forgive, numberOf, other, words } from './setup.js';
import { hush, speak } from './speech.js';

// How long somebody may think between two keys before the line gets what was
// typed so far, as a carrier does it.
const patience = 8000;

const log = element('log');
const place = new Place(log);
const narrow = matchMedia('(max-width: 42rem)'); // as in phone.css
let call = null; // as the line described it last
let shown = 0; // lines of it on the screen
let typed = ''; // keys the line has not got yet
let busy = false; // an answer is on its way
let hangingUp = false; // red was pressed while one was
let thinking = 0; // the timer of patience

const going = () => call !== null && call.state !== 'ended';

export const callerNumber = () => numberOf(element('from'), element('from-typed'));

/** Shows who can call the chosen programme. */
export function offerCallers() {
  const programme = chosenProgramme();
  fill(element('from'), [
    ...programme.callers.map((p) => ({ value: p.number, label: p.label })),
    { value: other, label: words('from.other') },
  ]);
  element('from-field').hidden = true;
  element('codes-hint').hidden = !programme.codes?.length;
  element('codes').replaceChildren(...(programme.codes ?? []).flatMap((code, i) => {
    const shownCode = document.createElement('code');
    shownCode.textContent = code;
    return i ? [', ', shownCode] : [shownCode];
  }));
}

/** Does something with the line, one thing at a time, and shows the answer. */
async function step(state, doing) {
  if (busy) return;
  busy = true;
  clearTimeout(thinking);
  hush();
  say(words(state));
  enable();
  let problem = '';
  try {
    call = await doing();
    showLines();
  } catch (error) {
    if (error.message === 'error.gone') call = null;
    if (!blamesField(error)) problem = words(error.message);
  }
  busy = false;
  if (hangingUp && going()) {
    hangingUp = false;
    return red();
  }
  if (!going() || call.state === 'recording') typed = ''; // a key that came too early ends no recording
  refresh(problem);
  return submitWhenComplete();
}

function green() {
  if (going() || busy) return;
  call = null;
  shown = 0;
  typed = '';
  hangingUp = false;
  complain(element('from-typed'), '');
  log.replaceChildren();
  element('heard-empty').hidden = true;
  document.body.classList.add('called');
  // On a small screen, what is heard and every key then fit in it.
  document.querySelector('.bar').scrollIntoView({ block: narrow.matches ? 'start' : 'nearest' });
  step('state.dialling', () => api.dial({
    programme: chosenProgramme().name, from: callerNumber(), desk: element('desk').value,
  }));
}

/** Says at the field itself that a number cannot be called with, if it was typed. */
function blamesField(error) {
  const field = element('from-typed');
  if (error.message !== 'error.number' || element('from').value !== other) return false;
  document.body.classList.remove('called');
  element('heard-empty').hidden = false;
  complain(field, words(error.message));
  return true;
}

function red() {
  if (busy) hangingUp = true;
  else if (going()) return step('state.busy', () => api.hangUp(call.id));
}

/** A key, of the page or of the keyboard. */
function key(sign) {
  if (!going() || hangingUp) return;
  hush();
  if (call.state === 'recording' && !busy) {
    step('state.busy', () => api.press(call.id, sign));
    return;
  }
  typed += sign;
  refresh();
  submitWhenComplete();
}

/** Sends what was typed when it is what the line waits for. */
function submitWhenComplete() {
  if (busy || !going() || call.state !== 'asking') return;
  if (typed === '') {
    if (sent()) think(call.timeout * 1000); // the line waits for more keys, or for none
    return;
  }
  const complete = Math.min(typed.indexOf('#') + 1 || Infinity, call.expects || Infinity);
  if (typed.length >= complete) {
    send(complete);
    return;
  }
  think(sent() ? call.timeout * 1000 : patience);
}

function think(time) {
  clearTimeout(thinking);
  thinking = setTimeout(silence, time);
}

/** The keys up to a line that were pressed one after the other, without a word between. */
function pressedTo(at) {
  const lines = call.lines.slice(0, at + 1);
  return lines.slice(lines.findLastIndex((line) => line.kind !== 'pressed') + 1).map((line) => line.text).join('');
}

/** Keys that the line got, and has said nothing to yet: the beginning of what is typed. */
function sent() {
  return call?.state === 'asking' ? pressedTo(call.lines.length - 1) : '';
}

function send(count) {
  const keys = typed.slice(0, count);
  typed = typed.slice(count);
  step('state.busy', () => api.press(call.id, keys));
}

function silence() {
  if (!going() || busy) return;
  if (typed) send(typed.length);
  else step('state.busy', () => api.wait(call.id));
}

function speakUp() {
  if (going() && call.state === 'recording') step('state.busy', () => api.say(call.id));
}

// --- what is seen -----------------------------------------------------------

function say(text) {
  element('state').textContent = text;
}

function refresh(problem = '') {
  element('typed').textContent = sent() + typed;
  element('state').classList.toggle('problem', problem !== '');
  if (!busy) say(problem || expectation());
  enable();
}

function expectation() {
  if (call === null) return words('state.idle');
  if (call.state !== 'asking') return words(`state.${call.state}`);
  if (call.expects === 0) return words('state.any');
  if (sent() || typed) return words('state.left', { n: call.expects - typed.length });
  return call.expects === 1 ? words('state.one') : words('state.many', { n: call.expects });
}

// Not `disabled`, which would take the focus away from who just used the button.
function enable() {
  const able = {
    green: !going() && !busy, red: going() || busy, silent: going(), speak: going() && call.state === 'recording',
  };
  for (const [id, can] of Object.entries(able)) element(id).setAttribute('aria-disabled', String(!can));
  document.body.classList.toggle('in-call', going());
}

/** Adds what is new; it is read from its beginning, so that is what is in sight. */
function showLines() {
  const fresh = call.lines.slice(shown);
  const added = fresh.map((line, i) => continued(shown + i) ?? log.appendChild(lineElement(line)));
  for (const line of fresh) if (line.kind === 'spoke') speak(line);
  shown = call.lines.length;
  if (fresh.every((line) => line.kind === 'finished')) return; // what was said last can still be read
  const first = added.find((p) => !p.classList.contains('caller')) ?? added[0];
  if (first) place.show(first);
}

/** Adds keys to those just before, as one number; undefined: there are none before. */
function continued(at) {
  const keys = pressedTo(at);
  if (call.lines[at].kind !== 'pressed' || keys === call.lines[at].text) return undefined;
  const p = log.lastElementChild;
  p.textContent = words('line.pressed', { text: keys });
  return p;
}

function lineElement(line) {
  const p = document.createElement('p');
  p.className = line.who;
  if (line.kind !== 'spoke') {
    p.textContent = words(wording(line), { text: line.text, n: line.seconds });
    return p;
  }
  p.textContent = line.text;
  if (line.lang) p.lang = line.lang;
  p.dir = line.dir;
  if (line.rate !== 100) p.classList.add('slow');
  return p;
}

function wording(line) {
  if (line.who === 'desk') return `desk.${line.kind}`;
  if (line.kind === 'finished') return `ended.${line.text}`;
  if (line.kind === 'connected') return `connected.${line.text}`;
  return `line.${line.kind}`;
}

// --- what is pressed --------------------------------------------------------

/** Digits typed on the keyboard are keys, unless somebody writes in a field. */
function fromKeyboard(event) {
  const chord = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph');
  const writing = event.target.closest('input:not([type=checkbox]), select, textarea');
  if (chord || writing || event.repeat || event.isComposing || !/^[0-9*#]$/.test(event.key)) return;
  event.preventDefault();
  const button = document.querySelector(`[data-key="${event.key}"]`);
  button.classList.add('down');
  setTimeout(() => button.classList.remove('down'), 150);
  key(event.key);
}

export function startTelephone() {
  offerCallers();
  element('green').addEventListener('click', green);
  element('red').addEventListener('click', red);
  element('silent').addEventListener('click', silence);
  element('speak').addEventListener('click', speakUp);
  for (const button of document.querySelectorAll('[data-key]')) {
    button.addEventListener('click', () => key(button.dataset.key));
  }
  document.addEventListener('keydown', fromKeyboard);
  element('from').addEventListener('change', () => {
    element('from-field').hidden = element('from').value !== other;
  });
  forgive(element('from-typed'));
  window.addEventListener('pagehide', () => {
    hush();
    if (going()) api.hangUp(call.id).catch(() => {}); // nobody is there to be told
  });
  refresh();
}
