import { dayFromParts, type EpochDay, partsOfDay } from '../calendar/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { ITEM_STATE, type SweptItems } from './as-of-sweep.ts';
import { runCalendars } from './payment-history.ts';
import { detectPaymentRun, expectedPaymentDay, type PaymentRun, type RunThresholds } from './rhythm/index.ts';

/** The first of the month of a moment: the morning on which runs are looked for. */
export function runRefreshDay(moment: EpochDay): EpochDay {
  const { year, month } = partsOfDay(moment);
  return dayFromParts(year, month, 1) as EpochDay;
}

/** What a debtor's run says about one invoice. */
export interface RunOutlook {
  /** 0 = no run. */
  readonly strength: number;
  /** Days from the given due date to the arrival of the run's money; NaN without a run. */
  readonly dueToRunDays: number;
}

const NO_RUN: RunOutlook = { strength: 0, dueToRunDays: Number.NaN };

/** Remembers the current debtor's run while a sweep passes through its months. */
export class RunMemory {
  readonly #ledger: Ledger;
  readonly #thresholds: RunThresholds;
  readonly #calendarOf: ReturnType<typeof runCalendars>;
  #run: PaymentRun | undefined;

  constructor(ledger: Ledger, thresholds: RunThresholds) {
    this.#ledger = ledger;
    this.#thresholds = thresholds;
    this.#calendarOf = runCalendars(ledger);
  }

  /** Another debtor begins. */
  forget(): void {
    this.#run = undefined;
  }

  /** Looks for the run that was known on the morning of `day`. */
  refresh(items: SweptItems, settled: number, debtor: number, day: EpochDay): void {
    if (settled < this.#thresholds.minimumDates) {
      this.#run = undefined;
      return;
    }
    const first = this.#ledger.invoices.start[debtor];
    const count = this.#ledger.invoices.start[debtor + 1] - first;
    const paid: number[] = [];
    for (let at = 0; at < count; at++) if (items.state[at] === ITEM_STATE.paid) paid.push(at);
    paid.sort((a, b) => items.paidDay[a] - items.paidDay[b] || a - b);
    const found = detectPaymentRun(
      {
        paidDays: Int32Array.from(paid, (at) => items.paidDay[at]),
        dueDays: Int32Array.from(paid, (at) => this.#ledger.invoices.dueDay[first + at]),
      },
      { asOf: day, calendar: this.#calendarOf(debtor), thresholds: this.#thresholds },
    );
    this.#run = found.family === 'none' ? undefined : found;
  }

  /** What the remembered run says about an invoice with these due dates. */
  outlook(debtor: number, dueDay: EpochDay, rolledDueDay: EpochDay): RunOutlook {
    if (!this.#run) return NO_RUN;
    const expected = expectedPaymentDay(this.#run, dueDay, dueDay, this.#calendarOf(debtor));
    return { strength: this.#run.strength, dueToRunDays: expected === null ? Number.NaN : expected - rolledDueDay };
  }
}
