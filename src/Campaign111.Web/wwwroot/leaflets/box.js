// Drags the box over official artwork. The four fields stay the truth: the frame follows them, and they follow the frame.
const sheet = document.getElementById('box-sheet');
const frame = document.getElementById('box-frame');
const form = document.getElementById('box-form');
const field = (name) => form.elements.namedItem(name);
const page = { width: Number(sheet.dataset.width), height: Number(sheet.dataset.height) };
const LEAST = 20;

const read = (name) => Number.parseFloat(field(name).value.trim().replace(',', '.'));
const write = (name, mm) => { field(name).value = (Math.round(mm * 2) / 2).toString().replace('.', sheet.dataset.decimal); };
const clamp = (value, least, most) => Math.min(Math.max(value, least), Math.max(least, most));

function show() {
  const box = ['x', 'y', 'width', 'height'].map(read);
  if (box.some(Number.isNaN)) return;
  const [x, y, width, height] = box;
  frame.style.left = `${(x / page.width) * 100}%`;
  frame.style.top = `${(y / page.height) * 100}%`;
  frame.style.width = `${(width / page.width) * 100}%`;
  frame.style.height = `${(height / page.height) * 100}%`;
}

frame.addEventListener('pointerdown', (down) => {
  const sizing = down.target !== frame && down.target.tagName === 'I';
  const start = { x: read('x'), y: read('y'), width: read('width'), height: read('height') };
  if (Object.values(start).some(Number.isNaN)) return;
  const mm = page.width / sheet.getBoundingClientRect().width;
  down.preventDefault();
  frame.setPointerCapture(down.pointerId);

  const move = (event) => {
    const [dx, dy] = [(event.clientX - down.clientX) * mm, (event.clientY - down.clientY) * mm];
    if (sizing) {
      write('width', clamp(start.width + dx, LEAST, page.width - start.x));
      write('height', clamp(start.height + dy, LEAST, page.height - start.y));
    } else {
      write('x', clamp(start.x + dx, 0, page.width - start.width));
      write('y', clamp(start.y + dy, 0, page.height - start.height));
    }
    show();
  };
  const end = () => {
    frame.removeEventListener('pointermove', move);
    frame.removeEventListener('pointerup', end);
    frame.removeEventListener('pointercancel', end);
  };
  frame.addEventListener('pointermove', move);
  frame.addEventListener('pointerup', end);
  frame.addEventListener('pointercancel', end);
});

form.addEventListener('input', (event) => {
  if (event.target.dataset.art) document.getElementById('box-art').src = event.target.dataset.art;
  show();
});

sheet.hidden = false;
show();
