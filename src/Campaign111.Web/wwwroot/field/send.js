// Sends the queue: in batches sized to what got through last, again after a growing while, one tab at a time. Nothing leaves the queue before the
// server has said what became of it; keys make a second sending harmless.
import { ask, session } from './session.js';
import { meta, queued, setMeta, settle, take } from './store.js';

/** An entry rests so long before it goes, so that a slip of the thumb can be taken back. */
export const GRACE = 6_000;
const FIRST = 50;
const MOST = 500;
const PATIENCE = 45_000;
const SHORTEST = 2_000;
const LONGEST = 300_000;

export class Sender {
  /** kind: idle, sending, offline, retry (until `at`), sign-in, other (somebody else is signed in), refused (reason). */
  state = { kind: 'idle' };
  failures = 0;
  owner = null;
  #timer;
  #running = false;
  #again = null;

  /** changed(): the state or the queue is another. met(session): who the server says is there. done(): something was stored. */
  constructor({ changed, met, done }) {
    Object.assign(this, { changed, met, done });
    addEventListener('online', () => this.now());
    addEventListener('offline', () => this.kick());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.kick());
  }

  /** As soon as it may be; by the button also what still rests. */
  now(all = false) {
    this.failures = 0;
    return this.kick(all);
  }

  async kick(all = false) {
    clearTimeout(this.#timer);
    if (!this.owner) return;
    if (this.#running) {
      this.#again = all || this.#again === true;
      return;
    }
    this.#running = true;
    try {
      await (navigator.locks ? navigator.locks.request('campaign111-send', { ifAvailable: true }, lock => lock ? this.#round(all) : this.#elsewhere()) : this.#round(all));
    } finally {
      this.#running = false;
    }
    const again = this.#again;
    this.#again = null;
    if (again !== null) await this.kick(again);
  }

  // Another tab is sending; look again when it may be through.
  #elsewhere() {
    this.#later(SHORTEST);
  }

  #later(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.kick(), wait);
  }

  // Each tap asks whether it may go; as long as the answer is the same, nothing is drawn anew.
  #say(state) {
    const isNews = state.kind !== this.state.kind || !['idle', 'offline'].includes(state.kind);
    this.state = state;
    if (isNews) this.changed();
  }

  async #round(all) {
    const owner = this.owner;
    const isDue = line => all || Math.abs(Date.now() - line.savedAt) >= GRACE;
    const open = (await queued(owner)).filter(line => line.state !== 'rejected');
    if (open.length === 0) return this.#say({ kind: 'idle' });
    if (!navigator.onLine) return this.#say({ kind: 'offline' });
    if (!open.some(line => line.state === 'tried' || isDue(line))) {
      this.#later(GRACE / 4);
      return this.#say({ kind: 'idle' });
    }
    try {
      this.#say({ kind: 'sending' });
      if (!await this.#isSignedIn(owner)) return;
      if (await this.#sendAll(owner, isDue)) {
        this.failures = 0;
        this.#say({ kind: 'idle' });
        this.done();
        if ((await queued(owner)).some(line => line.state !== 'rejected')) this.#later(GRACE / 4);
      }
    } catch {
      // The network broke, or an answer did: whatever the server may have stored, sending the same keys again changes nothing.
      this.#retry();
    }
  }

  async #isSignedIn(owner) {
    const who = await session();
    await this.met(who);
    if (who.account === owner) return true;
    this.#say({ kind: who.account === null ? 'sign-in' : 'other' });
    return false;
  }

  async #sendAll(owner, isDue) {
    for (;;) {
      const size = await meta(`size:${owner}`) ?? FIRST;
      const batch = await take(owner, size, isDue);
      if (batch.length === 0) return true;
      let answer;
      try {
        answer = await ask('/api/v1/coverage/entries', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ entries: batch.map(line => line.entry) }) }, PATIENCE);
      } catch (error) {
        await setMeta(`size:${owner}`, Math.max(1, Math.floor(batch.length / 2)));
        throw error;
      }
      if (!await this.#file(owner, batch, size, answer)) return false;
      this.changed();
    }
  }

  // What became of a batch; false ends the round.
  async #file(owner, batch, size, answer) {
    if (answer.status === 200) {
      // A proxy may give an older answer once more: asking again at once would be a storm.
      if (await settle(owner, batch, answer.json()) === 0) {
        this.#retry();
        return false;
      }
      await setMeta(`size:${owner}`, Math.min(MOST, Math.max(size, batch.length * 2)));
      return true;
    }
    await setMeta(`size:${owner}`, Math.max(1, Math.floor(batch.length / 2)));
    if (answer.status === 401) this.#say({ kind: 'sign-in' });
    else if (answer.status === 400 || answer.status === 413) return this.#split(owner, batch, answer);
    else if (answer.status === 403) this.#say({ kind: 'refused', reason: reasonOf(answer) });
    else this.#retry(Number(answer.headers.get('Retry-After')) * 1000);
    return false;
  }

  // A batch refused as a whole is halved until the one entry is found that is to blame; that one stays, with the reason.
  async #split(owner, batch, answer) {
    if (batch.length === 1) await settle(owner, batch, { receipt: null, results: [{ key: batch[0].key, status: 'rejected', reason: reasonOf(answer) }] });
    return true;
  }

  #retry(least = 0) {
    const wait = Math.max(least || 0, Math.min(LONGEST, SHORTEST * 2 ** this.failures++) * (0.5 + Math.random() / 2));
    this.#later(wait);
    this.#say(navigator.onLine ? { kind: 'retry', at: Date.now() + wait } : { kind: 'offline' });
  }
}

function reasonOf(answer) {
  try {
    return answer.json().detail ?? `HTTP ${answer.status}`;
  } catch {
    return `HTTP ${answer.status}`;
  }
}
