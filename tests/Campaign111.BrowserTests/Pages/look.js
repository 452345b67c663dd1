// What a page must be to everybody, read off it as it stands: { title, h1, structure, targets, texts }. other: the language that this page is not in.
({ other, primary }) => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const shown = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0;
  const tag = element => element.outerHTML.replace(/\s+/g, ' ').slice(0, 140);
  const words = element => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  const structure = [];
  const wants = (holds, text) => { if (!holds) structure.push(text); };

  const headings = all('h1').filter(shown);
  wants(headings.length === 1 && words(headings[0]), `has ${headings.length} visible h1`);
  wants(all('main, [role=main]').filter(shown).length === 1, 'has not exactly one main landmark');
  wants(document.documentElement.lang, 'html has no lang');
  for (const field of all('input:not([type=hidden], [type=submit], [type=button]), select, textarea')) {
    const named = [...field.labels ?? []].some(words) || field.getAttribute('aria-label')?.trim() || (field.getAttribute('aria-labelledby') ?? '').split(' ').some(id => words(document.getElementById(id)));
    wants(named || !shown(field), `a field without a label: ${tag(field)}`);
  }
  for (const name of ['aria-describedby', 'aria-labelledby', 'aria-controls']) {
    for (const element of all(`[${name}]`)) {
      for (const id of element.getAttribute(name).split(/\s+/)) wants(document.getElementById(id), `${name} leads to no #${id}: ${tag(element)}`);
    }
  }
  for (const field of all('[aria-invalid=true]')) wants(words(document.getElementById(field.getAttribute('aria-describedby')?.split(' ').at(-1))), `a wrong field that names no error: ${tag(field)}`);
  for (const error of all('.field-error')) wants(error.id && document.querySelector(`[aria-describedby~="${error.id}"]`), `an error tied to no field: ${tag(error)}`);
  // Without a caption a table stands alone under the heading before it.
  const named = new Set();
  const headed = table => {
    const heading = all('h1, h2, h3, summary').filter(each => each.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1);
    return heading && !named.has(heading) && named.add(heading);
  };
  for (const table of all('table').filter(shown)) {
    wants(words(table.caption) || table.getAttribute('aria-label') || table.getAttribute('aria-labelledby') || headed(table), `a table that neither a caption nor a heading of its own names: ${tag(table)}`);
    wants(table.querySelector('th'), `a table without headings: ${tag(table)}`);
    for (const heading of all('tbody th', table)) wants(heading.scope, `a row's heading without scope: ${tag(heading)}`);
  }
  for (const picture of all('svg').filter(shown)) {
    const silent = picture.closest('[aria-hidden=true]') !== null;
    wants(silent || picture.getAttribute('aria-label') || picture.getAttribute('aria-labelledby') || picture.querySelector('title'), `a picture that says nothing: ${tag(picture)}`);
  }
  for (const status of all('.status:not([role=status])').filter(shown)) wants(words(status) && status.querySelector('svg'), `a status by colour alone: ${tag(status)}`);
  for (const element of all('[tabindex]')) wants(element.tabIndex <= 0, `an order of its own: ${tag(element)}`);
  for (const part of all('details')) wants(part.querySelector(':scope > summary'), `a disclosure without summary: ${tag(part)}`);

  // A target of 24 px, or with room for such a circle around it, or within a sentence, or as the browser itself draws it (WCAG 2.2, 2.5.8); 44 px for what a thumb is
  // meant to press. A label belongs to its box.
  const box = element => {
    const rectangles = [element, ...element.matches('input[type=checkbox], input[type=radio]') ? element.labels ?? [] : []].map(each => each.getBoundingClientRect());
    const [left, top] = [Math.min(...rectangles.map(each => each.left)), Math.min(...rectangles.map(each => each.top))];
    const [right, bottom] = [Math.max(...rectangles.map(each => each.right)), Math.max(...rectangles.map(each => each.bottom))];
    return { width: right - left, height: bottom - top, x: (left + right) / 2, y: (top + bottom) / 2 };
  };
  const pressed = all('a[href], button, input:not([type=hidden]), select, textarea, summary').filter(element => shown(element) && !element.disabled && !element.closest('svg, [aria-hidden=true]') && !element.matches('.skip-link, .visually-hidden'));
  const boxes = new Map(pressed.map(element => [element, box(element)]));
  const inSentence = element => getComputedStyle(element).display === 'inline' && words(element.parentElement) !== words(element);
  const crowded = element => {
    const own = boxes.get(element);
    return pressed.some(each => each !== element && !element.contains(each) && !each.contains(element) && Math.hypot(boxes.get(each).x - own.x, boxes.get(each).y - own.y) < 24);
  };
  const targets = [];
  for (const [element, { width, height }] of boxes) {
    const size = `${Math.round(width)} x ${Math.round(height)} px: ${tag(element)}`;
    if ((width < 24 || height < 24) && !inSentence(element) && crowded(element)) targets.push(`smaller than 24 px and crowded, ${size}`);
    else if (primary && element.matches('.btn, button, select, input, textarea, summary, .nav-list a, .bottom-bar a, .place-link, .chips a') && (height < 43.5 || width < 43.5)) targets.push(`smaller than 44 px, ${size}`);
  }

  const texts = [];
  for (const element of all('*')) {
    if (element.matches('script, style, template, textarea, noscript') || element.closest(`[lang=${other}], [translate=no]`)) continue;
    texts.push(...[...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data));
    texts.push(...['alt', 'title', 'aria-label', 'aria-description', 'placeholder', 'label'].map(name => element.getAttribute(name)).filter(Boolean));
    const own = [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data).join('');
    wants(!/[\p{Script=Khmer}\p{Script=Cham}\p{Script=Lao}\p{Script=Han}\p{Script=Thai}]/u.test(own) || !['vi', 'en', undefined].includes(element.closest('[lang]')?.lang), `a foreign text without its language: ${tag(element)}`);
  }
  return { title: document.title, h1: words(headings[0]), structure: [...new Set(structure)], targets: [...new Set(targets)], texts: texts.filter(text => text.trim()) };
}
