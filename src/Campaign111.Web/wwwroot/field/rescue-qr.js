// Draws one part of a rescue sequence. Loaded only when somebody asks for it.
import { correction, generate } from '/lib/lean-qr/index.mjs';

/** A QR code as an image with its quiet zone; label for those who do not see it. */
export function picture(text, label) {
  const canvas = document.createElement('canvas');
  canvas.className = 'qr';
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', label);
  generate(text, { minCorrectionLevel: correction.M }).toCanvas(canvas, { padX: 4, padY: 4, on: [0, 0, 0, 255], off: [255, 255, 255, 255] });
  return canvas;
}
