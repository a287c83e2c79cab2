// Says that a text came, for whoever does not see the mobile it came to: in a
// few words, not what is in it, and with a link to it.

import { element, words } from './setup.js';

// What is behind the clock, which stays at the upper edge of the window, is not seen.
const margin = '-190px 0px 0px 0px';
const enough = 0.6; // of a text has to be seen

const unread = new Map(); // texts that nobody saw yet, and whose mobile they are on
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) forget(entry.target);
}, { rootMargin: margin, threshold: enough });

// Texts to two mobiles come in the same answer. What replaces an announcement at once keeps it
// from being read out, so it is added, for as long as the one before may not have been read.
const together = 1000; // ms
let announcedAt = -together;

function announce(text) {
  const said = document.createElement('span'); // a new one, so that the same words are said again
  said.textContent = text;
  const place = element('news-said');
  const now = performance.now();
  if (now - announcedAt < together) place.append(' ', said);
  else place.replaceChildren(said);
  announcedAt = now;
}

/** Tells of texts that came to somebody's mobile. */
export function tellOf(owner, texts) {
  for (const text of texts) {
    unread.set(text, owner);
    seen.observe(text);
  }
  announce(message(owner, texts.length));
  show();
}

/** Forgets a text that was seen, or that is shown no longer. */
export function forget(text) {
  seen.unobserve(text);
  if (unread.delete(text)) show();
}

export const isUnread = (text) => unread.has(text);

const message = (owner, n) => words(n === 1 ? 'news.one' : 'news.more', { n, who: words(`news.${owner}`) });

/** Shows how many there are for whom, at the clock and above what is heard. */
function show() {
  const counts = new Map();
  for (const owner of unread.values()) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  for (const place of document.querySelectorAll('.news')) {
    place.hidden = counts.size === 0;
    place.replaceChildren(...[...counts].map(link));
  }
}

function link([owner, n]) {
  const a = document.createElement('a');
  a.href = `#${owner}`;
  const sign = document.createElement('span');
  sign.className = 'badge';
  sign.textContent = n;
  sign.ariaHidden = 'true';
  const text = document.createElement('span');
  text.textContent = message(owner, n);
  a.append(sign, text);
  return a;
}
