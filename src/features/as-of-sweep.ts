import { type EpochDay, NO_DAY, partsOfDay } from '../calendar/index.ts';
import { isSettled, type Ledger, PAYMENT, toleranceMinor } from '../ledger/index.ts';
import { DebtorHistory, VERY_LATE_DAYS } from './debtor-history.ts';
import type { Smoothing } from './smoothing.ts';

/** Where the sweep stands with one invoice. */
export const ITEM_STATE = { unknown: 0, open: 1, paid: 2, closed: 3 } as const;

/** What the sweep knows of the current debtor's invoices; index = row in the ledger less the debtor's first row. */
export interface SweptItems {
  readonly state: Uint8Array;
  readonly openMinor: Float64Array;
  /** Day of the payment that settled it; meaningful while `state` is paid. */
  readonly paidDay: Int32Array;
  /** 1 while counted as overdue, late so far, very late so far. */
  readonly isOverdue: Uint8Array;
  readonly isOpenLate: Uint8Array;
  readonly isOpenVeryLate: Uint8Array;
}

/** Asked at each moment of each debtor, in time order. */
export interface SweepVisitor {
  /** `row`: the position in the caller's moments. */
  visit(history: DebtorHistory, items: SweptItems, row: number, debtor: number, moment: EpochDay): void;
}

/** Moments of a debtor: `rows` positions (in the caller's terms) with their days, ascending by day. */
export interface DebtorMoments {
  readonly rows: ArrayLike<number>;
  readonly moments: ArrayLike<number>;
}

/** Kinds of events; on one day they happen in this order. */
const EVENT = { known: 0, paid: 1, overdue: 2, late: 3, veryLate: 4 } as const;
const DAY_OFFSET = 100_000;
const KIND_FACTOR = 2 ** 27;
const DAY_FACTOR = KIND_FACTOR * 8;

/**
 * One sweep over a debtor's past in the order in which things became known. A moment sees only events whose known day
 * lies strictly before it, so nothing later can reach a feature, whatever the ledger holds. Sorts the debtor's events
 * once: O(k log k) for k invoices and payments.
 */
export class AsOfSweep {
  readonly #ledger: Ledger;
  readonly #smoothing: Smoothing;
  readonly #within: number;
  readonly #lateBase: Int32Array;
  readonly #history = new DebtorHistory();
  #items: SweptItems = emptyItems(0);
  #place = new Int32Array(0);
  #first = 0;

  constructor(ledger: Ledger, smoothing: Smoothing, tolerance?: number) {
    this.#ledger = ledger;
    this.#smoothing = smoothing;
    this.#within = toleranceMinor(ledger, tolerance);
    this.#lateBase = smoothing.roll === 'none' ? ledger.invoices.dueDay : ledger.invoices.rolledDueDay;
  }

  /** Sweeps one debtor through its moments. */
  run(debtor: number, asked: DebtorMoments, visitor: SweepVisitor): void {
    const { invoices } = this.#ledger;
    this.#first = invoices.start[debtor];
    const count = invoices.start[debtor + 1] - this.#first;
    if (count > this.#items.state.length) {
      this.#items = emptyItems(count * 2);
      this.#place = new Int32Array(count * 2);
    }
    this.#items.state.fill(ITEM_STATE.unknown, 0, count);
    this.#history.reset();
    const events = this.#events(debtor, count);
    let next = 0;
    for (let q = 0; q < asked.rows.length; q++) {
      const moment = asked.moments[q];
      const before = (moment + DAY_OFFSET) * DAY_FACTOR;
      while (next < events.length && events[next] < before) this.#apply(events[next++]);
      visitor.visit(this.#history, this.#items, asked.rows[q], debtor, moment);
    }
  }

  #events(debtor: number, count: number): Float64Array {
    const { invoices, payments } = this.#ledger;
    const { lateAfterDays } = this.#smoothing;
    const firstPayment = payments.start[debtor];
    const paymentCount = payments.start[debtor + 1] - firstPayment;
    const events = new Float64Array(count * 4 + paymentCount);
    let used = 0;
    for (let at = 0; at < count; at++) {
      const i = this.#first + at;
      const known = invoices.knownDay[i];
      events[used++] = eventKey(known, EVENT.known, at);
      if (invoices.amountMinor[i] <= this.#within) continue;
      events[used++] = eventKey(Math.max(known, invoices.rolledDueDay[i]), EVENT.overdue, at);
      events[used++] = eventKey(Math.max(known, this.#lateBase[i] + lateAfterDays), EVENT.late, at);
      events[used++] = eventKey(Math.max(known, this.#lateBase[i] + VERY_LATE_DAYS), EVENT.veryLate, at);
    }
    for (let at = 0; at < paymentCount; at++) {
      const p = firstPayment + at;
      const i = payments.invoice[p];
      if (i < 0) continue;
      events[used++] = eventKey(Math.max(payments.appliedDay[p], invoices.knownDay[i]), EVENT.paid, at);
    }
    return events.subarray(0, used).sort();
  }

  #apply(event: number): void {
    const at = event % KIND_FACTOR;
    const kind = Math.floor(event / KIND_FACTOR) % 8;
    if (kind === EVENT.known) this.#knowInvoice(at);
    else if (kind === EVENT.paid) this.#bookPayment(at);
    else if (this.#items.state[at] === ITEM_STATE.open) {
      if (kind === EVENT.overdue) this.#setOverdue(at, true);
      else if (kind === EVENT.late) this.#setOpenLate(at, true);
      else this.#setOpenVeryLate(at, true);
    }
  }

  #knowInvoice(at: number): void {
    const { invoices } = this.#ledger;
    const i = this.#first + at;
    const amount = invoices.amountMinor[i];
    const history = this.#history;
    this.#items.openMinor[at] = amount;
    this.#items.isOverdue[at] = this.#items.isOpenLate[at] = this.#items.isOpenVeryLate[at] = 0;
    this.#items.paidDay[at] = NO_DAY;
    if (amount <= this.#within) {
      this.#items.state[at] = ITEM_STATE.closed;
      return;
    }
    this.#items.state[at] = ITEM_STATE.open;
    if (history.known === 0) history.firstKnownDay = invoices.knownDay[i];
    history.known++;
    history.sumAmount += amount;
    history.sumTerm += invoices.dueDay[i] - invoices.issueDay[i];
    history.open++;
    history.openMinor += amount;
  }

  #bookPayment(paymentAt: number): void {
    const { payments, invoices } = this.#ledger;
    const p = payments.start[invoices.debtor[this.#first]] + paymentAt;
    const i = payments.invoice[p];
    const at = i - this.#first;
    const amount = invoices.amountMinor[i];
    if (amount <= this.#within) return;
    const history = this.#history;
    const items = this.#items;
    const before = items.openMinor[at];
    const after = before - payments.amountMinor[p];
    items.openMinor[at] = after;
    const settles = isSettled(amount, after, this.#within);
    if (items.state[at] === ITEM_STATE.open) {
      history.openMinor += (settles ? 0 : after) - before;
      if (items.isOverdue[at]) history.overdueMinor += (settles ? 0 : after) - before;
      if (settles) this.#settle(at, p);
    } else if (!settles) this.#reopen(at, i, after, Math.max(payments.appliedDay[p], invoices.knownDay[i]));
  }

  #settle(at: number, payment: number): void {
    const { payments } = this.#ledger;
    const history = this.#history;
    history.open--;
    if (this.#items.isOverdue[at]) {
      history.overdue--;
      this.#items.isOverdue[at] = 0;
    }
    this.#setOpenLate(at, false);
    this.#setOpenVeryLate(at, false);
    const kind = payments.kind[payment];
    if (kind === PAYMENT.writeOff || kind === PAYMENT.undated) {
      this.#items.state[at] = ITEM_STATE.closed;
      return;
    }
    this.#items.state[at] = ITEM_STATE.paid;
    const paidDay = payments.paidDay[payment];
    const lateDays = paidDay - this.#lateBase[this.#first + at];
    const isLate = lateDays > this.#smoothing.lateAfterDays;
    this.#items.paidDay[at] = paidDay;
    this.#place[at] = history.learn(
      lateDays,
      paidDay,
      paidDay - this.#ledger.invoices.issueDay[this.#first + at],
      isLate,
    );
    this.#countBucket(at, isLate, 1);
  }

  #reopen(at: number, i: number, openMinor: number, knownDay: EpochDay): void {
    const history = this.#history;
    if (this.#items.state[at] === ITEM_STATE.paid) {
      const lateDays = this.#items.paidDay[at] - this.#lateBase[i];
      const isLate = lateDays > this.#smoothing.lateAfterDays;
      const paidDay = this.#items.paidDay[at];
      history.takeBack(this.#place[at], lateDays, paidDay, paidDay - this.#ledger.invoices.issueDay[i], isLate);
      this.#countBucket(at, isLate, -1);
    }
    this.#items.state[at] = ITEM_STATE.open;
    this.#items.paidDay[at] = NO_DAY;
    history.open++;
    history.openMinor += openMinor;
    if (this.#ledger.invoices.rolledDueDay[i] <= knownDay) this.#setOverdue(at, true);
    if (this.#lateBase[i] + this.#smoothing.lateAfterDays <= knownDay) this.#setOpenLate(at, true);
    if (this.#lateBase[i] + VERY_LATE_DAYS <= knownDay) this.#setOpenVeryLate(at, true);
  }

  #setOverdue(at: number, isOverdue: boolean): void {
    if ((this.#items.isOverdue[at] === 1) === isOverdue) return;
    const sign = isOverdue ? 1 : -1;
    this.#items.isOverdue[at] = isOverdue ? 1 : 0;
    this.#history.overdue += sign;
    this.#history.overdueMinor += sign * this.#items.openMinor[at];
  }

  #setOpenLate(at: number, isLate: boolean): void {
    if ((this.#items.isOpenLate[at] === 1) === isLate) return;
    const sign = isLate ? 1 : -1;
    this.#items.isOpenLate[at] = isLate ? 1 : 0;
    this.#history.openLate += sign;
    this.#history.sumOpenLateDue += sign * this.#lateBase[this.#first + at];
    this.#history.sumOpenLateIssue += sign * this.#ledger.invoices.issueDay[this.#first + at];
    this.#countBucket(at, true, sign);
  }

  #setOpenVeryLate(at: number, isVeryLate: boolean): void {
    if ((this.#items.isOpenVeryLate[at] === 1) === isVeryLate) return;
    this.#items.isOpenVeryLate[at] = isVeryLate ? 1 : 0;
    this.#history.openVeryLate += isVeryLate ? 1 : -1;
  }

  #countBucket(at: number, isLate: boolean, sign: 1 | -1): void {
    const due = this.#ledger.invoices.dueDay[this.#first + at];
    this.#history.countBucket(due, partsOfDay(due).day, isLate, sign);
  }
}

function eventKey(day: EpochDay, kind: number, at: number): number {
  return (day + DAY_OFFSET) * DAY_FACTOR + kind * KIND_FACTOR + at;
}

function emptyItems(count: number): SweptItems {
  return {
    state: new Uint8Array(count),
    openMinor: new Float64Array(count),
    paidDay: new Int32Array(count),
    isOverdue: new Uint8Array(count),
    isOpenLate: new Uint8Array(count),
    isOpenVeryLate: new Uint8Array(count),
  };
}
