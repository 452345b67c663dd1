// What has not been sent yet, what was, and the ways to leave the phone or to save its entries.
import { h, notice, number, t, time } from './dom.js';
import { confirmed, queueRow } from './place-view.js';

/** The page of entries of the phone. known: lines, receipts, persisted, owner; actions: undo, discard, send, rescue, leave. */
export function outboxView(known, actions) {
  const rejected = known.lines.filter(line => line.state === 'rejected');
  const waiting = known.lines.filter(line => line.state !== 'rejected');
  return [
    h('h1', { tabindex: '-1' }, t('outbox')),
    rejected.length ? h('section', null, h('h2', null, t('rejected', number(rejected.length))), h('ul.households', null, rejected.map(line => queueRow(line, actions)))) : null,
    h('section', null, h('h2', null, t('waiting', number(waiting.length))),
      waiting.length ? h('ul.households', null, waiting.map(line => queueRow(line, actions))) : h('p', null, t('nothingWaiting'))),
    h('section', null, h('h2', null, t('receipts')), known.receipts.length ? receiptList(known.receipts) : h('p.note', null, t('noReceipts'))),
    h('section.card', null, h('h2', null, t('rescueTitle')), h('p', null, t('rescueText')),
      h('button.btn', { type: 'button', id: 'rescue', disabled: known.lines.length === 0, onclick: actions.rescue }, t('rescue', number(known.lines.length))),
      h('p.note', null, t(known.persisted ? 'persisted' : 'notPersisted'))),
    h('section.card', { id: 'leave' }, h('h2', null, t('leaveTitle')), h('p', null, t('signedInAs', known.owner.name)),
      known.lines.length ? notice('warning', h('p', null, t('leaveUnsent', number(known.lines.length)))) : null,
      confirmed(t('leave'), t(known.lines.length ? 'leaveSureUnsent' : 'leaveSure', number(known.lines.length)), actions.leave)),
  ];
}

function receiptList(receipts) {
  return h('ul.receipts', null, receipts.map(each =>
    h('li', null, h('strong', null, each.receipt), ` ${t('receiptLine', number(each.entries), time(each.at))}`, each.held ? h('span.note', null, ` ${t('heldLine', number(each.held))}`) : null)));
}
