import type { EpochDay } from '../../calendar/index.ts';
import { type Ledger, PAYMENT } from '../../ledger/index.ts';
import type { CashIndex } from '../cash-index.ts';
import type { FeatureColumns } from '../feature-columns.ts';

/** Share of a promise that must be booked for it to count as kept. */
const KEPT_SHARE = 0.98;
/** Business days after the due date of a promise that are waited before it is judged. */
export const GRACE_BUSINESS_DAYS = 1;
/** Weight of the population's rate, in promises. */
const STRENGTH = 2;

/** Promises of a debtor and whether it kept them. O(1) a row; O(log payments + payments in its time) a promise. */
export class PromiseRecord {
  /** Promises that were judged, and of them kept. */
  judged = 0;
  kept = 0;
  #made = 0;
  #debtor = 0;
  #promisedMinor = new Float64Array(16);
  #invoice = new Int32Array(16);
  readonly #ledger: Ledger;
  readonly #cash: CashIndex;
  readonly #priorRate: number;
  readonly #promisesMade: Float64Array | null;
  readonly #keptRate: Float64Array | null;

  constructor(columns: FeatureColumns, ledger: Ledger, cash: CashIndex, priorRate: number) {
    this.#ledger = ledger;
    this.#cash = cash;
    this.#priorRate = priorRate;
    this.#promisesMade = columns.of('promises_made');
    this.#keptRate = columns.of('promise_kept_rate');
  }

  /** Begins a debtor with `count` promises. */
  reset(debtor: number, count: number): void {
    this.#debtor = debtor;
    this.#made = this.judged = this.kept = 0;
    if (count <= this.#promisedMinor.length) return;
    this.#promisedMinor = new Float64Array(count * 2);
    this.#invoice = new Int32Array(count * 2);
  }

  /**
   * Promise `at` of the debtor is made.
   *
   * @param invoice ledger row of the invoice it is about, -1 for the whole debt.
   * @param openMinor what of it was open that morning.
   */
  make(at: number, invoice: number, openMinor: number): void {
    const named = this.#ledger.promises.amountMinor[this.#ledger.promises.start[this.#debtor] + at];
    this.#made++;
    this.#promisedMinor[at] = named > 0 ? named : openMinor;
    this.#invoice[at] = invoice;
  }

  /** Promise `at` lapses on `lapseDay`. */
  judge(at: number, lapseDay: EpochDay): void {
    const promised = this.#promisedMinor[at];
    if (!(promised > 0)) return;
    const { promises } = this.#ledger;
    const from = promises.promisedDay[promises.start[this.#debtor] + at];
    this.judged++;
    if (this.#booked(from, lapseDay, this.#invoice[at]) >= KEPT_SHARE * promised) this.kept++;
  }

  /** Writes a row. */
  write(row: number): void {
    if (this.#promisesMade !== null) this.#promisesMade[row] = this.#made;
    if (this.#keptRate !== null)
      this.#keptRate[row] = (this.kept + STRENGTH * this.#priorRate) / (this.judged + STRENGTH);
  }

  /** Money booked in [from, to] as it was known the morning after `to`: matched to `invoice` (-1: to any) or to nothing. */
  #booked(from: EpochDay, to: EpochDay, invoice: number): number {
    const { payments, invoices } = this.#ledger;
    const debtor = this.#debtor;
    const end = payments.start[debtor + 1];
    let sum = 0;
    for (
      let p = this.#firstFrom(from, payments.start[debtor], end, null);
      p < end && payments.bookedDay[p] <= to;
      p++
    ) {
      if (!isMoney(payments.kind[p])) continue;
      const i = payments.invoice[p];
      const isMatched = i >= 0 && payments.appliedDay[p] <= to && invoices.knownDay[i] <= to;
      if (isMatched ? invoice < 0 || i === invoice : payments.payer[p] === debtor) sum += payments.amountMinor[p];
    }
    return sum + this.#bookedElsewhere(from, to);
  }

  /** Money of this payer that was matched to another debtor's invoice, but only after `to`. */
  #bookedElsewhere(from: EpochDay, to: EpochDay): number {
    const { payments } = this.#ledger;
    const { start, payment, outDay } = this.#cash;
    const end = start[this.#debtor + 1];
    let sum = 0;
    for (let at = this.#firstFrom(from, start[this.#debtor], end, payment); at < end; at++) {
      const p = payment[at];
      if (payments.bookedDay[p] > to) break;
      if (payments.debtor[p] === this.#debtor || outDay[at] <= to) continue;
      if (isMoney(payments.kind[p])) sum += payments.amountMinor[p];
    }
    return sum;
  }

  /** First place in [low, high) whose payment row (`rows`, or the place itself) was booked on or after `day`. */
  #firstFrom(day: EpochDay, low: number, high: number, rows: Int32Array | null): number {
    const { bookedDay } = this.#ledger.payments;
    let from = low;
    let to = high;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (bookedDay[rows === null ? middle : rows[middle]] < day) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

function isMoney(kind: number): boolean {
  return kind !== PAYMENT.writeOff && kind !== PAYMENT.undated;
}
