// When nothing else helps, unsent entries leave the phone as a file, which an officer can import on any machine.
import { queued } from './store.js';

/** Version of the file; the import page reads it. */
const FORMAT = 'campaign111-rescue';

/** Saves all entries that the server has not taken as a file. They stay in the queue: importing and sending them both stores them once. */
export async function saveFile(owner) {
  const lines = await queued(owner.account);
  const file = { format: FORMAT, version: 1, owner: owner.name, savedAt: new Date().toISOString(), entries: lines.map(line => line.entry) };
  const address = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `111-${lines.length}-${new Date().toISOString().slice(0, 16).replace(/[:T]/g, '')}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return lines.length;
}
