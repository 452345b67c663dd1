// What has not been sent yet, what was, and the ways to leave the phone or to save its entries.
import { days, matches } from './check.js';
import { day, h, notice, number, t, time } from './dom.js';
import { confirmed, queueRow } from './place-view.js';
import { MOST_BY_QR } from './rescue.js';

/** The page of entries of the phone. known: lines, receipts, persisted, owner, found (of lookUp, or null), qr (null, or the part shown); actions:
 *  undo, discard, rescue, showQr, leave. */
export function outboxView(known, actions) {
  const rejected = known.lines.filter(line => line.state === 'rejected');
  const waiting = known.lines.filter(line => line.state !== 'rejected');
  return [
    h('h1', { tabindex: '-1' }, t('outbox')),
    rejected.length ? h('section', null, h('h2', null, t('rejected', number(rejected.length))), h('ul.households', null, rejected.map(line => queueRow(line, actions)))) : null,
    h('section', null, h('h2', null, t('waiting', number(waiting.length))),
      waiting.length ? h('ul.households', null, waiting.map(line => queueRow(line, actions))) : h('p', null, t('nothingWaiting'))),
    sent(known),
    rescue(known, actions),
    h('section.card', { id: 'leave' }, h('h2', null, t('leaveTitle')), h('p', null, t('signedInAs', known.owner.name)),
      known.lines.length ? notice('warning', h('p', null, t('leaveUnsent', number(known.lines.length)))) : null,
      confirmed(t('leave'), t(known.lines.length ? 'leaveSureUnsent' : 'leaveSure', number(known.lines.length)), actions.leave)),
  ];
}

function sent({ receipts, found }) {
  return h('section.card', { id: 'sent' }, h('h2', null, t('receipts')),
    receipts.length === 0 ? h('p.note', null, t('noReceipts')) : null,
    days(receipts, found).map(each => h('p.day', { 'data-agree': each.asked ? `${each.agree}` : 'unknown' }, h('strong', null, day(each.at)), ' ',
      !each.asked ? t('sentUnchecked', number(each.sent)) : t(each.agree ? 'sentStored' : 'sentMissing', number(each.sent), number(each.stored)))),
    receipts.length ? h('details', null, h('summary', null, t('eachReceipt', number(receipts.length))), h('ul.receipts', null, receipts.map(each => receiptRow(each, found)))) : null);
}

const receiptRow = (each, found) => h('li', null, h('strong', { translate: 'no' }, each.receipt), ` ${t('receiptLine', number(each.entries), time(each.at))}`,
  !found?.has(each.receipt) ? null : matches(each, found.get(each.receipt)) ? ' ✓' : h('strong', null, ` ${t('receiptMissing')}`),
  each.held ? h('span.note', null, ` ${t('heldLine', number(each.held))}`) : null);

function rescue({ lines, persisted, qr }, actions) {
  const few = lines.length > 0 && lines.length <= MOST_BY_QR;
  return h('section.card', { id: 'rescue-card' }, h('h2', null, t('rescueTitle')), h('p', null, t('rescueText')),
    h('div.cluster', null,
      h('button.btn', { type: 'button', id: 'rescue', disabled: lines.length === 0, onclick: actions.rescue }, t('rescue', number(lines.length))),
      few && !qr ? h('button.btn', { type: 'button', id: 'rescue-qr', onclick: () => actions.showQr(0) }, t('rescueQr')) : null),
    qr ? sequence(qr, actions) : null,
    h('p.note', null, t(persisted ? 'persisted' : 'notPersisted')));
}

function sequence({ at, many, image }, actions) {
  return h('div.sequence', { id: 'qr' }, h('p', null, h('strong', { id: 'qr-part' }, t('qrPart', number(at + 1), number(many))), h('br'), t('qrText')), image,
    h('div.cluster', null,
      h('button.btn', { type: 'button', disabled: at === 0, onclick: () => actions.showQr(at - 1) }, t('qrBack')),
      h('button.btn', { type: 'button', id: 'qr-next', disabled: at === many - 1, onclick: () => actions.showQr(at + 1) }, t('qrNext')),
      h('button.btn.btn-quiet', { type: 'button', onclick: () => actions.showQr(null) }, t('close'))));
}
