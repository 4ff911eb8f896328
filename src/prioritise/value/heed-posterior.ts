import type { HeedLesson } from './heed-record.ts';

const STEPS = 20;

/**
 * Mean chance (0–1) that a debtor heeds a conversation: a Beta prior with mean `rate` (0–1) and the weight of
 * `priorWeight` > 0 conversations, updated by what followed each of its conversations. Money came (share y of it) when it
 * would have come anyway (chance b) or when the conversation was heeded: likelihood (b + (1 − b) h)^y ((1 − b)(1 − h))^(1 − y).
 * So quick payment by who pays quickly anyway teaches little, and no payment by such a debtor much. A reminder in writing is
 * heeded with a part of that chance (`part` · h for h): payment after one speaks for the debtor, and silence hardly against
 * it. On a grid of 20 chances; O(lessons).
 */
export function heedPosterior(lessons: readonly HeedLesson[], rate: number, priorWeight: number): number {
  if (lessons.length === 0) return rate;
  const a = priorWeight * rate;
  const b = priorWeight * (1 - rate);
  const logs: number[] = [];
  let highest = Number.NEGATIVE_INFINITY;
  for (let step = 0; step < STEPS; step++) {
    const h = (step + 0.5) / STEPS;
    let log = (a - 1) * Math.log(h) + (b - 1) * Math.log(1 - h);
    for (const { paidShare, chanceAnyway, part } of lessons)
      log +=
        paidShare * Math.log(chanceAnyway + (1 - chanceAnyway) * part * h) +
        (1 - paidShare) * Math.log((1 - chanceAnyway) * (1 - part * h));
    logs.push(log);
    highest = Math.max(highest, log);
  }
  let mass = 0;
  let mean = 0;
  logs.forEach((log, step) => {
    const weight = Math.exp(log - highest);
    mass += weight;
    mean += (weight * (step + 0.5)) / STEPS;
  });
  return mean / mass;
}
