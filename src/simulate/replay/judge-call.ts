import type { EpochDay } from '../../calendar/index.ts';
import { businessDaysAfter } from '../country-days.ts';
import { type DebtorProcess, lawOf } from '../debtor-process.ts';
import { chanceUnexplainedLate, firstRunAfterDue } from './unexplained-late.ts';

/** The truth about one call, as it stands before anybody answers. */
export interface CallTruth {
  /** Most of the money would arrive within three business days anyway. */
  readonly isWasted: boolean;
  /**
   * Most of the money would come with the debtor's first payment run on or after the due date, still to be held; of a
   * debtor whose lateness the run explains.
   */
  readonly isBeforeRun: boolean;
  /** Rows called about before their due date, of a debtor truly habitually late. */
  readonly habitualPreDue: readonly number[];
}

/** "Comes anyway" is within so many business days. */
export const WASTED_WITHIN_BUSINESS_DAYS = 3;
/** A debtor is truly habitually late about an invoice when its chance of unexplained lateness exceeds this. */
export const HABITUAL_CHANCE = 0.5;

/** Judges a call on `day` about `rows` by the fate that the debtor has without it. O(rows · log runs). */
export function judgeCall(process: DebtorProcess, day: EpochDay, rows: readonly number[]): CallTruth {
  const soon = businessDaysAfter(process.days, day, WASTED_WITHIN_BUSINESS_DAYS);
  let all = 0;
  let comesSoon = 0;
  let comesWithRun = 0;
  const habitualPreDue: number[] = [];
  for (const row of rows) {
    const amount = process.amount[row] as number;
    const arrival = process.arrival[row] as number;
    all += amount;
    if (arrival <= soon) comesSoon += amount;
    if (isWithFirstRun(process, row, day)) comesWithRun += amount;
    if ((process.rolledDue[row] as number) > day && chanceUnexplainedLate(process, row) > HABITUAL_CHANCE)
      habitualPreDue.push(row);
  }
  return { isWasted: 2 * comesSoon > all, isBeforeRun: 2 * comesWithRun > all, habitualPreDue };
}

function isWithFirstRun(process: DebtorProcess, row: number, day: EpochDay): boolean {
  const law = lawOf(process.profile, process.issue[row] as number);
  if (law.run.family === 'none' || process.offRun[row] === 1) return false;
  // Of a debtor late beyond its run the run explains nothing, even where luck brings the money with it.
  if (chanceUnexplainedLate(process, row) > HABITUAL_CHANCE) return false;
  const release = process.release[row] as number;
  return release >= day && release <= firstRunAfterDue(process, row);
}
