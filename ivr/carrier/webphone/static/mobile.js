// A mobile: the texts to and from one number, and a field to send one.

import * as api from './api.js';
import { chosenProgramme, element, fill, language, numberOf, other, words, zone } from './setup.js';

const latest = 'latest';
const when = new Intl.DateTimeFormat(language, {
  weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone,
});

export class Mobile {
  /** people gives whose mobile it may be; follow: offer "who was texted last". */
  constructor(id, people, follow, changed) {
    this.people = people;
    this.follow = follow;
    this.select = element(`${id}-number`);
    this.typed = element(`${id}-typed`);
    this.body = element(`${id}-body`);
    const section = element(id);
    this.list = section.querySelector('.texts');
    this.empty = section.querySelector('.empty');
    this.label = section.querySelector('.write label');
    this.said = section.querySelector('.said');
    this.shown = { number: '', ids: new Set() };
    this.lastTexted = '';
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
    this.label.textContent = words('mobile.body', { text: programme.texts });
  }

  choose(number) {
    if ([...this.select.options].some((option) => option.value === number)) this.select.value = number;
  }

  get number() {
    if (this.select.value === latest) return this.lastTexted;
    return numberOf(this.select, this.typed);
  }

  /** Learns who was texted last, so that the screen can follow. */
  learn(numbers) {
    const mine = this.people(chosenProgramme());
    const person = numbers.map((number) => mine.find((p) => p.number === number)).find(Boolean);
    this.lastTexted = person?.number ?? '';
    if (!this.follow) return;
    const label = person ? `${words('mobile.latest')}: ${person.label}` : words('mobile.latest');
    if (this.select.options[0].textContent !== label) this.select.options[0].textContent = label;
  }

  /** Shows what is new; what stands there stays, so that nothing is read out twice. */
  show(texts) {
    if (this.shown.number !== this.number) {
      this.shown = { number: this.number, ids: new Set() };
      this.list.replaceChildren();
    }
    const fresh = texts.filter((text) => !this.shown.ids.has(text.id));
    for (const text of fresh) {
      this.shown.ids.add(text.id);
      this.list.append(bubble(text));
    }
    if (fresh.length) this.list.scrollTop = this.list.scrollHeight;
    this.empty.hidden = this.shown.ids.size > 0;
  }

  async send() {
    this.said.textContent = '';
    try {
      await api.sendText({ programme: chosenProgramme().name, from: this.number, body: this.body.value });
      this.body.value = '';
    } catch (error) {
      this.said.textContent = words(error.message);
    }
  }
}

function bubble(text) {
  const p = document.createElement('p');
  p.className = text.sent ? 'sent' : 'got';
  const body = document.createElement('span');
  body.className = 'body';
  body.dir = 'auto';
  body.textContent = text.body;
  const at = document.createElement('time');
  at.dateTime = text.at;
  at.textContent = `${words(text.sent ? 'mobile.sent' : 'mobile.got')} ${when.format(new Date(text.at))}`;
  p.append(body, at);
  return p;
}
