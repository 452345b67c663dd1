// What the phone keeps: the queue of entries not yet sent, the household packs, receipts, and who is at the phone. Everything carries its owner
// (account id): on a shared phone nobody sees or sends another's.
import { openDB } from '/lib/idb/index.js';

export const DATABASE = 'campaign111-field';

// Step n brings a store of version n to n + 1, with the queue in it. Steps are never edited once phones have run them.
const steps = [
  db => {
    db.createObjectStore('queue', { keyPath: 'key' }).createIndex('owner', 'owner');
    db.createObjectStore('packs', { keyPath: ['owner', 'campaign', 'place'] }).createIndex('owner', 'owner');
    db.createObjectStore('meta');
  },
  async (db, tx) => {
    // Receipts are kept, and an entry says whether it ever left the phone: until then it can be taken back.
    db.createObjectStore('receipts', { autoIncrement: true }).createIndex('owner', 'owner');
    for (let cursor = await tx.objectStore('queue').openCursor(); cursor; cursor = await cursor.continue()) {
      await cursor.update({ ...cursor.value, state: cursor.value.state ?? 'tried' });
    }
  },
];

const MOST_RECEIPTS = 60;
let opened;

export function store() {
  opened ??= openDB(DATABASE, steps.length, {
    async upgrade(db, from, _to, tx) {
      for (let version = from; version < steps.length; version++) await steps[version](db, tx);
    },
    // Another tab brings a newer page: let it upgrade, and come back as that page.
    blocking(_now, _wanted, event) {
      event.target.close();
      location.reload();
    },
  });
  return opened;
}

export const meta = async name => (await store()).get('meta', name);

export const setMeta = async (name, value) => (await store()).put('meta', value, name);

export const add = async line => (await store()).add('queue', line);

/** All entries of an owner, in the order in which they were made (keys begin with the time). */
export const queued = async owner => (await store()).getAllFromIndex('queue', 'owner', owner);

/** Takes an entry back; false when it has left the phone already, or perhaps has. */
export async function undo(key) {
  const tx = (await store()).transaction('queue', 'readwrite');
  const line = await tx.store.get(key);
  const may = line?.state === 'waiting';
  if (may) await tx.store.delete(key);
  await tx.done;
  return may;
}

/** Removes an entry that the server refused. */
export const discard = async key => (await store()).delete('queue', key);

/** The next entries to send, marked as tried in the same transaction: from here on nobody takes them back. */
export async function take(owner, most, isDue) {
  const tx = (await store()).transaction('queue', 'readwrite');
  const lines = (await tx.store.index('owner').getAll(owner)).filter(line => line.state === 'tried' || (line.state === 'waiting' && isDue(line)));
  const batch = lines.slice(0, most);
  await Promise.all(batch.filter(line => line.state === 'waiting').map(line => tx.store.put({ ...line, state: 'tried' })));
  await tx.done;
  return batch;
}

/** Files the server's verdicts: what it holds leaves the queue, what it refuses stays with the reason; all in one transaction. Gives how many of
 *  the batch it found verdicts for; with none the answer was to something else, and nothing changes. */
export async function settle(owner, batch, answer) {
  const verdicts = new Map(answer.results.map(result => [result.key, result]));
  const judged = batch.filter(line => verdicts.has(line.key)).length;
  if (judged === 0) return 0;
  const tx = (await store()).transaction(['queue', 'packs', 'receipts', 'meta'], 'readwrite');
  const taken = [];
  for (const line of batch) {
    const verdict = verdicts.get(line.key);
    if (verdict?.status === 'rejected') {
      tx.objectStore('queue').put({ ...line, state: 'rejected', reason: verdict.reason ?? '' });
    } else if (verdict) {
      tx.objectStore('queue').delete(line.key);
      taken.push({ ...line, held: verdict.status === 'held' });
    }
  }
  await Promise.all([
    ...packed(taken).map(([place, lines]) => mark(tx.objectStore('packs'), owner, place, lines)),
    answer.receipt && keepReceipt(tx, { owner, at: Date.now(), receipt: answer.receipt, entries: taken.length, held: taken.filter(line => line.held).length }),
    tx.done,
  ]);
  return judged;
}

const packed = lines => [...Map.groupBy?.(lines, placeOf) ?? lines.reduce((all, line) => all.set(placeOf(line), [...all.get(placeOf(line)) ?? [], line]), new Map())];

const placeOf = line => `${line.entry.campaign} ${line.entry.place}`;

// Until the next pack arrives the phone knows by itself whom it has been to.
async function mark(packs, owner, name, lines) {
  const [campaign, place] = name.split(' ');
  const pack = await packs.get([owner, campaign, place]);
  if (!pack) return;
  for (const { entry, held } of lines) {
    const household = pack.hamlet.households.find(each => each.code === entry.household);
    if (!household || held) continue;
    if (entry.outcome === 'absent') household.absences = (household.absences ?? 0) + 1;
    if (entry.outcome === 'reached') household.reachedOn ??= entry.capturedAt.slice(0, 10);
    if (household.state !== 'reached') household.state = entry.outcome;
  }
  await packs.put({ ...pack, etag: null });
}

async function keepReceipt(tx, receipt) {
  const receipts = tx.objectStore('receipts');
  receipts.add(receipt);
  tx.objectStore('meta').put(receipt, `last:${receipt.owner}`);
  const keys = await receipts.index('owner').getAllKeys(receipt.owner);
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_RECEIPTS)).map(key => receipts.delete(key)));
}

export const receipts = async owner => (await (await store()).getAllFromIndex('receipts', 'owner', owner)).reverse();

/** Others who used this phone and have entries in it: names and how many, nothing of what is in them. */
export async function others(owner) {
  const found = new Map();
  for (const line of await (await store()).getAll('queue')) {
    if (line.owner !== owner) found.set(line.owner, { name: line.ownerName, count: (found.get(line.owner)?.count ?? 0) + 1 });
  }
  return [...found.values()];
}

export const packs = async owner => (await store()).getAllFromIndex('packs', 'owner', owner);

export const pack = async (owner, campaign, place) => (await store()).get('packs', [owner, campaign, place]);

export const putPack = async value => (await store()).put('packs', value);

/** Wipes the households of everybody but one; of everybody when null. The queues stay. */
export async function wipePacks(but) {
  const tx = (await store()).transaction('packs', 'readwrite');
  for (let cursor = await tx.store.openCursor(); cursor; cursor = await cursor.continue()) {
    if (cursor.value.owner !== but) await cursor.delete();
  }
  await tx.done;
}
