import type { DayTables } from './day-tables.ts';
import type { DuePairs } from './due-pairs.ts';
import { guessLagLaw, refineLagLaw } from './fit-lag-law.ts';
import { chanceOf, evenChance, logLikelihoodOf, reachOf, settledChanceOf, strayShareOf } from './lag-law.ts';
import type { LagNulls } from './lag-null.ts';
import { MOST_DUES } from './lag-spans.ts';
import { type PlainLag, readyFrom, readyTo } from './plain-lag.ts';
import { type RunCandidate, stepOnRun } from './run-candidate.ts';

/** Farthest back that the run before a payment is looked for, in days. */
const RUN_BEFORE_DAYS = 45;
/** Least share of dates off the run, however regular it looks. */
const LEAST_OFF_SHARE = 0.01;

/** Reach of a law of lags, in days, beyond which it meets run days as often as any calendar day does. */
const WIDE_REACH = 14;
/** Largest chance of a hit that a miss is held against: beyond it a single stray payment would decide. */
const MOST_EXPECTED = 0.9;

/**
 * Log-likelihood ratio (nats) of the payment dates given their due dates: paid on the first run day after the debtor
 * was ready, against paid as a plain lag on any business day. Both know readiness by a law of lags of their own, so
 * that a rhythm of the due dates helps neither. `onRun` marks the dates on the run; `befores` is room for a number a
 * date. O(pairs · 40 + dates · days between runs).
 */
export function weighDueDates(
  candidate: RunCandidate,
  onRun: Uint8Array,
  days: Int32Array,
  pairs: DuePairs,
  plain: PlainLag,
  tables: DayTables,
  nulls: LagNulls,
  befores: Int32Array,
): number {
  const { members, memberCount } = pairs;
  let hits = 0;
  for (let member = 0; member < memberCount; member++) {
    const date = members[member];
    if (onRun[date] === 0) continue;
    hits++;
    befores[date] = runBefore(candidate, tables, days[date]);
  }
  if (hits === 0) return Number.NEGATIVE_INFINITY;
  let score = candidate.jitter === 0 ? 0 : weighSteps(candidate, onRun, days, pairs, tables);
  const misses = memberCount - hits;
  const offShare = Math.max(LEAST_OFF_SHARE, misses / memberCount);
  score += hits * Math.log(1 - offShare) + misses * Math.log(offShare);

  const { spans } = nulls.runSample;
  const { froms, tos } = plain.spans;
  // Chance of a hit where lags say nothing: days of readiness that end on a run day, of all days.
  const wideChance = Math.max(candidate.chance, shareOfDays(onRun, befores, days, pairs, plain, tables));
  let taken = 0;
  let at = 0;
  for (let group = 0; group < MOST_DUES; group++) {
    for (; at < pairs.ends[group]; at++) {
      const date = pairs.dates[at];
      if (onRun[date] === 0) {
        // Off the run the debtor pays as it would without one, or on any day at all, but on no run day.
        const missChance =
          1 - Math.min(MOST_EXPECTED, expectedOnRun(candidate, wideChance, pairs.dues[at], plain, tables));
        const evenly = evenChance(froms[at], tos[at]) / chanceOf(froms[at], tos[at], plain.law) / (1 - wideChance);
        score += Math.log(0.5 / missChance + 0.5 * evenly) / (group + 1);
        continue;
      }
      spans.put(taken++, befores[date] + 1 - pairs.dues[at], days[date] - pairs.dues[at]);
    }
    spans.ends[group] = taken;
  }
  if (taken === 0) return Number.NEGATIVE_INFINITY;
  const { runSample } = nulls;
  const law = refineLagLaw(runSample, guessLagLaw(runSample, nulls.quartiles));
  return score + law.logLikelihood - logLikelihoodOf(plain.spans, plain.law, pairs.dates, onRun);
}

/** A run that may arrive on several days must say how often on which: predictive shares, so that fitting is paid for. */
function weighSteps(
  candidate: RunCandidate,
  onRun: Uint8Array,
  days: Int32Array,
  pairs: DuePairs,
  tables: DayTables,
): number {
  const steps = new Float64Array(candidate.jitter + 1).fill(0.5);
  let stepTotal = steps.length / 2;
  let score = 0;
  for (let member = 0; member < pairs.memberCount; member++) {
    const date = pairs.members[member];
    if (onRun[date] === 0) continue;
    const step = stepOnRun(candidate, tables, days[date]);
    score += Math.log(steps[step] / stepTotal);
    steps[step]++;
    stepTotal++;
  }
  return score;
}

function shareOfDays(
  onRun: Uint8Array,
  befores: Int32Array,
  days: Int32Array,
  { members, memberCount }: DuePairs,
  plain: PlainLag,
  tables: DayTables,
): number {
  let ready = 0;
  let all = 0;
  for (let member = 0; member < memberCount; member++) {
    const date = members[member];
    if (onRun[date] === 0) continue;
    ready += readyTo(plain.reading, days[date], tables) - readyFrom(plain.reading, days[date], tables) + 1;
    all += days[date] - befores[date];
  }
  return Math.min(MOST_EXPECTED, ready / all);
}

/** Chance without a run that an invoice due on the day is paid on a run day. */
function expectedOnRun(
  candidate: RunCandidate,
  chance: number,
  due: number,
  plain: PlainLag,
  tables: DayTables,
): number {
  const { law, reading } = plain;
  const { open, first, masks, length } = tables;
  const reach = reachOf(law);
  if (reach > WIDE_REACH || reading.roll === 'counted') return chance;
  const centre = due + Math.round(law.centre / 4);
  const row = candidate.column * length - first;
  const isSharp = candidate.jitter === 0;
  let sum = strayShareOf(law) * chance;
  for (let day = centre - reach - 3; day <= centre + reach + 7; day++) {
    if (isSharp && (masks[row + day] & candidate.bits) === 0) continue;
    if (open[day - first] === 0 || stepOnRun(candidate, tables, day) < 0) continue;
    const low = readyFrom(reading, day, tables) - due;
    const high = readyTo(reading, day, tables) - due;
    sum += settledChanceOf(4 * low - 2, 4 * high + 2, law);
  }
  return sum;
}

/** The last day of the run before the one that a day on it belongs to. */
function runBefore(candidate: RunCandidate, tables: DayTables, day: number): number {
  const { open, first, masks, length } = tables;
  const { bits } = candidate;
  const farthest = day - RUN_BEFORE_DAYS;
  let before = day - 1;
  if (candidate.jitter === 0) {
    const row = candidate.column * length - first;
    while (before > farthest && (masks[row + before] & bits) === 0) before--;
    return before;
  }
  while (open[before - first] === 0 || stepOnRun(candidate, tables, before) >= 0) {
    if (before < farthest) return before;
    before--;
  }
  while (before > farthest && stepOnRun(candidate, tables, before) < 0) before--;
  return before;
}
