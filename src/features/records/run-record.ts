import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { FeatureColumns } from '../feature-columns.ts';
import type { OwnInvoice } from '../own-invoice.ts';
import { runCalendars } from '../payment-history.ts';
import {
  detectPaymentRun,
  expectedPaymentDay,
  type PaymentRun,
  type RunCalendar,
  type RunThresholds,
} from '../rhythm/index.ts';
import { nextRunRefresh } from '../run-refresh.ts';
import { clampLateDays } from './late-days.ts';
import { RunArrivals } from './run-arrivals.ts';
import { type LogMark, SettledLog } from './settled-log.ts';

/** A payment may come this many days before its run and still be that run's. */
const EARLY_DAYS = 1;

/**
 * The payment run of the debtor as it was last looked for, and what it says about each moment. Detection waits until a
 * row needs it and then reads the log as it stood on the morning of the refresh, so that refreshes between two rows cost
 * nothing. O(1) an event; a row O(log arrivals), and a detection where one fell due.
 */
export class RunRecord {
  readonly #log = new SettledLog();
  readonly #arrivals = new RunArrivals();
  readonly #thresholds: RunThresholds;
  readonly #calendarOf: (debtor: number) => RunCalendar;
  readonly #lateBase: Int32Array;
  readonly #dueDay: Int32Array;
  #first = 0;
  #calendar: RunCalendar | undefined;
  #run: PaymentRun | undefined;
  #nextCount = 0;
  /** Day of payments that called for a refresh, while that day lasts. */
  #callDay: EpochDay = NO_DAY;
  #pending: LogMark | undefined;
  #pendingDay: EpochDay = NO_DAY;
  /** Changes with the run: what was worked out for one run is not read for another. */
  #version = 0;
  #arrivalVersion = new Int32Array(64);
  #arrivalDay = new Int32Array(64);
  /** Late days that the run does not explain, over the first `#counted` entries of the log. */
  #unexplainedSum = 0;
  #counted = 0;
  #settled = 0;
  readonly #explained: Float64Array | null;
  readonly #unexplained: Float64Array | null;
  readonly #daysToNext: Float64Array | null;
  readonly #missed: Float64Array | null;
  readonly #strength: Float64Array | null;
  readonly #dueToRun: Float64Array | null;
  readonly #runLate: Float64Array | null;
  readonly #momentToRun: Float64Array | null;

  constructor(columns: FeatureColumns, ledger: Ledger, lateBase: Int32Array, thresholds: RunThresholds) {
    this.#thresholds = thresholds;
    this.#calendarOf = runCalendars(ledger);
    this.#lateBase = lateBase;
    this.#dueDay = ledger.invoices.dueDay;
    this.#explained = columns.of('run_explained_share');
    this.#unexplained = columns.of('unexplained_late_days');
    this.#daysToNext = columns.of('days_to_next_run');
    this.#missed = columns.of('missed_runs');
    this.#strength = columns.of('run_strength');
    this.#dueToRun = columns.of('due_to_run_days');
    this.#runLate = columns.of('run_late_days');
    this.#momentToRun = columns.of('moment_to_run_days');
  }

  /** Begins a debtor whose `count` invoices start at ledger row `first`. */
  reset(debtor: number, first: number, count: number): void {
    this.#first = first;
    this.#calendar = this.#calendarOf(debtor);
    this.#log.reset(count);
    this.#nextCount = nextRunRefresh(0, this.#thresholds.minimumDates);
    this.#callDay = NO_DAY;
    this.#pending = undefined;
    this.#settled = 0;
    if (count > this.#arrivalVersion.length) {
      this.#arrivalVersion = new Int32Array(count * 2);
      this.#arrivalDay = new Int32Array(count * 2);
    }
    this.#remember(undefined);
  }

  /** Invoice `at` was paid on `paidDay`, known from `knownDay` on. */
  settle(at: number, paidDay: EpochDay, knownDay: EpochDay): void {
    this.#closeDaysBefore(knownDay);
    this.#settled++;
    this.#log.settle(at, paidDay, this.#dueDay[this.#first + at]);
    if (this.#log.distinctDays >= this.#nextCount) this.#callDay = knownDay;
  }

  /** The payment of invoice `at` came back on `knownDay`. */
  takeBack(at: number, knownDay: EpochDay): void {
    this.#closeDaysBefore(knownDay);
    this.#settled--;
    const place = this.#log.takeBack(at);
    if (place < this.#counted) this.#unexplainedSum -= this.#unexplainedDays(place);
  }

  /** Writes a row; `oldestOverdue` is the overdue item with the earliest due date, -1 without one. */
  write(row: number, moment: EpochDay, own: OwnInvoice, oldestOverdue: number, lastPaidDay: EpochDay): void {
    this.#closeDaysBefore(moment);
    if (this.#pending) this.#detect(this.#pending);
    const run = this.#run;
    const arrivals = this.#arrivals;
    if (this.#explained !== null) this.#explained[row] = run?.latenessExplained ?? Number.NaN;
    if (this.#unexplained !== null) this.#unexplained[row] = this.#meanUnexplained();
    if (this.#daysToNext !== null)
      this.#daysToNext[row] = run ? (arrivals.next(moment) ?? Number.NaN) - moment : Number.NaN;
    if (this.#missed !== null)
      this.#missed[row] = run ? this.#missedRuns(moment, oldestOverdue, lastPaidDay) : Number.NaN;
    if (this.#strength !== null) this.#strength[row] = run ? run.strength : 0;
    if (own.at < 0 || (this.#dueToRun === null && this.#runLate === null && this.#momentToRun === null)) return;
    const arrival = run ? this.#arrivalFor(own.at) : NO_DAY;
    const late = arrival - own.lateBaseDay;
    if (this.#dueToRun !== null) this.#dueToRun[row] = arrival === NO_DAY ? Number.NaN : late;
    if (this.#runLate !== null) this.#runLate[row] = arrival === NO_DAY ? 0 : Math.max(0, late);
    if (this.#momentToRun !== null)
      this.#momentToRun[row] =
        arrival === NO_DAY
          ? Number.NaN
          : (arrival >= moment ? arrival : (arrivals.next(moment) ?? Number.NaN)) - moment;
  }

  /** A day whose payments called for a refresh is over: the log as it stands is what the next morning looks at. */
  #closeDaysBefore(day: EpochDay): void {
    if (this.#callDay === NO_DAY || day <= this.#callDay) return;
    this.#pending = this.#log.mark();
    this.#pendingDay = this.#callDay + 1;
    this.#callDay = NO_DAY;
    this.#nextCount = nextRunRefresh(this.#log.distinctDays, this.#thresholds.minimumDates);
  }

  #detect(mark: LogMark): void {
    this.#pending = undefined;
    const found = detectPaymentRun(this.#log.observationsAt(mark), {
      asOf: this.#pendingDay,
      calendar: this.#calendar as RunCalendar,
      thresholds: this.#thresholds,
    });
    const run = found.family === 'none' ? undefined : found;
    if (run && this.#run && isSameRule(run, this.#run)) this.#run = run;
    else this.#remember(run);
  }

  #remember(run: PaymentRun | undefined): void {
    this.#run = run;
    this.#version++;
    this.#arrivals.reset(run, this.#calendar as RunCalendar);
    this.#unexplainedSum = this.#counted = 0;
  }

  /** Day on which the run pays invoice `at`, had it waited for nothing; `NO_DAY` where there is none. */
  #arrivalFor(at: number): EpochDay {
    if (this.#arrivalVersion[at] !== this.#version) {
      const due = this.#dueDay[this.#first + at];
      this.#arrivalVersion[at] = this.#version;
      this.#arrivalDay[at] = this.#run
        ? (expectedPaymentDay(this.#run, due, due, this.#calendar as RunCalendar) ?? NO_DAY)
        : NO_DAY;
    }
    return this.#arrivalDay[at];
  }

  #unexplainedDays(place: number): number {
    const at = this.#log.item[place];
    const base = this.#lateBase[this.#first + at];
    const explained = this.#run ? Math.max(base, this.#arrivalFor(at)) : base;
    return Math.max(0, clampLateDays(this.#log.paidDay[place] - explained));
  }

  #meanUnexplained(): number {
    for (; this.#counted < this.#log.length; this.#counted++)
      if (this.#log.isStanding(this.#counted)) this.#unexplainedSum += this.#unexplainedDays(this.#counted);
    return this.#settled > 0 ? this.#unexplainedSum / this.#settled : Number.NaN;
  }

  /** Runs that passed by one business day and more since the last payment while debt due before them was open. */
  #missedRuns(moment: EpochDay, oldestOverdue: number, lastPaidDay: EpochDay): number {
    if (oldestOverdue < 0) return 0;
    const awaited = this.#arrivalFor(oldestOverdue);
    if (awaited === NO_DAY) return 0;
    const lastBusinessDay = (this.#calendar as RunCalendar).addBusinessDays(moment, -1);
    return this.#arrivals.countBetween(Math.max(awaited, lastPaidDay + EARLY_DAYS + 1), lastBusinessDay);
  }
}

function isSameRule(a: PaymentRun, b: PaymentRun): boolean {
  return (
    a.family === b.family &&
    a.roll === b.roll &&
    a.clearingLagDays === b.clearingLagDays &&
    a.clearingLagUnit === b.clearingLagUnit &&
    a.days.length === b.days.length &&
    a.days.every((day, at) => day === b.days[at])
  );
}
