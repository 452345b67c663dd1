// Keeps what an inspector found on the phone until the server has stored it: first kept, then sent. The page itself is kept by worker.js.
import { uuid7 } from '/field/entry.js';

const state = document.getElementById('walk-state');
const store = `campaign111-check-${state.dataset.check}`;
const PATIENCE = 15_000;
let sending = false;
let refused = null;

const waiting = () => JSON.parse(localStorage.getItem(store) ?? '[]');
const keep = answers => localStorage.setItem(store, JSON.stringify(answers));

function show() {
  const answers = waiting();
  for (const form of document.querySelectorAll('form.walk')) {
    const answer = answers.findLast(one => one.visit === form.dataset.visit);
    form.classList.toggle('is-waiting', answer !== undefined);
    if (answer) mark(form, answer.outcome);
  }
  const left = [...document.querySelectorAll('form.walk')].filter(form => !form.querySelector('[aria-pressed="true"]')).length;
  const [text, n] = refused ? [state.dataset.refused, refused] : answers.length > 0 ? [state.dataset.saved, answers.length] : [state.dataset.sent, left];
  state.textContent = text.replace('{n}', n);
}

function mark(form, outcome) {
  for (const button of form.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.value === outcome));
}

async function send() {
  const answers = waiting();
  if (sending || answers.length === 0) return show();
  sending = true;
  try {
    const body = new FormData();
    body.set('__RequestVerificationToken', document.querySelector('[name=__RequestVerificationToken]').value);
    answers.forEach((one, i) => {
      body.set(`answer[${i}].Visit`, one.visit);
      body.set(`answer[${i}].Key`, one.key);
      body.set(`answer[${i}].Outcome`, one.outcome);
      body.set(`answer[${i}].At`, one.at);
    });
    const response = await fetch(document.querySelector('form.walk').action, { method: 'POST', body, headers: { Accept: 'application/json' }, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) });
    const answer = response.ok || response.status === 422 ? await response.json() : null;
    if (answer?.stored) {
      refused = null;
      keep(waiting().filter(one => !answer.stored.includes(one.key)));
      // Absent households make room for reserves, and the last answer for the result: the page is asked for anew.
      if (answer.done || answers.some(one => one.outcome === 'absent')) location.reload();
    } else {
      // Signed out, over, or refused: what is here stays here, and the reason is shown.
      refused = answer?.problem ?? String(response.status);
    }
  } catch {
    // No network: kept, and tried again below.
  } finally {
    sending = false;
    show();
  }
}

document.addEventListener('submit', event => {
  const form = event.target.closest('form.walk');
  if (!form) return;
  event.preventDefault();
  const outcome = event.submitter.value;
  keep([...waiting(), { visit: form.dataset.visit, outcome, key: uuid7(), at: new Date().toISOString() }]);
  mark(form, outcome);
  form.querySelector('.walk-found').textContent = '';
  send();
});

addEventListener('online', send);
setInterval(send, 30_000);
show();
send();
navigator.serviceWorker?.register('/checks/worker.js', { scope: '/checks/' }).catch(() => {});
