// Records the signatures the carrier's own Node library expects for random
// requests, by HMAC-SHA1 and by HMAC-SHA256. See README.md.
import twilio from 'twilio';

const { getExpectedTwilioSignature } = twilio;

// A small seeded generator (mulberry32), so that a second run gives the same file.
let seed = 20270326;
function random() {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];

const letters = [
  ...'abcXYZ0189 +-_.~!*\'()%&=#?/:;,@$"<>[]{}|\\^`',
  ...'éèàùöüñëïçêâîôûœğşıİß€', ...'مرحبا', ...'привет', ...'ትግርኛ', '\n', '\t', '👋', '🏠', '👩‍🦽',
];
const word = (most) => Array.from({ length: below(most + 1) }, () => pick(letters)).join('');
const names = [
  'CallSid', 'AccountSid', 'From', 'To', 'CallStatus', 'Direction', 'ApiVersion', 'Digits', 'Caller', 'Called',
  'RecordingUrl', 'Body', 'a', 'A', 'aa', 'Z', 'Sid', 'SidAccount', 'é', 'سؤال', 'with space', 'with=sign', '1', '10', '2',
];
const bases = [
  'https://helpline.example', 'http://helpline.example', 'https://helpline.example:443', 'http://helpline.example:80',
  'https://helpline.example:8443', 'http://localhost:8080', 'https://stad.example/helpline', 'https://stad.example/a/b',
  'https://user:pass@stad.example', 'http://[::1]:8080', 'https://[::1]',
];
const paths = ['/', '/twilio/voice', '/twilio/sms', '/twilio/status/message', '/myapp.php', '/a%20b', '/caf%C3%A9', "/it's"];

function query() {
  const pairs = Array.from({ length: below(4) }, () => pick(['turn', 'foo', 'bar', 'message']) + '=' + encodeURIComponent(word(6)));
  return pairs.length ? '?' + pairs.join('&') : pick(['', '', '?']);
}

function parameters() {
  const params = {};
  for (let n = below(16); n > 0; n--) {
    params[pick(names)] = random() < 0.15 ? Array.from({ length: 1 + below(4) }, () => pick([word(5), 'x', '', '5678', '1234'])) : word(20);
  }
  return params;
}

const cases = Array.from({ length: 200 }, () => {
  const token = 'token' + below(1e9);
  const base = pick(bases);
  const requestURI = pick(paths) + query();
  const params = parameters();
  const form = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, [].concat(value)]));
  const [signature, sha256] = ['HMAC_SHA1', 'HMAC_SHA256'].map((algorithm) => getExpectedTwilioSignature(token, base + requestURI, params, algorithm));
  return { token, base, requestURI, form, signature, sha256 };
});
process.stdout.write(JSON.stringify(cases, null, 1) + '\n');
