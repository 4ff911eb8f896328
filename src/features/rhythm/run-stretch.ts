import { bestCandidate } from './best-candidate.ts';
import type { RunCandidate } from './run-candidate.ts';
import type { RunHistogram } from './run-histogram.ts';

/** The stretch of payment dates up to now that one habit explains, and its best candidate. */
export interface RunStretch {
  readonly candidate: RunCandidate | undefined;
  /** Position of the first date of the stretch. */
  readonly start: number;
  /** What the choice among stretches costs: minus the logarithm of this one's share of the chance of error. */
  readonly searchCost: number;
}

/** Share of dates on one run day from which no change of habit is looked for. */
const UNBROKEN = 0.94;

/**
 * Where the present habit began: the whole history, or the part after the cut at which two habits (each a run or none)
 * explain the dates better than one, the choice of the cut paid for. The habit after the cut may be none: a run that
 * the last months contradict is dropped. O(cuts · (counters + dates)).
 */
export function findStretch(histogram: RunHistogram, weekdayShares: readonly number[]): RunStretch {
  const last = histogram.cuts.length - 1;
  // Half of the chance of error is for the whole history, the rest for the other stretches.
  const searchCost = last === 1 ? 0 : Math.log(2);
  const cutCost = Math.log(2 * Math.max(1, last - 1));
  const whole = bestCandidate(histogram, 0, last, weekdayShares);
  let stretch: RunStretch = { candidate: whole, start: 0, searchCost };
  const single = whole !== undefined && whole.jitter === 0 && (whole.bits & (whole.bits - 1)) === 0;
  if (single && whole.hits >= UNBROKEN * whole.dates) return stretch;
  let bestScore = whole?.score ?? 0;
  for (let cut = 1; cut < last; cut++) {
    const after = bestCandidate(histogram, cut, last, weekdayShares);
    // Without a habit over the whole there is none to drop: what came before the cut cannot matter.
    const before = whole ? bestCandidate(histogram, 0, cut, weekdayShares) : undefined;
    const score = (before?.score ?? 0) + (after?.score ?? 0) - cutCost - 1;
    if (score <= bestScore) continue;
    bestScore = score;
    stretch = { candidate: after, start: histogram.cuts[cut], searchCost: cutCost };
  }
  return stretch;
}
