// What the page was made with: its words and the programmes.

const setup = JSON.parse(document.body.dataset.setup);

export const { programmes, zone } = setup;
export const language = document.documentElement.lang;

/** The page's words for a key; {name} in them is filled in. */
export function words(key, values = {}) {
  return (setup.words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

/** The one element with this id. */
export const element = (id) => document.getElementById(id);

export const chosenProgramme = () => programmes.find((p) => p.name === element('programme').value);

/** Fills a list of choices. */
export function fill(select, choices) {
  select.replaceChildren(...choices.map(({ value, label }) => new Option(label, value)));
}

/** The choice that opens a field to type in. */
export const other = 'other';

/** The number that is chosen in a list, or typed in the field that belongs to it. */
export function numberOf(select, typed) {
  return select.value === other ? typed.value.trim() : select.value;
}

/** Says below a field what is wrong with it, and goes there; '' takes it back. */
export function complain(field, text) {
  const said = element(field.getAttribute('aria-describedby'));
  said.textContent = text;
  said.hidden = text === '';
  field.removeAttribute('aria-invalid');
  if (text === '') return;
  field.setAttribute('aria-invalid', 'true');
  field.focus();
}

/** Takes a complaint back as soon as somebody mends the field. */
export function forgive(field) {
  field.addEventListener('input', () => complain(field, ''));
}
