// Writes what the carrier's own segment calculator says about a thousand texts
// and more, for flows/locale/gsm7_test.go to agree with.
//
//   node tools/oracles/segments.mjs > flows/locale/testdata/segments.json
//
// The calculator comes from the npm registry, at a pinned version. Smart
// encoding is off. The output is always the same: the random texts have a seed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const packages = ['sms-segments-calculator@1.3.0', 'grapheme-splitter@1.0.4'];
const folder = mkdtempSync(join(tmpdir(), 'segments-'));
execFileSync('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--silent', ...packages]);
const { SegmentedMessage } = createRequire(join(folder, 'index.js'))('sms-segments-calculator');
rmSync(folder, { recursive: true });

// A text is written as runs, [piece, times], to keep the file readable.
const cases = [];
function add(...runs) {
  runs = runs.filter(([, times]) => times > 0);
  const message = new SegmentedMessage(runs.map(([piece, times]) => piece.repeat(times)).join(''), 'auto', false);
  const units = message.encodedChars.reduce((sum, char) => sum + char.codeUnits.length, 0);
  cases.push({ runs, encoding: message.encodingName, units, segments: message.segmentsCount });
}
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

// Every character of ASCII, Latin and Greek, and those people type by accident.
for (const code of [...range(0, 0x17f), ...range(0x384, 0x3ce), 0x20ac, 0x2013, 0x2018, 0x2019, 0x201c, 0x201d, 0x2026, 0xa0, 0x202f, 0xfffd]) {
  add([String.fromCodePoint(code), 1]);
}
add();

// Lengths around every border.
const gsmLengths = [1, 2, ...range(150, 163), ...[2, 3, 4, 5].flatMap((n) => range(153 * n - 2, 153 * n + 2))];
const ucsLengths = [1, 2, ...range(64, 73), ...[2, 3, 4, 5].flatMap((n) => range(67 * n - 2, 67 * n + 2))];
for (const length of gsmLengths) {
  for (const letter of ['a', 'é', 'ñ', '\n', '\r\n', '@', '€']) add([letter, length]);
}
for (const length of ucsLengths) {
  for (const letter of ['ë', 'ç', 'ğ', 'م', '\u0645\u064e', '😀', 'e\u0301', 'ë\r\n']) add([letter, length]);
}

// One extension character near a border, and several.
for (const extension of ['€', '[', '~', '\f']) {
  for (const before of [...range(149, 161), ...range(302, 308)]) {
    add(['a', before], [extension, 1]);
    add(['a', before], [extension, 1], ['b', 10]);
    add(['a', before], [extension, 2], ['b', 153]);
  }
}

// What must not be cut in UCS-2: pairs, accents, flags, families.
const whole = ['😀', '👍🏽', '🇧🇪', '👨‍👩‍👧‍👦', '❤️', '1️⃣', 'e\u0301\u0323', '\u0628\u0651\u064e', '👩‍❤️‍👩', '\u0e01\u0e33', '\n\u0301'];
for (const piece of whole) {
  for (const before of [...range(55, 71), ...range(124, 136)]) {
    add(['ë', before], [piece, 1]);
    add(['a', before], [piece, 1], ['b', 20]);
    add(['ï', before], [piece, 3], ['b', 67]);
    add(['ë', before], [piece, 1], ['ë', 2 * 67 - before - piece.length]); // full to the brim
  }
}

// Texts as people write them, cut together by a generator with a seed.
let seed = 20270514;
function random(below) {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
}
const latin = ['a', 'b', ' ', 'Uw afspraak: ', 'é', 'è', 'à', 'ù', 'ö', 'ü', 'ñ', '\n', '\r\n', '€', '{', '|', 'di 14/5 om 10u30'];
const mixed = [...latin, 'ë', 'ï', 'á', 'ç', 'ê', 'â', 'ş', 'ı', 'œ', 'نعم', 'з', ...whole];
for (let i = 0; i < 400; i++) {
  const pieces = i % 2 ? latin : mixed;
  add(...Array.from({ length: 1 + random(12) }, () => [pieces[random(pieces.length)], 1 + random(40)]));
}

process.stdout.write('[\n' + cases.map((one) => JSON.stringify(one)).join(',\n') + '\n]\n');
