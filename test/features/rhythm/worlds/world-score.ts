import type { EpochDay } from '../../../../src/calendar/index.ts';
import type { WorldDebtor } from './world-debtor.ts';

/** What is asked of a detector about one debtor: its answer, `none` included. */
export interface DetectedRun {
  readonly family: string;
  readonly nextRun: EpochDay | null;
}

/** Found, and named right, of the debtors with a true run of one family. */
export interface FamilyScore {
  all: number;
  found: number;
  named: number;
}

/** How a detector did on a world, debtors with enough distinct payment dates only. Shares are 0–1. */
export interface WorldScore {
  readonly debtors: number;
  readonly precision: number;
  readonly recall: number;
  /** By true family. */
  readonly families: Readonly<Record<string, FamilyScore>>;
  readonly leastFamilyRecall: number;
  readonly traps: number;
  readonly trapShare: number;
  readonly named: number;
  /** Of found runs that do have a next run: its day exact, and at most one business day off. */
  readonly nextExact: number;
  readonly nextNear: number;
}

/** Fewest distinct payment dates of a debtor that counts. */
export const COUNTED_DATES = 12;

/** Distinct payment dates before the as-of date. */
export function distinctDates(debtor: WorldDebtor): number {
  const days = new Set<number>();
  for (const day of debtor.observations.paidDays) if (day < debtor.asOf) days.add(day);
  return days.size;
}

/** Runs a detector over a world and counts. */
export function scoreWorld(
  world: readonly WorldDebtor[],
  detect: (debtor: WorldDebtor) => DetectedRun,
  look?: (debtor: WorldDebtor, run: DetectedRun) => void,
): WorldScore {
  const families: Record<string, FamilyScore> = {};
  let debtors = 0;
  let flagged = 0;
  let traps = 0;
  let trapped = 0;
  let dated = 0;
  let exact = 0;
  let near = 0;
  for (const debtor of world) {
    if (distinctDates(debtor) < COUNTED_DATES) continue;
    debtors++;
    const run = detect(debtor);
    look?.(debtor, run);
    const found = run.family !== 'none';
    if (found) flagged++;
    if (debtor.trap !== undefined) {
      traps++;
      if (found) trapped++;
    }
    if (debtor.family === 'none') continue;
    families[debtor.family] ??= { all: 0, found: 0, named: 0 };
    const score = families[debtor.family];
    score.all++;
    if (!found) continue;
    score.found++;
    if (run.family === debtor.family) score.named++;
    if (debtor.trueNext === undefined) continue;
    dated++;
    if (run.nextRun === debtor.trueNext) exact++;
    if (run.nextRun !== null && Math.abs(debtor.calendar.businessDaysBetween(debtor.trueNext, run.nextRun)) <= 1)
      near++;
  }
  const scores = Object.values(families);
  const all = scores.reduce((sum, score) => sum + score.all, 0);
  const right = scores.reduce((sum, score) => sum + score.found, 0);
  return {
    debtors,
    precision: flagged === 0 ? 1 : right / flagged,
    recall: right / all,
    families,
    leastFamilyRecall: Math.min(...scores.map((score) => score.found / score.all)),
    traps,
    trapShare: traps === 0 ? 0 : trapped / traps,
    named: scores.reduce((sum, score) => sum + score.named, 0) / right,
    nextExact: exact / dated,
    nextNear: near / dated,
  };
}
