import type { EpochDay } from '../../calendar/index.ts';
import type { FeatureColumns } from '../feature-columns.ts';
import { clampLateDays } from './late-days.ts';

/** After this many days a payment weighs half. */
export const RECENT_HALF_LIFE_DAYS = 90;
const DECAY = Math.LN2 / RECENT_HALF_LIFE_DAYS;
/** Ages whose weight is looked up; beyond them it is worked out. */
const TABULATED_DAYS = 1024;

/** Outcomes of paid invoices weighed by exp(−ln 2 · age / 90), age by the day of payment. O(1) an event and a row. */
export class RecencyRecord {
  #weight = 0;
  #late = 0;
  #days = 0;
  #day: EpochDay = 0;
  #settled = 0;
  #strength: number;
  #priorLateRate = 0;
  readonly #weights = Float64Array.from({ length: TABULATED_DAYS }, (_, age) => Math.exp(-DECAY * age));
  readonly #recentLateRate: Float64Array | null;
  readonly #ewmaLateDays: Float64Array | null;

  constructor(columns: FeatureColumns, strength: number) {
    this.#strength = strength;
    this.#recentLateRate = columns.of('recent_late_rate');
    this.#ewmaLateDays = columns.of('ewma_late_days');
  }

  /** Begins a debtor whose late rate is drawn towards `priorLateRate`. */
  reset(priorLateRate: number): void {
    this.#priorLateRate = priorLateRate;
    this.#weight = this.#late = this.#days = this.#day = this.#settled = 0;
  }

  /** An invoice was paid (`sign` 1), or its payment came back (-1). */
  settle(paidDay: EpochDay, lateDays: number, isLate: boolean, sign: 1 | -1): void {
    this.#settled += sign;
    if (this.#settled === 0) {
      // Nothing is left: no rounding of what was taken back may stay behind.
      this.#weight = this.#late = this.#days = 0;
      return;
    }
    if (paidDay > this.#day) {
      const kept = this.#weight === 0 ? 0 : this.#weightAt(paidDay - this.#day);
      this.#weight *= kept;
      this.#late *= kept;
      this.#days *= kept;
      this.#day = paidDay;
    }
    const weight = sign * this.#weightAt(this.#day - paidDay);
    this.#weight += weight;
    if (isLate) this.#late += weight;
    this.#days += weight * clampLateDays(lateDays);
  }

  /** Writes a row; `openLate` other invoices are open and late so far, and count in full. */
  write(row: number, moment: EpochDay, openLate: number): void {
    if (this.#recentLateRate !== null) {
      const kept = this.#weightAt(moment > this.#day ? moment - this.#day : 0);
      const weight = Math.max(0, this.#weight * kept);
      const late = Math.max(0, Math.min(weight, this.#late * kept));
      this.#recentLateRate[row] =
        (late + openLate + this.#strength * this.#priorLateRate) / (weight + openLate + this.#strength);
    }
    if (this.#ewmaLateDays !== null)
      this.#ewmaLateDays[row] =
        this.#settled > 0 && this.#weight > 0 ? clampLateDays(this.#days / this.#weight) : Number.NaN;
  }

  #weightAt(age: number): number {
    return age < TABULATED_DAYS ? this.#weights[age] : Math.exp(-DECAY * age);
  }
}
