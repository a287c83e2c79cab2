// Reads aloud what the line says, with the browser's own voices.

import { element, words } from './setup.js';

const remembered = 'helpline.aloud';
const box = element('aloud');
const voice = window.speechSynthesis;

/** Reads a line in its language, as slowly as the line says. */
export function speak(line) {
  if (!voice || !box.checked) return;
  const said = new SpeechSynthesisUtterance(line.text);
  if (line.lang) said.lang = line.lang;
  said.rate = (line.rate || 100) / 100;
  voice.speak(said);
}

/** Stops in the middle of a word, as the line does when a key is pressed. */
export function hush() {
  voice?.cancel();
}

// Storage can be closed to a page; then the choice lasts as long as the page.
function remember(value) {
  try {
    localStorage.setItem(remembered, value);
  } catch { /* nothing to do about it */ }
}

function recall() {
  try {
    return localStorage.getItem(remembered) === 'yes';
  } catch {
    return false;
  }
}

if (voice) {
  box.checked = recall();
  box.addEventListener('change', () => {
    remember(box.checked ? 'yes' : 'no');
    if (!box.checked) hush();
  });
} else {
  box.disabled = true;
  box.nextElementSibling.textContent = words('aloud.no');
}
