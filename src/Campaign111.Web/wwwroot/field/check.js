// Sent = stored: asks the server what it holds of each receipt that this phone keeps, and compares day by day.
import { ask } from './session.js';

/** What the server says of receipts, by receipt; null for one that it does not know. */
export async function lookUp(receipts) {
  const answer = await ask(`/api/v1/coverage/receipts?codes=${receipts.map(each => each.receipt).join(',')}`);
  if (answer.status !== 200) throw new Error(`receipts: ${answer.status}`);
  const found = new Map(answer.json().receipts.map(each => [each.receipt, each]));
  return new Map(receipts.map(each => [each.receipt, found.get(each.receipt) ?? null]));
}

/** Whether the server has all of what a receipt of this phone was given for. */
export const matches = (mine, known) => known !== null && known.complete && known.stored + known.duplicate + known.held === mine.entries;

/** By day, newest first: how many entries this phone sent, how many of them the server has, whether all were asked for (asked) and agree. found: of lookUp, or null. */
export function days(receipts, found) {
  const byDay = new Map();
  for (const each of receipts) {
    const day = new Date(each.at).toDateString();
    const sum = byDay.get(day) ?? { at: each.at, sent: 0, stored: 0, agree: true, asked: true };
    const known = found?.get(each.receipt);
    sum.sent += each.entries;
    sum.stored += known ? known.stored + known.duplicate + known.held : 0;
    // One that came after the question is not known yet.
    if (known === undefined) sum.asked = false;
    else sum.agree &&= matches(each, known);
    byDay.set(day, sum);
  }
  return [...byDay.values()];
}
