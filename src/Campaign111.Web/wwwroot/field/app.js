// The field page: opens from what the phone keeps, then asks the server who is there and what is new. Nothing here waits for the network.
import { lookUp } from './check.js';
import { data, h, keepFocus, notice, number, t, time } from './dom.js';
import { line } from './entry.js';
import { outboxView } from './outbox-view.js';
import { refresh } from './packs.js';
import { parcelLink, parcelView, send as sendParcels } from './parcel.js';
import { placeView, scanButton, standing } from './place-view.js';
import { parts, saveFile } from './rescue.js';
import { Sender } from './send.js';
import { leave, session } from './session.js';
import * as store from './store.js';

const main = document.getElementById('main');
const stateLine = document.getElementById('state');
const toast = document.getElementById('toast');
const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('campaign111-field') : null;
const SHOWN = () => ({ filter: 'left', search: '', kept: new Set(), qr: null, found: null });
const FRESH = 60_000;
const TITLE = document.title;

/** owner: { account, name } or null; areas: what they log; shift: to the demo's clock. */
let who = { owner: null, areas: [], shift: 0 };
let shown = SHOWN();
let persisted = false;
let complete = true;
let toastTimer;
let turn = 0;
let greeted = 0;

const sender = new Sender({ changed: () => changed(true), met: meet, done: () => Promise.all([loadPacks(), check()]) });

const actions = {
  async log(made) {
    const [, campaign, place] = route();
    const hamlet = who.areas.find(area => area.campaign === campaign).hamlets.find(each => each.place === place);
    const made_ = line(who.owner, campaign, hamlet, made, who.shift);
    if (!await stored(() => store.add(made_))) return;
    say(t('logged', made.household ?? hamlet.name, t(made.outcome)), made_);
    await changed();
    main.querySelector(`[data-code="${CSS.escape(made.household ?? '')}"] button, #households`)?.focus();
    sender.kick();
  },
  async undo(made) {
    const pressed = document.activeElement;
    say(t(await store.undo(made.key) ? 'undone' : 'tooLate'));
    await changed();
    // The button that was pressed may have gone with what it took back.
    if (pressed?.isConnected || main.contains(document.activeElement)) return;
    (main.querySelector(`[data-code="${CSS.escape(made.entry.household ?? '')}"] button`) ?? main.querySelector('h1'))?.focus({ preventScroll: true });
  },
  async discard(made) {
    await store.discard(made.key);
    await changed();
  },
  async rescue() {
    say(t('rescued', number(await saveFile(who.owner))));
  },
  async showQr(at) {
    if (at === null) return actions.show({ qr: null });
    // One sequence from its first part to its last, whatever is logged meanwhile: parts of two would not fit together.
    const texts = shown.qr?.texts ?? await parts(who.owner);
    const { picture } = await import('./rescue-qr.js');
    return actions.show({ qr: { texts, at, many: texts.length, image: picture(texts[at], t('qrPart', number(at + 1), number(texts.length))) } });
  },
  async scan() {
    const { scan } = await import('./scan.js');
    try {
      const found = await scan({ title: t('scanTitle'), close: t('close') }, gateOf);
      if (found) location.hash = found;
    } catch (error) {
      say(t('noCamera', error.name));
    }
  },
  async leave() {
    const { account } = who.owner;
    await store.wipePacks(null);
    await store.setMeta('leaving', { account, signIn: who.signIn ?? null });
    await store.setMeta('current', null);
    // The server first, for a moment: who signs in next must not meet the session of this one.
    await leaveServer();
    await become({ account: null });
  },
  show(change) {
    Object.assign(shown, change);
    render();
  },
};

// The phone may be full or its storage blocked: then nothing must look as if it were kept.
async function stored(write) {
  try {
    await write();
    return true;
  } catch (error) {
    main.prepend(notice('danger', h('p', null, t('notStored', error.name))));
    scrollTo(0, 0);
    return false;
  }
}

// What a gate label's address opens here, or null for any other code: .../h/25318/thon-3/H0012.
function gateOf(text) {
  const [, commune, hamlet, household] = text.match(/\/h\/([^/]+)\/([^/]+)\/([^/?#]+)$/i) ?? [];
  return household ? `#${encodeURIComponent(`gate|${commune}/${hamlet}|${decodeURIComponent(household)}`)}` : null;
}

const route = () => decodeURIComponent(location.hash.slice(1)).split('|');

async function changed(gently = false) {
  tabs?.postMessage('changed');
  await render(gently);
}

// gently: what somebody is typing just now is not swept away by an answer of the server. Of two at once the later one stands.
async function render(gently = false) {
  const mine = ++turn;
  const lines = who.owner ? await store.queued(who.owner.account) : [];
  await sayState(lines);
  if (gently && isTyping()) return;
  const page = [...await foreign(), ...(await view(lines)).filter(Boolean)];
  if (mine !== turn) return;
  const restore = keepFocus(main);
  main.replaceChildren(...page);
  restore();
  // Each view under its own name, as a screen reader says it first.
  document.title = route()[0] ? `${main.querySelector('h1')?.textContent ?? ''} · ${TITLE}` : TITLE;
}

const isTyping = () => main.querySelector('details[open], [role=alert] button') !== null
  || [...main.querySelectorAll('input, select')].some(field => field.id !== 'search' && (field.matches(':focus') || (field.closest('#tally') && field.matches('input') && field.value !== '')));

async function view(lines) {
  if (!who.owner) return [h('h1', { tabindex: '-1' }, t('title')), h('p', null, t('signedOut')), signIn('.btn-primary')];
  const [name, campaign, place, only] = route();
  if (name === 'outbox') return outboxView({ lines, receipts: await store.receipts(who.owner.account), persisted, owner: who.owner, found: shown.found, qr: shown.qr }, actions);
  if (name === 'gate') return gateView(lines, campaign, place);
  if (name === 'parcel') return parcelView(who.owner, campaign, who.shift, { say, failed: error => stored(() => { throw error; }), redraw: async () => { await changed(); await parcels(); } });
  if (name === 'place') {
    const pack = await store.pack(who.owner.account, campaign, place);
    return pack ? placeView(pack, lines, shown, actions, only) : [h('h1', null, t('notLoaded')), h('p', null, t('notLoadedText')), retryButton()];
  }
  return homeView(lines);
}

// A label says hamlet and household; the campaign is the first in which the person logs there.
async function gateView(lines, place, household) {
  const area = who.areas.find(each => each.hamlets.some(hamlet => hamlet.place === place));
  if (!area) return [h('h1', { tabindex: '-1' }, t('oneHousehold', household)), notice('warning', h('p', null, t('foreignGate', place))), h('a.btn', { href: '#' }, t('mine'))];
  history.replaceState(null, '', `#${encodeURIComponent(`place|${area.campaign}|${place}|${household}`)}`);
  return view(lines);
}

async function homeView(lines) {
  const packs = await store.packs(who.owner.account);
  const known = new Map(packs.map(pack => [`${pack.campaign}|${pack.place}`, pack]));
  const areas = who.areas.map(area => h('section', null,
    h('h2', null, area.unitName), h('p.note', null, area.campaignName, area.isIllustrative ? ` · ${t('illustrative')}` : ''),
    h('ul.places', null, area.hamlets.map(hamlet => h('li', null, placeLink(area, hamlet, known.get(`${area.campaign}|${hamlet.place}`), lines))))));
  return [h('div.title', null, h('h1', { tabindex: '-1' }, t('mine')), scanButton(actions)), complete ? null : notice('warning', h('p', null, t('incomplete')), retryButton()),
    await parcelLink(who.owner), ...(areas.length ? areas : [h('p', null, t('noAreas')), h('a.btn', { href: '/' }, t('toSite'))])];
}

function placeLink(area, hamlet, pack, lines) {
  const now = pack ? standing(pack, lines) : null;
  const text = !pack ? t('notLoadedShort')
    : pack.hamlet.mode === 'register' ? t('leftOf', number(now.left), number(now.households.length)) + (now.revisit ? ` · ${t('revisitCount', number(now.revisit))}` : '')
      : pack.hamlet.target === null ? t('tallyNoTarget') : t('tallyTarget', number(pack.hamlet.target));
  return h('a.card.place-link', { href: `#${encodeURIComponent(`place|${area.campaign}|${hamlet.place}`)}` }, h('strong', null, hamlet.name), h('span.note', null, text),
    now?.households.length ? h('progress', { max: now.households.length, value: now.households.length - now.left, 'aria-hidden': 'true' }) : null);
}

const signIn = (classes = '') => h(`a.btn${classes}`, { href: '/sign-in?returnUrl=%2Ffield' }, t('signIn'));

const retryButton = () => h('button.btn', { type: 'button', onclick: () => loadPacks() }, t('tryAgain'));

// Another's entries stay safe and are named, without anything of what is in them.
async function foreign() {
  const found = await store.others(who.owner?.account ?? null);
  return found.map(({ name, count }) => notice('warning', h('p', null, t('others', name, number(count)))));
}

async function sayState(lines) {
  const waiting = lines.filter(each => each.state !== 'rejected').length;
  const rejected = lines.length - waiting;
  const last = who.owner ? await store.meta(`last:${who.owner.account}`) : null;
  const { kind, at, reason } = sender.state;
  const why = waiting === 0 ? null : kind === 'retry' ? t('stateRetry', time(at)) : kind === 'refused' ? t('stateRefused', reason) : kind === 'idle' ? null : t(`state-${kind}`);
  stateLine.hidden = !who.owner;
  stateLine.dataset.unsent = waiting;
  const said = [
    h('a', { href: '#outbox' }, h('strong', null, waiting ? t('unsent', number(waiting)) : t('allSent')), rejected ? ` · ${t('rejectedShort', number(rejected))}` : '', why ? ` · ${why}` : '',
      h('br'), h('small', null, last ? t('lastSent', time(last.at), last.receipt) : t('neverSent'))),
    waiting && (kind === 'sign-in' || kind === 'other') ? signIn() : waiting ? h('button.btn', { type: 'button', id: 'send', disabled: kind === 'sending', onclick: () => sender.now(true) }, t('send')) : ''];
  // Said once: a region that is drawn anew with the same words is read out again.
  if (said.map(part => part.outerHTML).join('') === stateLine.innerHTML) return;
  const held = stateLine.contains(document.activeElement);
  stateLine.replaceChildren(...said);
  if (held) stateLine.querySelector('#send:not([disabled]), a').focus();
}

function say(text, made) {
  clearTimeout(toastTimer);
  toast.replaceChildren(h('span', null, text), made ? h('button.btn', { type: 'button', onclick: () => actions.undo(made) }, t('undo')) : '');
  toastTimer = setTimeout(clearToast, 6_000);
}

// It stays while the keyboard stands on its button.
function clearToast() {
  if (toast.contains(document.activeElement)) toastTimer = setTimeout(clearToast, 6_000);
  else toast.replaceChildren();
}

// What the server says about who is there. A session that ran out changes nothing on the phone: its owner goes on, and the queue waits.
async function meet(found) {
  if (found.account !== null) {
    const leaving = await store.meta('leaving');
    if (leaving) {
      if (leaving.account === found.account && leaving.signIn === found.signIn) {
        await leaveServer();
        return become({ account: null });
      }
      await store.setMeta('leaving', null);
    }
    const current = { owner: { account: found.account, name: found.name }, areas: found.areas, shift: found.clockShift, signIn: found.signIn };
    if (JSON.stringify([current.owner, current.areas]) !== JSON.stringify([who.owner, who.areas])) await become(found);
    Object.assign(who, { shift: found.clockShift, signIn: found.signIn });
    await store.setMeta('current', current);
  }
  if (found.version !== data.version) await register(`/field-worker.js?v=${found.version}`);
}

// Another person: their own view; the households of whoever was here before go.
async function become(found) {
  who = found.account === null ? { owner: null, areas: [], shift: 0 } : { owner: { account: found.account, name: found.name }, areas: found.areas, shift: found.clockShift, signIn: found.signIn };
  sender.owner = found.account;
  sender.state = { kind: 'idle' };
  shown = SHOWN();
  await store.wipePacks(found.account);
  await changed();
}

// Signed out on the phone already; the server hears of it as soon as there is a network.
async function leaveServer() {
  try {
    await leave();
    await store.setMeta('leaving', null);
  } catch {
    say(t('leaveOffline'));
  }
}

async function loadPacks() {
  if (!who.owner || !navigator.onLine) return;
  complete = await refresh(who.owner.account, who.areas, () => render(true));
  await render(true);
}

// Packages received without a network; one that does not get through waits for the next time.
async function parcels() {
  try {
    if (await sendParcels(who.owner?.account)) await render(true);
  } catch {
    // Not reached, or cut: the same keys go again.
  }
}

// Sent = stored, looked at whenever the entries of the phone are.
async function check() {
  if (!who.owner || !navigator.onLine || route()[0] !== 'outbox') return;
  const receipts = await store.receipts(who.owner.account);
  if (receipts.length === 0) return;
  try {
    shown.found = await lookUp(receipts);
  } catch {
    // Not reached: what the phone knows is shown, and nothing is said about what the server has.
    shown.found = null;
  }
  await render(true);
}

async function register(worker) {
  if (!('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register(worker, { scope: '/field' });
    await navigator.serviceWorker.ready;
    // Gate labels opened by the phone's camera app: without a network they lead here too.
    await navigator.serviceWorker.register(worker, { scope: '/h/' });
    // And the QR of a delivery note.
    await navigator.serviceWorker.register(worker, { scope: '/p/' });
  } catch {
    // Without a worker (private window, old phone) the page works as before; only opening it needs a network.
    document.documentElement.dataset.worker = 'none';
  }
}

async function start() {
  try {
    who = await store.meta('current') ?? who;
  } catch (error) {
    main.replaceChildren(notice('danger', h('p', null, t('noStorage', error.name))), h('a.btn', { href: '/' }, t('toSite')));
    return;
  }
  sender.owner = who.owner?.account ?? null;
  await render();
  document.documentElement.dataset.ready = 'yes';
  addEventListener('hashchange', async () => {
    shown = SHOWN();
    await render();
    scrollTo(0, 0);
    main.querySelector('h1')?.focus();
    await check();
  });
  if (tabs) tabs.onmessage = ({ data: said }) => said === 'left' ? location.reload() : render(true);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && Date.now() - greeted > FRESH && greet());
  addEventListener('online', () => greet());
  register(data.worker);
  persisted = await navigator.storage?.persist?.() ?? false;
  await greet();
}

async function greet() {
  greeted = Date.now();
  try {
    await meet(await session());
  } catch {
    // No network: the phone goes on with what it has.
  }
  await sender.now();
  await parcels();
  await loadPacks();
  await check();
}

await start();
