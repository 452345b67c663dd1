// Reads QR codes with the phone's camera, where the browser can. Loaded only when somebody asks for it.
const EVERY = 200;

/** Opens the camera until a code is read for which accept(text) gives something, and answers that; null when the person closed it. Throws what the
 *  camera says. words: title, close. */
export async function scan(words, accept) {
  const detector = new window.BarcodeDetector({ formats: ['qr_code'] });
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  const { dialog, video } = open(words);
  try {
    video.srcObject = stream;
    await video.play();
    while (dialog.open) {
      for (const { rawValue } of await detector.detect(video).catch(() => [])) {
        const found = accept(rawValue);
        if (found) return found;
      }
      await new Promise(done => setTimeout(done, EVERY));
    }
    return null;
  } finally {
    stream.getTracks().forEach(track => track.stop());
    dialog.remove();
  }
}

function open({ title, close }) {
  const dialog = document.createElement('dialog');
  dialog.className = 'scanner';
  const heading = document.createElement('h2');
  heading.textContent = title;
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-block';
  button.textContent = close;
  button.addEventListener('click', () => dialog.close());
  dialog.setAttribute('aria-label', title);
  dialog.append(heading, video, button);
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, video };
}
