// A hamlet: its households still to visit, one tap each; or its tally.
import { fold } from './entry.js';
import { day, h, notice, number, t } from './dom.js';

const OUTCOMES = ['reached', 'absent', 'refused', 'vacant'];
// The third absence settles a household (the server's rule; the phone only shows it).
const ABSENCES_THAT_SETTLE = 3;
const FILTERS = {
  left: household => household.state === null || FILTERS.revisit(household),
  revisit: household => household.state === 'absent' && household.absences < ABSENCES_THAT_SETTLE,
  all: () => true,
};

/** What is known of a hamlet: the pack with the phone's own entries laid over it. */
export function standing(pack, lines) {
  const own = new Map();
  for (const line of lines) {
    if (line.entry.campaign === pack.campaign && line.entry.place === pack.place && line.state !== 'rejected' && line.entry.household) own.set(line.entry.household, line);
  }
  const households = pack.hamlet.households.map(household => {
    const line = own.get(household.code) ?? null;
    const absences = (household.absences ?? 0) + (line?.entry.outcome === 'absent' ? 1 : 0);
    return { ...household, line, absences, state: household.state === 'reached' ? 'reached' : line?.entry.outcome ?? household.state ?? null };
  });
  return { households, left: households.filter(FILTERS.left).length, revisit: households.filter(FILTERS.revisit).length };
}

/** The page of a hamlet. actions: log(made) and undo(line), both answer when the phone has stored it. */
export function placeView(pack, lines, shown, actions, only) {
  if (only) return oneView(pack, lines, shown, actions, only);
  const title = h('h1', { tabindex: '-1' }, pack.hamlet.name);
  return pack.hamlet.mode === 'register' ? [title, ...registerView(pack, lines, shown, actions)] : [title, ...tallyView(pack, lines, actions)];
}

// The household of a gate label.
function oneView(pack, lines, shown, actions, code) {
  const found = standing(pack, lines).households.find(each => each.code.toLowerCase() === code.toLowerCase());
  return [h('h1', { tabindex: '-1' }, t('oneHousehold', code)), h('p.note', null, pack.hamlet.name),
    found ? h('ul.households', null, row(found, shown, actions)) : notice('warning', h('p', null, t('unknownHousehold', code, pack.hamlet.name))),
    h('p', null, h('a.btn', { href: `#${encodeURIComponent(`place|${pack.campaign}|${pack.place}`)}` }, t('wholeHamlet', pack.hamlet.name)), ' ', scanButton(actions))];
}

/** Opens the camera; null where the browser cannot read codes: there the phone's own camera app opens the label. */
export const scanButton = actions => 'BarcodeDetector' in window && navigator.mediaDevices
  ? h('button.btn', { type: 'button', id: 'scan', onclick: actions.scan }, t('scan'))
  : null;

function registerView(pack, lines, shown, actions) {
  const now = standing(pack, lines);
  const list = h('ul.households', null);
  const fill = () => {
    const words = fold(shown.search).split(/\s+/).filter(Boolean);
    const found = now.households.filter(each => (FILTERS[shown.filter](each) || shown.kept.has(each.code)) && words.every(word => fold(`${each.code} ${each.address} ${each.label ?? ''}`).includes(word)));
    list.replaceChildren(...found.map(household => row(household, shown, actions)));
    if (found.length === 0) list.append(h('li.card.note', null, words.length ? t('notFound') : shown.filter === 'all' ? t('noHouseholds') : t('noneLeft')));
  };
  const counts = { left: now.left, revisit: now.revisit, all: now.households.length };
  const chips = h('div.chips', { role: 'group', 'aria-label': t('show') }, Object.keys(FILTERS).map(name =>
    h('button.chip', { type: 'button', id: `show-${name}`, 'aria-pressed': `${shown.filter === name}`, onclick: () => actions.show({ filter: name, kept: new Set() }) }, t(name), ' ', h('strong', null, number(counts[name])))));
  const search = h('input.form-control', {
    type: 'search', id: 'search', value: shown.search, autocomplete: 'off', oninput: event => {
      shown.search = event.target.value;
      fill();
    },
  });
  fill();
  const scan = scanButton(actions);
  return [chips, h('div.field', null, h('label.form-label', { for: 'search' }, t('search')), h('div.search', null, search, scan), scan ? null : h('p.note', null, t('scanHint'))), list];
}

function row(household, shown, actions) {
  const leaflets = h('input.form-control', { type: 'number', inputmode: 'numeric', min: 0, max: 999, value: 1, id: `l-${household.code}` });
  const note = h('input.form-control', { type: 'text', maxlength: 500, id: `n-${household.code}`, autocomplete: 'off' });
  const log = outcome => {
    shown.kept.add(household.code);
    return actions.log({ household: household.code, outcome, leaflets: outcome === 'reached' ? Math.max(0, Math.trunc(Number(leaflets.value)) || 0) : 0, note: note.value.trim() });
  };
  const head = h('div.household-head', null, h('strong', null, household.code), ' ', h('span', null, [household.address, household.label].filter(Boolean).join(' · ')), household.state ? h('span.state', { 'data-state': household.state }, stateOf(household)) : null);
  if (household.line?.state === 'waiting') {
    return h('li.card.household', { 'data-code': household.code }, head, h('div.cluster', null, h('span.note', null, t('unsentOne')), h('button.btn', { type: 'button', onclick: () => actions.undo(household.line) }, t('undo'))));
  }
  if (household.line || household.state === 'reached') {
    return h('li.card.household', { 'data-code': household.code }, head, household.line ? h('p.note', null, t('triedOne')) : null);
  }
  return h('li.card.household', { 'data-code': household.code }, head,
    h('div.outcomes', null, OUTCOMES.map(outcome => h(outcome === 'reached' ? 'button.btn.btn-primary' : 'button.btn', { type: 'button', 'data-outcome': outcome, onclick: () => log(outcome) }, t(`${outcome}Button`)))),
    h('details', null, h('summary', null, t('more')),
      h('div.field', null, h('label.form-label', { for: leaflets.id }, t('leaflets')), leaflets),
      h('div.field', null, h('label.form-label', { for: note.id }, t('note')), note)));
}

const stateOf = household => household.state === 'absent' && household.absences > 0
  ? t(household.absences >= ABSENCES_THAT_SETTLE ? 'absentSettled' : 'absentTimes', number(household.absences))
  : household.state === 'reached' && household.reachedOn ? `${t('reached')} ${day(household.reachedOn)}` : t(household.state);

function tallyView(pack, lines, actions) {
  const households = h('input.form-control', { type: 'number', inputmode: 'numeric', min: 1, max: 100000, required: true, id: 'households' });
  const leaflets = h('input.form-control', { type: 'number', inputmode: 'numeric', min: 0, max: 100000, id: 'leaflets' });
  const outcome = h('select.form-select', { id: 'outcome' }, OUTCOMES.map(each => h('option', { value: each }, t(each))));
  const note = h('input.form-control', { type: 'text', maxlength: 500, id: 'note', autocomplete: 'off' });
  const send = event => {
    event.preventDefault();
    const count = Number(households.value);
    const handed = leaflets.value === '' ? (outcome.value === 'reached' ? count : 0) : Number(leaflets.value);
    return actions.log({ outcome: outcome.value, households: count, leaflets: handed, note: note.value.trim() });
  };
  const own = lines.filter(line => line.entry.campaign === pack.campaign && line.entry.place === pack.place && line.state !== 'rejected');
  return [
    h('p.note', null, pack.hamlet.target === null ? t('tallyNoTarget') : t('tallyTarget', number(pack.hamlet.target))),
    h('form.card', { id: 'tally', onsubmit: send },
      h('div.field', null, h('label.form-label', { for: 'households' }, t('households')), households),
      h('div.field', null, h('label.form-label', { for: 'outcome' }, t('outcome')), outcome),
      h('div.field', null, h('label.form-label', { for: 'leaflets' }, t('leaflets')), leaflets, h('p.note', null, t('leafletsHint'))),
      h('div.field', null, h('label.form-label', { for: 'note' }, t('note')), note),
      h('button.btn.btn-primary.btn-block', null, t('saveTally'))),
    own.length ? h('section', null, h('h2', null, t('unsentHere')), h('ul.households', null, own.map(line => queueRow(line, actions)))) : null,
  ];
}

/** An entry of the queue, with what may still be done about it. */
export function queueRow(line, actions) {
  const { entry } = line;
  const what = entry.household ? `${entry.household}: ${t(entry.outcome)}` : t('tallyLine', number(entry.households), t(entry.outcome));
  return h('li.card', { 'data-key': line.key }, h('p', null, h('strong', null, what), h('br'), h('span.note', null, line.hamlet)),
    line.state === 'waiting' ? h('button.btn', { type: 'button', onclick: () => actions.undo(line) }, t('undo'))
      : line.state === 'tried' ? h('p.note', null, t('triedOne'))
        : notice('danger', h('p', null, t('rejectedOne', line.reason)), confirmed(t('discard'), t('discardSure'), () => actions.discard(line))));
}

/** A button that asks once more before it destroys something. */
export function confirmed(label, question, act) {
  const sure = h('button.btn.btn-danger', { type: 'button', onclick: act }, label);
  const ask = () => {
    button.replaceWith(h('div', { role: 'alert' }, h('p', null, question), sure));
    sure.focus();
  };
  const button = h('button.btn.btn-danger', { type: 'button', onclick: ask }, label);
  return button;
}
