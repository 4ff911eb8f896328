import type { DayTables } from './day-tables.ts';
import { isOnRun, type RunCandidate } from './run-candidate.ts';

/** Chance, under the habit, of the latest dates, below which they contradict it. */
const CONTRADICTION = Math.log(0.0005);
/** Runs that must have passed unused among the latest dates before these count as a contradiction. */
const UNUSED_RUNS = 3;
/** Most of the latest dates looked at, and fewest; at least four dates are left for the habit itself. */
const MOST_LATEST = 16;
const FEWEST_LATEST = 3;
const HABIT_DATES_LEFT = 4;

/**
 * Whether the latest dates contradict a habit: some of the last 3–16 are together less likely than 1 in 2,000 under it,
 * and three of its runs passed unused meanwhile. O(dates + days of the latest dates).
 */
export function isContradicted(
  onRun: Uint8Array,
  start: number,
  days: Int32Array,
  candidate: RunCandidate,
  tables: DayTables,
): boolean {
  const count = onRun.length - start;
  let late = 0;
  let all = 0;
  for (let at = start; at < onRun.length; at++) all += onRun[at];
  for (let last = 1; last <= Math.min(MOST_LATEST, count - HABIT_DATES_LEFT); last++) {
    late += onRun[onRun.length - last];
    if (last < FEWEST_LATEST) continue;
    const share = Math.min(0.9, (all - late + 0.5) / (count - last + 1));
    if (logLowerTail(late, last, share) >= CONTRADICTION) continue;
    // Dates between two runs are off the run by nature: only runs that passed by unused contradict.
    const from = days[onRun.length - last];
    if (countRuns(candidate, tables, from, days[onRun.length - 1]) - late >= UNUSED_RUNS) return true;
  }
  return false;
}

function countRuns(candidate: RunCandidate, tables: DayTables, from: number, to: number): number {
  let runs = 0;
  let before = false;
  for (let day = from; day <= to; day++) {
    if (tables.open[day - tables.first] === 0) continue;
    const on = isOnRun(candidate, tables, day);
    if (on && !(before && candidate.jitter > 0)) runs++;
    before = on;
  }
  return runs;
}

/** Natural logarithm of the chance of at most `hits` in `trials` at `share`. */
function logLowerTail(hits: number, trials: number, share: number): number {
  let term = (1 - share) ** trials;
  let sum = term;
  for (let k = 1; k <= hits; k++) {
    term *= ((trials - k + 1) / k) * (share / (1 - share));
    sum += term;
  }
  return Math.log(Math.min(1, sum));
}
