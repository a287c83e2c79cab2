// Records how the carrier's own Node library writes the documents we render.
// See README.md.
import twilio from 'twilio';

const { VoiceResponse, MessagingResponse } = { ...twilio.twiml };
const nl = { language: 'nl-BE', voice: 'Polly.Lisa-Neural' };
const fr = { language: 'fr-FR', voice: 'Polly.Lea-Neural' };
const next = '/twilio/voice?a=1&turn=2';

function voice(build) {
  const response = new VoiceResponse();
  build(response);
  return response.toString();
}

const gather = (more) => ({
  input: 'dtmf', action: next, method: 'POST', timeout: 10, finishOnKey: '#', actionOnEmptyResult: true, ...more,
});

const documents = {
  menu: voice((r) => {
    const g = r.gather(gather({ numDigits: 1 }));
    g.say(nl, 'Voor een afspraak druk 1.');
    g.say(fr, 'Pour <le> français & "plus" 2.');
    r.redirect({ method: 'POST' }, next);
  }),
  'number of any length': voice((r) => {
    r.gather(gather({ timeout: 8 })).say(nl, 'Typ uw code.');
    r.redirect({ method: 'POST' }, next);
  }),
  voicemail: voice((r) => {
    r.say(nl, 'Spreek in na de toon.');
    r.record({ action: next, method: 'POST', maxLength: 90, timeout: 5, finishOnKey: '0*#', playBeep: true });
    r.redirect({ method: 'POST' }, next);
  }),
  connection: voice((r) => {
    r.say(nl, 'Ik verbind u door.');
    r.dial({ action: next, method: 'POST', timeout: 25, timeLimit: 1800, callerId: '+3280012345' }).number('+3232211333');
    r.redirect({ method: 'POST' }, next);
  }),
  slowly: voice((r) => {
    r.gather(gather({ numDigits: 1 })).say(nl).prosody({ rate: '85%' }, 'Druk "1" & <2>.');
    r.redirect({ method: 'POST' }, next);
  }),
  goodbye: voice((r) => {
    r.say(nl, 'Tot dan.');
    r.hangup();
  }),
  reject: voice((r) => r.reject()),
  text: (() => {
    const response = new MessagingResponse();
    response.message('Dag,\ntot dan & "ja" <3');
    return response.toString();
  })(),
  empty: new MessagingResponse().toString(),
};
process.stdout.write(JSON.stringify(documents, null, 1) + '\n');
