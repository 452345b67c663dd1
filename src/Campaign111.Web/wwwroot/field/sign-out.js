// On the ordinary pages: signing out warns while this phone still keeps entries of the person that were not sent, and wipes the household lists.
// The queue stays, under its owner. Without this script signing out works all the same, and the queue stays too.
const english = document.documentElement.lang === 'en';
const words = english
  ? { unsent: n => `${n} entries on this phone are not sent. They stay here under your name and are sent only when you sign in again.`, send: 'Send them first', leave: 'Sign out all the same' }
  : { unsent: n => `Còn ${n} lượt chưa gửi trên máy này. Chúng ở lại máy dưới tên bạn và chỉ gửi khi bạn đăng nhập lại.`, send: 'Gửi trước', leave: 'Vẫn đăng xuất' };

const done = request => new Promise((yes, no) => {
  request.onsuccess = () => yes(request.result);
  request.onerror = () => no(request.error);
});

// Null when there is no field page on this phone: nothing may be created here.
async function open() {
  if (!('indexedDB' in window)) return null;
  const asked = indexedDB.open('campaign111-field');
  asked.onupgradeneeded = () => asked.transaction.abort();
  try {
    return await done(asked);
  } catch {
    return null;
  }
}

async function unsent(account) {
  const db = await open();
  if (!db) return 0;
  const count = await done(db.transaction('queue').objectStore('queue').index('owner').count(account));
  db.close();
  return count;
}

async function wipe() {
  const db = await open();
  if (!db) return;
  const tx = db.transaction(['packs', 'meta'], 'readwrite');
  tx.objectStore('packs').clear();
  await done(tx.objectStore('meta').delete('current'));
  db.close();
  if ('BroadcastChannel' in window) new BroadcastChannel('campaign111-field').postMessage('left');
}

async function leave(form) {
  await wipe();
  form.submit();
}

function warn(form, count) {
  if (form.querySelector('[role=alert]')) return;
  const box = document.createElement('div');
  box.className = 'alert alert-warning';
  box.setAttribute('role', 'alert');
  const inner = document.createElement('div');
  const text = document.createElement('p');
  text.textContent = words.unsent(count);
  const row = document.createElement('div');
  row.className = 'cluster';
  const send = document.createElement('a');
  Object.assign(send, { className: 'btn', href: '/field#outbox', textContent: words.send });
  const go = document.createElement('button');
  Object.assign(go, { className: 'btn btn-danger', type: 'button', textContent: words.leave });
  go.addEventListener('click', () => leave(form));
  row.append(send, go);
  inner.append(text, row);
  box.append(inner);
  form.append(box);
  send.focus();
}

for (const form of document.querySelectorAll('form[data-account]')) {
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const count = await unsent(Number(form.dataset.account)).catch(() => 0);
    if (count) warn(form, count);
    else await leave(form);
  });
}
