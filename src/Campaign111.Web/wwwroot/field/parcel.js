// Packages received without a network: what was counted is kept on the phone under its owner's name and sent when there is one. A queue of its own,
// beside that of the entries: neither waits for the other. Keys make a second sending harmless.
import { openDB } from '/lib/idb/index.js';
import { h, notice, number, t } from './dom.js';
import { uuid7 } from './entry.js';
import { ask } from './session.js';

const ADDRESS = '/api/v1/stock/receipts';
const MOST = 50;
const LARGEST = 100_000_000;
let opened;
let sending = false;

const store = () => opened ??= openDB('campaign111-parcels', 1, { upgrade: db => { db.createObjectStore('queue', { keyPath: 'key' }).createIndex('owner', 'owner'); } });

/** The number on a note, from its QR's address or as typed; null when it can be none. */
export const numberOf = text => text.replace(/^.*\/p\//i, '').replace(/[^A-Za-z0-9]/g, '').toUpperCase().match(/^[A-Z0-9]{8}$/)?.[0] ?? null;

/** All of an owner, in the order in which they were written. */
export const kept = async owner => (await store()).getAllFromIndex('queue', 'owner', owner);

const add = async line => (await store()).add('queue', line);

const drop = async key => (await store()).delete('queue', key);

/** Sends what waits. True when the queue is another than before; throws when the server cannot be reached. */
export async function send(owner) {
  if (sending || !owner || !navigator.onLine) return false;
  sending = true;
  try {
    const batch = (await kept(owner)).filter(line => !line.reason).slice(0, MOST);
    if (batch.length === 0) return false;
    const answer = await ask(ADDRESS, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ receipts: batch.map(line => line.receipt) }) });
    if (answer.status !== 200) return false;
    const verdicts = new Map(answer.json().results.map(result => [result.key, result]));
    for (const line of batch) {
      const verdict = verdicts.get(line.key);
      if (verdict?.status === 'stored' || verdict?.status === 'duplicate') await drop(line.key);
      else if (verdict) await (await store()).put('queue', { ...line, reason: verdict.reason });
    }
    return verdicts.size > 0;
  } finally {
    sending = false;
  }
}

/** The page of a package: the form, and what waits on this phone. actions: say, redraw, failed(error). */
export async function parcelView(owner, typed, shift, actions) {
  const lines = await kept(owner.account);
  return [h('h1', { tabindex: '-1' }, t('parcelTitle')), h('p', null, t('parcelText')), form(owner, numberOf(typed ?? '') ?? '', shift, actions), ...list(lines, actions)];
}

/** A way to it, with how many wait. */
export async function parcelLink(owner) {
  const lines = await kept(owner.account);
  return h('p', null, h('a.btn', { href: '#parcel' }, lines.length ? t('parcelsWaiting', number(lines.length)) : t('parcelTitle')));
}

function form(owner, known, shift, actions) {
  const field = (id, name, attributes) => h('div.field', null, h('label.form-label', { for: id }, t(name)), h('input.form-control', { id, autocomplete: 'off', ...attributes }));
  return h('form.card', { id: 'parcel', onsubmit: event => { event.preventDefault(); write(owner, event.target, shift, actions); } },
    field('parcel-number', 'parcelNumber', { value: known, required: true, autocapitalize: 'characters', maxlength: 12 }),
    field('parcel-good', 'parcelGood', { required: true, inputmode: 'numeric', pattern: '[0-9]{1,9}' }),
    field('parcel-damaged', 'parcelDamaged', { inputmode: 'numeric', pattern: '[0-9]{1,9}' }),
    field('parcel-remark', 'parcelRemark', { maxlength: 500 }),
    h('button.btn.btn-primary', null, t('parcelSave')));
}

async function write(owner, page, shift, actions) {
  const value = id => page.querySelector(`#parcel-${id}`).value.trim();
  const [note, good, damaged] = [numberOf(value('number')), Number(value('good')), Number(value('damaged') || 0)];
  if (!note || !(good >= 0 && good <= LARGEST)) return actions.say(t('parcelWrong'));
  const key = uuid7();
  const on = new Date(Date.now() + shift + 7 * 3_600_000).toISOString().slice(0, 10);
  try {
    await add({ key, owner: owner.account, ownerName: owner.name, savedAt: Date.now(), reason: null, receipt: { key, number: note, good, damaged, on, remark: value('remark') || null } });
  } catch (error) {
    return actions.failed(error);
  }
  actions.say(t('parcelSaved', note));
  location.hash = 'parcel';
  await actions.redraw();
}

const list = (lines, actions) => lines.length === 0 ? [] : [h('h2', null, t('parcelsWaiting', number(lines.length))), ...lines.map(line =>
  notice(line.reason ? 'danger' : null, h('p', null, t('parcelLine', line.receipt.number, number(line.receipt.good), number(line.receipt.damaged))), line.reason ? h('p', null, t('parcelRefused', line.reason)) : null,
    line.reason ? h('a.btn', { href: `/p/${line.receipt.number}` }, t('parcelOpen')) : null,
    line.reason ? h('button.btn', { type: 'button', onclick: async () => { await drop(line.key); await actions.redraw(); } }, t('discard')) : null))];
