// What the page asks of the line. Every failure is an Error whose message is a
// key of the page's words.

async function ask(path, options) {
  let response;
  try {
    response = await fetch(`phone/api/${path}`, options);
  } catch {
    throw new Error('error.line');
  }
  const body = response.status === 204 ? {} : await response.json().catch(() => ({}));
  if (response.ok || response.status === 409) {
    return body; // 409: the call no longer waits for that; the answer says for what it does
  }
  throw new Error(`error.${body.error ?? 'line'}`);
}

const post = (path, body, more) => ask(path, {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), ...more,
});

export const dial = (request) => post('calls', request);
export const press = (id, keys) => post(`calls/${id}/press`, { keys });
export const wait = (id) => post(`calls/${id}/wait`, {});
export const say = (id) => post(`calls/${id}/say`, {});
export const hangUp = (id) => post(`calls/${id}/hangup`, {}, { keepalive: true });
export const moveClock = (to, rings) => post('clock', { to, rings });
export const sendText = (text) => post('texts', text);
export const look = (numbers) => ask(`texts?${new URLSearchParams(numbers.map((n) => ['number', n]))}`);
