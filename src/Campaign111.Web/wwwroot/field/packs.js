// Field packs: one for each hamlet, so that a load that breaks off keeps what has arrived and goes on from there.
import { ask } from './session.js';
import { pack, packs, putPack, store } from './store.js';

const AT_ONCE = 3;

/** Brings the packs of all the person's hamlets up to date; arrived(hamlet) after each that changed. False when one could not be had. */
export async function refresh(owner, areas, arrived) {
  const wanted = areas.flatMap(area => area.hamlets.map(hamlet => ({ campaign: area.campaign, place: hamlet.place })));
  await dropForeign(owner, wanted);
  let complete = true;
  const rest = [...wanted];
  const load = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) {
      try {
        if (await one(owner, next)) arrived(next);
      } catch {
        // No network, or half an answer: what the phone has stays, and the next round asks again.
        complete = false;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, load));
  return complete;
}

async function one(owner, { campaign, place }) {
  const known = await pack(owner, campaign, place);
  const address = `/api/v1/coverage/pack?campaign=${encodeURIComponent(campaign)}&unit=${encodeURIComponent(place)}`;
  const answer = await ask(address, { headers: known?.etag ? { 'If-None-Match': known.etag } : {} });
  if (answer.status === 304) return false;
  if (answer.status !== 200) throw new Error(`pack: ${answer.status}`);
  const { hamlets, lastDay } = answer.json();
  await putPack({ owner, campaign, place, etag: answer.headers.get('ETag'), fetchedAt: Date.now(), lastDay, hamlet: hamlets[0] });
  return true;
}

// A hamlet that is no longer the person's: its households go from the phone.
async function dropForeign(owner, wanted) {
  const db = await store();
  for (const { campaign, place } of await packs(owner)) {
    if (!wanted.some(each => each.campaign === campaign && each.place === place)) await db.delete('packs', [owner, campaign, place]);
  }
}
