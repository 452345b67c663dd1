// When nothing else helps, unsent entries leave the phone: as a file, or as a row of QR codes that an officer's phone reads off the screen. Both are
// imported on any machine; importing and sending the same entries stores them once.
import { queued } from './store.js';

/** Name and version of the file; the import page reads them. */
const FORMAT = { format: 'campaign111-rescue', version: 1 };

/** From here on a file is quicker than so many codes. */
export const MOST_BY_QR = 60;

// Letters in one code: version 16 at level M, which any phone reads off a screen that is 320 px wide.
const PART = 560;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

async function fileOf(owner) {
  const lines = await queued(owner.account);
  return { ...FORMAT, owner: owner.name, savedAt: new Date().toISOString(), entries: lines.map(line => line.entry) };
}

/** Saves all entries that the server has not taken as a file; they stay in the queue. Gives how many. */
export async function saveFile(owner) {
  const file = await fileOf(owner);
  const address = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `111-${file.entries.length}-${file.savedAt.slice(0, 16).replace(/[:T]/g, '')}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return file.entries.length;
}

/** The same as texts for QR codes: "111Z:ID:n/m:DATA", ID being the beginning of the digest of all data, so that parts of two sequences never mix. */
export async function parts(owner) {
  const text = new TextEncoder().encode(JSON.stringify(await fileOf(owner)));
  const packed = 'CompressionStream' in window ? await deflate(text) : text;
  const data = base32(packed);
  const id = base32(new Uint8Array(await crypto.subtle.digest('SHA-256', packed))).slice(0, 6);
  const many = Math.ceil(data.length / PART);
  return Array.from({ length: many }, (_, at) => `111${packed === text ? 'P' : 'Z'}:${id}:${at + 1}/${many}:${data.slice(at * PART, (at + 1) * PART)}`);
}

const deflate = async bytes => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer());

// Of the alphanumeric set of QR codes, in one case and without blanks: it survives scanning apps, messages and pasting.
function base32(bytes) {
  let text = '';
  let rest = 0;
  let bits = 0;
  for (const byte of bytes) {
    rest = (rest << 8 | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[rest >> (bits - 5) & 31];
  }
  return bits ? text + BASE32[rest << (5 - bits) & 31] : text;
}
