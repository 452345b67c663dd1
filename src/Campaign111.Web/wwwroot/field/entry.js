// Entries as the server takes them (POST /api/v1/coverage/entries), made at the moment of the tap.

let last = 0;
let count = 0;

/** UUIDv7: keys made one after the other sort in that order, also within a millisecond and while the clock is set back. */
export function uuid7() {
  const now = Date.now();
  if (now > last) {
    last = now;
    count = crypto.getRandomValues(new Uint16Array(1))[0] & 0x7ff;
  } else if (++count > 0xfff) {
    last++;
    count = 0;
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0, rest = last; i < 6; i++, rest = Math.floor(rest / 256)) bytes[5 - i] = rest % 256;
  bytes[6] = 0x70 | (count >> 8);
  bytes[7] = count & 0xff;
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A line of the queue. shift: milliseconds from the phone's clock to the demo's, 0 elsewhere; a wrong clock is the server's to judge. */
export function line(owner, campaign, hamlet, made, shift) {
  const key = uuid7();
  const savedAt = Date.now();
  return {
    key, owner: owner.account, ownerName: owner.name, savedAt, state: 'waiting', hamlet: hamlet.name,
    entry: {
      key, campaign, place: hamlet.place, household: made.household ?? null, outcome: made.outcome, method: made.method ?? 'door',
      households: made.households ?? 1, leaflets: made.leaflets ?? 0, capturedAt: new Date(savedAt + shift).toISOString(), note: made.note ?? '', voids: null,
    },
  };
}

/** Without diacritics and in small letters: "Đường số 2" is found by "duong so 2". */
export const fold = text => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
