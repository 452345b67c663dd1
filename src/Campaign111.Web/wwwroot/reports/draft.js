// Saves a report while it is typed: first on this device, then on the server. What the server has not taken stays here and comes back when the page is opened again, also
// without a network (worker.js keeps the page). Without this script the form saves by its button.
const form = document.getElementById('report');
const state = document.getElementById('draft-state');
const PAUSE = 3_000;
const PATIENCE = 15_000;
const key = form.dataset.key;
let timer = 0;
let sending = false;

const controls = () => [...form.elements].filter(one => one.name && one.type !== 'hidden');
const values = () => Object.fromEntries(controls().map(one => [one.name, one.value]));
const sent = { at: null, values: JSON.stringify(values()) };

function say(text, t) {
  state.textContent = text.replace('{t}', t ?? '').replace('{n}', t ?? '');
  state.hidden = false;
}

const time = at => new Date(at).toLocaleString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', day: 'numeric', month: 'numeric' });

function read() {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function keep(isSent = false) {
  // Private windows and full phones refuse: the server is asked all the same.
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), revision: form.elements.revision.value, sent: isSent, language: document.documentElement.lang, values: values() }));
  } catch {
    say(state.dataset.refused, 'localStorage');
  }
}

function restore() {
  // What was just refused stands on this page alone.
  if (form.dataset.unsaved) return keep();
  const kept = read();
  // Numbers typed in the other language would be misread: such a draft waits until that language is chosen again.
  if (!kept || kept.language !== document.documentElement.lang) return;
  // A page that the worker kept may be older than the draft; a page from the server is newer when somebody else saved.
  const isBehind = Number(form.elements.revision.value) > Number(kept.revision);
  const isOldPage = Number(form.elements.revision.value) < Number(kept.revision);
  if (isOldPage) form.elements.revision.value = kept.revision;
  if (JSON.stringify(kept.values) === sent.values || (kept.sent && isBehind)) return localStorage.removeItem(key);
  for (const one of controls()) {
    if (kept.values[one.name] !== undefined) one.value = kept.values[one.name];
  }
  say(isBehind ? state.dataset.behind : state.dataset.restored, time(kept.at));
  // Over what somebody else saved meanwhile it goes only when its writer presses the button.
  if (!isBehind) later();
}

async function send() {
  clearTimeout(timer);
  const now = JSON.stringify(values());
  if (sending) return;
  if (now === sent.values) return localStorage.removeItem(key);
  sending = true;
  try {
    const response = await fetch(form.dataset.draft, { method: 'POST', body: new FormData(form), headers: { Accept: 'application/json' }, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) });
    const answer = response.headers.get('Content-Type')?.includes('json') ? await response.json() : null;
    if (response.ok && answer) {
      form.elements.revision.value = answer.revision;
      for (const other of document.querySelectorAll('#adopt [name=revision]')) other.value = answer.revision;
      sent.values = now;
      if (JSON.stringify(values()) === now) localStorage.removeItem(key);
      else keep();
      say(state.dataset.saved, time(Date.now()));
    } else {
      // Signed out, or somebody else saved: what is here stays here, and the reason is shown.
      say(state.dataset.refused, answer?.problem ?? String(response.status));
    }
  } catch {
    say(state.dataset.kept);
  } finally {
    sending = false;
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(send, PAUSE);
}

form.addEventListener('input', () => {
  keep();
  later();
});
// The page that answers knows whether it was stored: until then the draft stays on this device.
form.addEventListener('submit', () => {
  clearTimeout(timer);
  keep(true);
});
addEventListener('online', send);
restore();
navigator.serviceWorker?.register('/reports/worker.js', { scope: '/reports/' }).catch(() => {});
