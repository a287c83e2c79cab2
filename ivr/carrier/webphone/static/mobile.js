// A mobile: the texts to and from one number, and a field to send one.

import * as api from './api.js';
import { forget, isUnread, tellOf } from './news.js';
import { Place } from './place.js';
import { chosenProgramme, complain, element, fill, forgive, language, numberOf, other, words, zone } from './setup.js';

const latest = 'latest';
const together = 5000; // texts that come within this are read together
const when = new Intl.DateTimeFormat(language, {
  weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone,
});

export class Mobile {
  /** people gives whose mobile it may be; follow: offer "who was texted last". */
  constructor(id, people, follow, changed) {
    this.id = id;
    this.people = people;
    this.follow = follow;
    this.select = element(`${id}-number`);
    this.typed = element(`${id}-typed`);
    this.body = element(`${id}-body`);
    const section = element(id);
    this.list = section.querySelector('.texts');
    this.empty = section.querySelector('.empty');
    this.label = section.querySelector('.write label');
    this.place = new Place(this.list);
    this.opened = 0; // when the page was, by the clock of the demo
    this.told = new Set(); // ids of what came since
    this.reading = null; // the first of the texts that came together
    this.came = 0; // when the last of them did
    this.shown = { number: '', ids: new Set() };
    this.lastTexted = '';
    forgive(this.typed);
    forgive(this.body);
    this.select.addEventListener('change', () => {
      this.typed.parentElement.hidden = this.select.value !== other;
      changed();
    });
    this.typed.addEventListener('change', changed);
    section.querySelector('.write').addEventListener('submit', (event) => {
      event.preventDefault();
      this.send().then(changed);
    });
  }

  offer() {
    const programme = chosenProgramme();
    fill(this.select, [
      ...(this.follow ? [{ value: latest, label: words('mobile.latest') }] : []),
      ...this.people(programme).map((p) => ({ value: p.number, label: p.label })),
      { value: other, label: words('from.other') },
    ]);
    this.typed.parentElement.hidden = true;
    this.lastTexted = '';
    this.label.textContent = words('mobile.body', { text: programme.texts });
  }

  choose(number) {
    if ([...this.select.options].some((option) => option.value === number)) this.select.value = number;
  }

  get number() {
    if (this.select.value === latest) return this.lastTexted;
    return numberOf(this.select, this.typed);
  }

  /** Somebody writes an answer: the screen stays with whom it is for. */
  get writing() {
    return this.select.value === latest && this.lastTexted !== '' && (this.body.value !== '' || document.activeElement === this.body);
  }

  /** Learns who was texted last, so that the screen can follow. */
  learn(numbers) {
    if (!this.follow || this.writing) return;
    const mine = this.people(chosenProgramme());
    const person = numbers.map((number) => mine.find((p) => p.number === number)).find(Boolean);
    this.lastTexted = person?.number ?? '';
    const label = person ? `${words('mobile.latest')}: ${person.label}` : words('mobile.latest');
    if (this.select.options[0].textContent !== label) this.select.options[0].textContent = label;
  }

  /** Shows what is new; what stands there stays, so that nothing is announced twice. */
  show(texts, now) {
    this.opened ||= Date.parse(now);
    if (this.shown.number !== this.number) this.turn();
    const fresh = texts.filter((text) => !this.shown.ids.has(text.id));
    const bubbles = fresh.map(bubble);
    for (const text of fresh) this.shown.ids.add(text.id);
    this.list.append(...bubbles);
    this.empty.hidden = this.shown.ids.size > 0;
    if (fresh.length === 0) return;
    const news = bubbles.filter((_, i) => this.isNews(fresh[i]));
    this.read(news, fresh.some((text) => text.sent));
    this.place.show(this.reading ?? bubbles.at(-1));
    if (news.length) tellOf(this.id, news);
  }

  /** Somebody else's mobile: the screen begins anew. */
  turn() {
    for (const text of this.list.children) forget(text);
    this.list.replaceChildren();
    this.shown = { number: this.number, ids: new Set() };
    this.reading = null;
  }

  /** News is what came since the page is open; once. */
  isNews(text) {
    if (text.sent || this.told.has(text.id) || Date.parse(text.at) < this.opened) return false;
    this.told.add(text.id);
    return true;
  }

  /** Chooses where to read: at the first text that is new, not at the last one. */
  read(news, answered) {
    const goesOn = news.length > 0 && this.reading !== null && !answered &&
      (isUnread(this.reading) || performance.now() - this.came < together);
    if (news.length) this.came = performance.now();
    if (!goesOn) {
      for (const mark of this.list.querySelectorAll('.mark')) mark.remove();
      this.reading = news[0] ?? null;
    }
    markNew(news);
  }

  async send() {
    complain(this.body, '');
    try {
      await api.sendText({ programme: chosenProgramme().name, from: this.number, body: this.body.value });
      this.body.value = '';
    } catch (error) {
      const typed = error.message === 'error.mobile' && this.select.value === other;
      complain(typed ? this.typed : this.body, words(error.message));
    }
  }
}

function bubble(text) {
  const p = document.createElement('p');
  p.className = text.sent ? 'sent' : 'got';
  const body = document.createElement('span');
  body.className = 'body';
  body.dir = 'auto';
  if (text.lang) body.lang = text.lang;
  body.textContent = text.body;
  const at = document.createElement('time');
  at.dateTime = text.at;
  at.textContent = `${words(text.sent ? 'mobile.sent' : 'mobile.got')} ${when.format(new Date(text.at))}`;
  p.append(body, at);
  return p;
}

/** Marks texts as new, in words. */
function markNew(texts) {
  for (const text of texts) {
    const mark = document.createElement('span');
    mark.className = 'mark';
    mark.textContent = words('mobile.new');
    text.querySelector('time').before(mark);
  }
}
