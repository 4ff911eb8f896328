import type { EpochDay } from '../calendar/index.ts';
import { PAYMENT } from '../ledger/index.ts';
import { EVENT, EventGathering, isLateOverdue, KIND_BITS, KIND_MASK } from './event-gathering.ts';
import { EventOrder } from './event-order.ts';
import { ITEM_STATE, PAYMENT_EFFECT } from './item-book.ts';
import { OwnInvoice } from './own-invoice.ts';
import { CHANGE_DAYS } from './records/exposure-record.ts';
import { VERY_LATE_DAYS } from './records/late-days.ts';
import type { DebtorPrior } from './records/lateness-record.ts';
import { segmentKey } from './segment-priors.ts';
import type { SweepRecords } from './sweep-records.ts';
import type { SweepSource } from './sweep-source.ts';

/**
 * One sweep over a debtor's past in the order in which things became known. A moment sees only events whose known day
 * lies strictly before it, so nothing later can reach a feature, whatever the ledger holds. On one day, what is judged by
 * the morning (promises, contacts) comes first and what is judged by the evening (lapsed promises) last. Memory and
 * time are linear in the debtor's rows; nothing is allocated for an event or a row.
 */
export class AsOfSweep {
  readonly #source: SweepSource;
  readonly #records: SweepRecords;
  readonly #events = new EventOrder();
  readonly #gather: EventGathering;
  readonly #own = new OwnInvoice();
  readonly #priors: ReadonlyMap<string, DebtorPrior>;
  /** Whether "overdue" and "late so far" are one and the same. */
  readonly #lateIsOverdue: boolean;
  #isLate = new Uint8Array(64);
  #isVeryLate = new Uint8Array(64);
  #debtor = 0;
  #first = 0;
  #firstPayment = 0;
  #next = 0;
  #nextEarlier = 0;

  constructor(source: SweepSource, records: SweepRecords) {
    this.#source = source;
    this.#records = records;
    this.#gather = new EventGathering(source, this.#events, records);
    const { smoothing } = source;
    this.#priors = new Map(smoothing.segments.map((segment) => [`${segment.country}/${segment.kind}`, segment]));
    this.#lateIsOverdue = isLateOverdue(source);
  }

  /** Begins a debtor: gathers its events known before `end`, the last moment that will be asked about. */
  begin(debtor: number, end: EpochDay): void {
    const { invoices, payments } = this.#source.ledger;
    this.#debtor = debtor;
    this.#first = invoices.start[debtor];
    this.#firstPayment = payments.start[debtor];
    this.#next = this.#nextEarlier = 0;
    this.#resetRecords(debtor, invoices.start[debtor + 1] - this.#first);
    this.#gather.run(debtor, end);
  }

  /** Moves on to the morning of `moment`; moments of a debtor must ascend. */
  advance(moment: EpochDay): void {
    const { days, codes, length } = this.#events;
    let next = this.#next;
    while (next < length && days[next] < moment) {
      this.#apply(codes[next], days[next]);
      next++;
    }
    this.#next = next;
    if (this.#records.exposure?.earlier) this.#advanceEarlier(moment - CHANGE_DAYS);
  }

  /** Writes row `row` of the table about ledger row `i`, or about the debtor as a whole where `i` is -1. */
  write(row: number, i: number, moment: EpochDay): void {
    const records = this.#records;
    const own = this.#own;
    if (i >= 0) this.#setOwn(i);
    const { lateness, exposure } = records;
    lateness.write(row, moment, own);
    if (records.recency !== null) records.recency.write(row, moment, lateness.openLate - own.late);
    if (records.distribution !== null) records.distribution.write(row);
    if (records.sequence !== null) records.sequence.write(row);
    if (records.situations !== null) records.situations.write(row, i, own, lateness.priorLateRate(own));
    if (records.likeness !== null && i >= 0)
      records.likeness.write(row, moment, own, lateness.priorLateRate(own), lateness.meanLateDays(moment, own));
    if (exposure !== null) exposure.write(row, moment, own, this.#source.ledger.invoices.rolledDueDay, this.#first);
    if (records.acquaintance !== null) records.acquaintance.write(row, moment, own);
    if (records.partial !== null) records.partial.write(row);
    if (records.run !== null) {
      const oldest = exposure?.needsOverdue ? exposure.oldestOverdue(-1) : -1;
      records.run.write(row, moment, own, oldest, lateness.lastPaidDay);
    }
    if (records.promises !== null) records.promises.write(row);
    if (records.disputes !== null) records.disputes.write(row, own, records.acquaintance?.known ?? 0);
    if (records.contacts !== null) records.contacts.write(row);
    if (records.cash !== null) records.cash.write(row);
    if (records.invoice !== null && i >= 0) records.invoice.write(row, moment, own);
  }

  #resetRecords(debtor: number, count: number): void {
    const records = this.#records;
    const { smoothing, ledger } = this.#source;
    const prior = this.#priors.size > 0 ? (this.#priors.get(segmentKey(ledger, debtor)) ?? smoothing) : smoothing;
    if (count > this.#isLate.length) {
      this.#isLate = new Uint8Array(count * 2);
      this.#isVeryLate = new Uint8Array(count * 2);
    }
    records.book.reset(count);
    records.lateness.reset(prior);
    records.recency?.reset(prior.lateRate);
    records.distribution?.reset();
    records.sequence?.reset(count);
    records.situations?.reset();
    records.likeness?.reset();
    records.exposure?.reset();
    records.exposure?.earlier?.reset(count);
    records.acquaintance?.reset();
    records.partial?.reset(count);
    records.run?.reset(debtor, this.#first, count);
    records.promises?.reset(debtor, ledger.promises.start[debtor + 1] - ledger.promises.start[debtor]);
    records.disputes?.reset(count);
    records.contacts?.reset();
    records.cash?.reset();
  }

  #apply(code: number, day: EpochDay): void {
    const at = code >> KIND_BITS;
    const kind = code & KIND_MASK;
    if (kind === EVENT.known) this.#know(at);
    else if (kind === EVENT.paid) this.#pay(at, day);
    else if (kind === EVENT.overdue) this.#fallDue(at);
    else if (kind === EVENT.late) this.#runLate(at);
    else if (kind === EVENT.veryLate) this.#runVeryLate(at);
    else this.#applyRare(kind, at, day);
  }

  #applyRare(kind: number, at: number, day: EpochDay): void {
    const { ledger, cash } = this.#source;
    const { promises, disputes, contacts, cash: cashRecord } = this.#records;
    const debtor = this.#debtor;
    if (kind === EVENT.promise) this.#makePromise(at);
    else if (kind === EVENT.lapse) promises?.judge(at, day);
    else if (kind === EVENT.contact) this.#contact(ledger.contacts.start[debtor] + at);
    else if (kind === EVENT.contactOld) contacts?.forget(ledger.contacts.start[debtor] + at);
    else if (kind === EVENT.dispute) {
      const invoice = ledger.disputes.invoice[ledger.disputes.start[debtor] + at];
      disputes?.raise(invoice - this.#first, ledger.invoices.amountMinor[invoice] > this.#source.withinMinor);
    } else if (kind === EVENT.resolved) disputes?.resolve();
    else {
      const amount = ledger.payments.amountMinor[cash.payment[cash.start[debtor] + at]];
      cashRecord?.add(kind === EVENT.cashIn ? amount : -amount);
    }
  }

  #know(at: number): void {
    const i = this.#first + at;
    const { invoices } = this.#source.ledger;
    const amount = invoices.amountMinor[i];
    this.#isLate[at] = this.#isVeryLate[at] = 0;
    this.#records.book.know(at, amount);
    if (this.#records.acquaintance !== null)
      this.#records.acquaintance.know(invoices.knownDay[i], amount, invoices.dueDay[i] - invoices.issueDay[i]);
    if (this.#records.exposure !== null) this.#records.exposure.setOpen(at, amount);
  }

  #pay(paymentAt: number, day: EpochDay): void {
    const { payments } = this.#source.ledger;
    const { book, partial, contacts, exposure } = this.#records;
    const p = this.#firstPayment + paymentAt;
    const at = payments.invoice[p] - this.#first;
    const amount = payments.amountMinor[p];
    const kind = payments.kind[p];
    if (partial !== null) partial.pay(at, amount);
    if (contacts !== null && kind === PAYMENT.payment && amount > 0) contacts.pay(payments.paidDay[p]);
    const teaches = kind !== PAYMENT.writeOff && kind !== PAYMENT.undated;
    const effect = book.pay(at, amount, this.#source.withinMinor, teaches);
    if (effect === PAYMENT_EFFECT.paid || effect === PAYMENT_EFFECT.closed) {
      this.#setLate(at, 0);
      this.#setVeryLate(at, 0);
      if (effect === PAYMENT_EFFECT.paid) this.#settle(at, p, day);
      return;
    }
    if (effect === PAYMENT_EFFECT.none) return;
    if (exposure !== null) exposure.setOpen(at, book.openMinor[at]);
    if (effect !== PAYMENT_EFFECT.part) this.#reopen(at, day, effect === PAYMENT_EFFECT.reopenedPaid);
  }

  /** Day of the payment that settled each invoice, while it is settled. */
  #paidDay = new Int32Array(64);

  #settle(at: number, p: number, day: EpochDay): void {
    const { payments, invoices } = this.#source.ledger;
    const i = this.#first + at;
    const paidDay = payments.paidDay[p];
    if (at >= this.#paidDay.length) this.#growPaidDays(at);
    this.#paidDay[at] = paidDay;
    const { lateness, recency, distribution, sequence, situations, likeness, partial, run } = this.#records;
    const lateDays = paidDay - this.#source.lateBase[i];
    const isLate = lateDays > this.#source.lateAfterDays;
    lateness.settle(lateDays, paidDay - invoices.issueDay[i], invoices.amountMinor[i], isLate, 1);
    if (paidDay > lateness.lastPaidDay) lateness.lastPaidDay = paidDay;
    if (recency !== null) recency.settle(paidDay, lateDays, isLate, 1);
    if (distribution !== null) distribution.settle(lateDays, 1);
    if (sequence !== null) sequence.settle(at, lateDays, isLate);
    if (situations !== null) situations.count(i, isLate, 1);
    if (likeness !== null) likeness.settle(i, lateDays, isLate, 1);
    if (partial !== null) partial.settle(at);
    if (run !== null) run.settle(at, paidDay, day);
  }

  #growPaidDays(at: number): void {
    const wider = new Int32Array((at + 1) * 2);
    wider.set(this.#paidDay);
    this.#paidDay = wider;
  }

  #reopen(at: number, day: EpochDay, wasPaid: boolean): void {
    const i = this.#first + at;
    const { lateBase, lateAfterDays, ledger } = this.#source;
    if (wasPaid) this.#takeBack(at, i, day);
    if (ledger.invoices.rolledDueDay[i] <= day) this.#fallDue(at);
    if (lateBase[i] + lateAfterDays <= day) this.#setLate(at, 1);
    if (this.#records.countsVeryLate && lateBase[i] + VERY_LATE_DAYS <= day) this.#setVeryLate(at, 1);
  }

  #takeBack(at: number, i: number, day: EpochDay): void {
    const { invoices } = this.#source.ledger;
    const { lateness, recency, distribution, sequence, situations, likeness, partial, run } = this.#records;
    const paidDay = this.#paidDay[at];
    const lateDays = paidDay - this.#source.lateBase[i];
    const isLate = lateDays > this.#source.lateAfterDays;
    lateness.settle(lateDays, paidDay - invoices.issueDay[i], invoices.amountMinor[i], isLate, -1);
    if (recency !== null) recency.settle(paidDay, lateDays, isLate, -1);
    if (distribution !== null) distribution.settle(lateDays, -1);
    if (sequence !== null) sequence.takeBack(at);
    if (situations !== null) situations.count(i, isLate, -1);
    if (likeness !== null) likeness.settle(i, lateDays, isLate, -1);
    if (partial !== null) partial.takeBack(at);
    if (run !== null) run.takeBack(at, day);
  }

  #fallDue(at: number): void {
    const { book, exposure } = this.#records;
    if (!book.fallDue(at)) return;
    if (exposure !== null) exposure.fallDue(at, this.#source.ledger.invoices.dueDay[this.#first + at]);
    if (this.#lateIsOverdue) this.#setLate(at, 1);
  }

  #runLate(at: number): void {
    if (this.#records.book.state[at] === ITEM_STATE.open) this.#setLate(at, 1);
  }

  #runVeryLate(at: number): void {
    if (this.#records.book.state[at] === ITEM_STATE.open) this.#setVeryLate(at, 1);
  }

  #setLate(at: number, isLate: 0 | 1): void {
    if (this.#isLate[at] === isLate) return;
    this.#isLate[at] = isLate;
    const i = this.#first + at;
    const sign = isLate === 1 ? 1 : -1;
    const { issueDay, amountMinor } = this.#source.ledger.invoices;
    this.#records.lateness.runLate(this.#source.lateBase[i], issueDay[i], amountMinor[i], sign);
    if (this.#records.situations !== null) this.#records.situations.count(i, true, sign);
    if (this.#records.likeness !== null) this.#records.likeness.runLate(i, sign);
  }

  #setVeryLate(at: number, isVeryLate: 0 | 1): void {
    if (this.#isVeryLate[at] === isVeryLate) return;
    this.#isVeryLate[at] = isVeryLate;
    this.#records.lateness.openVeryLate += isVeryLate === 1 ? 1 : -1;
  }

  #makePromise(at: number): void {
    const { ledger } = this.#source;
    const { book, promises } = this.#records;
    const named = ledger.promises.invoice[ledger.promises.start[this.#debtor] + at];
    const place = this.#knownPlace(named);
    if (place < 0) promises?.make(at, -1, book.openSum);
    else promises?.make(at, named, book.state[place] === ITEM_STATE.open ? book.openMinor[place] : 0);
  }

  #contact(c: number): void {
    const { book, contacts } = this.#records;
    const place = this.#knownPlace(this.#source.ledger.contacts.invoice[c]);
    contacts?.make(c, place < 0 ? book.overdue > 0 : book.isOverdue[place] === 1);
  }

  /** Place of ledger row `i` among the debtor's invoices; -1 where it is none of them, or not known yet. */
  #knownPlace(i: number): number {
    const { start } = this.#source.ledger.invoices;
    if (i < this.#first || i >= start[this.#debtor + 1]) return -1;
    return this.#records.book.state[i - this.#first] === ITEM_STATE.unknown ? -1 : i - this.#first;
  }

  /** The earlier book follows the same events up to the morning of `moment`. */
  #advanceEarlier(moment: EpochDay): void {
    const { earlier } = this.#records.exposure as { earlier: SweepRecords['book'] };
    const { payments, invoices } = this.#source.ledger;
    const { days, codes, length } = this.#events;
    let next = this.#nextEarlier;
    for (; next < length && days[next] < moment; next++) {
      const at = codes[next] >> KIND_BITS;
      const kind = codes[next] & KIND_MASK;
      if (kind === EVENT.known) earlier.know(at, invoices.amountMinor[this.#first + at]);
      else if (kind === EVENT.overdue) earlier.fallDue(at);
      else if (kind === EVENT.paid) {
        const p = this.#firstPayment + at;
        const item = payments.invoice[p] - this.#first;
        const effect = earlier.pay(item, payments.amountMinor[p], this.#source.withinMinor, true);
        const isReopened = effect === PAYMENT_EFFECT.reopenedPaid || effect === PAYMENT_EFFECT.reopenedClosed;
        if (isReopened && invoices.rolledDueDay[this.#first + item] <= days[next]) earlier.fallDue(item);
      }
    }
    this.#nextEarlier = next;
  }

  #setOwn(i: number): void {
    const { invoices } = this.#source.ledger;
    const { book } = this.#records;
    const own = this.#own;
    const at = i - this.#first;
    const state = book.state[at];
    const isOpen = state === ITEM_STATE.open;
    own.at = at;
    own.open = isOpen ? 1 : 0;
    own.overdue = isOpen ? book.isOverdue[at] : 0;
    own.late = isOpen ? this.#isLate[at] : 0;
    own.veryLate = isOpen ? this.#isVeryLate[at] : 0;
    own.known = state === ITEM_STATE.unknown ? 0 : 1;
    own.amountMinor = invoices.amountMinor[i];
    own.openMinor = state === ITEM_STATE.unknown ? own.amountMinor : book.openMinor[at];
    own.issueDay = invoices.issueDay[i];
    own.dueDay = invoices.dueDay[i];
    own.rolledDueDay = invoices.rolledDueDay[i];
    own.lateBaseDay = this.#source.lateBase[i];
  }
}
