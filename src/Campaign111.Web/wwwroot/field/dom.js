// Elements and texts. No markup is ever made from text, so nothing that somebody typed can become part of the page.

export const data = JSON.parse(document.getElementById('field-data').textContent);

/** A text of the page in the reader's language; {0}, {1} are filled. */
export const t = (name, ...values) => data.texts[name].replace(/\{(\d)\}/g, (_, index) => values[index]);

const numbers = new Intl.NumberFormat(data.language === 'en' ? 'en-GB' : 'vi-VN');
const times = new Intl.DateTimeFormat(data.language === 'en' ? 'en-GB' : 'vi-VN', { hour: '2-digit', minute: '2-digit', day: 'numeric', month: 'numeric' });

const days = new Intl.DateTimeFormat(data.language === 'en' ? 'en-GB' : 'vi-VN', { day: 'numeric', month: 'numeric' });

export const number = value => numbers.format(value);

export const time = at => times.format(new Date(at));

/** A day: 30/8. */
export const day = at => days.format(new Date(at));

/** h('a.btn', { href, onclick }, children...): null children are left out. */
export function h(name, attributes, ...children) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** Remembers where the keyboard stands within a part that is about to be drawn anew; the answer puts it back: on the same control, on what its row offers now, or on the
 *  heading. */
export function keepFocus(root) {
  const focused = document.activeElement;
  if (focused === root || !root.contains(focused)) return () => {};
  const { code, key } = focused.closest('[data-code], [data-key]')?.dataset ?? {};
  return () => {
    const row = code ? `[data-code="${CSS.escape(code)}"]` : key ? `[data-key="${CSS.escape(key)}"]` : null;
    const href = focused.getAttribute('href');
    const again = (focused.id && document.getElementById(focused.id)) || (row && root.querySelector(`${row} :is(button, summary)`))
      || (href && root.querySelector(`a[href="${CSS.escape(href)}"]`)) || root.querySelector('h1');
    again?.focus({ preventScroll: true });
    if (again?.id === 'search') again.setSelectionRange(again.value.length, again.value.length);
  };
}

/** A notice: tone is warning, danger, success or none. */
export const notice = (tone, ...children) => h(`div.alert${tone ? `.alert-${tone}` : ''}`, { role: tone === 'danger' ? 'alert' : 'note' }, h('div', null, ...children));
