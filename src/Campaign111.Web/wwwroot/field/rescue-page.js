// On the officer's rescue page: reads the QR codes off the other phone's screen, one after the other, into the text field.
import { scan } from '/field/scan.js';

const field = document.getElementById('parts');
const button = document.getElementById('scan-parts');
const PART = /^111[ZP]:([A-Z2-7]{6}):(\d+)\/(\d+):/;

// All parts of the sequence of a text are there: nothing more to scan.
function take(text) {
  const [, id, , many] = text.match(PART) ?? [];
  if (!id) return null;
  const lines = field.value.split('\n').filter(Boolean);
  if (!lines.includes(text)) field.value = [...lines, text].join('\n');
  const have = field.value.split('\n').filter(line => line.match(PART)?.[1] === id).length;
  document.querySelector('.scanner h2').textContent = field.dataset.count.replace('{0}', have).replace('{1}', many);
  return have >= Number(many) ? id : null;
}

if ('BarcodeDetector' in window && navigator.mediaDevices) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await scan({ title: field.dataset.title, close: field.dataset.close }, take);
    } catch (error) {
      // No camera, or not allowed: pasting stays.
      button.after(` ${error.name}`);
    }
  });
}
