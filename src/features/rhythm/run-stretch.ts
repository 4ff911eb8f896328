import { bestCandidate } from './best-candidate.ts';
import type { RunCandidate } from './run-candidate.ts';
import type { RunHistogram } from './run-histogram.ts';

/** The stretch of payment dates up to now that one habit explains, and its best candidate. */
export interface RunStretch {
  readonly candidate: RunCandidate | undefined;
  /** Position of the first date of the stretch. */
  readonly start: number;
  /** Natural logarithm of the number of stretches tried. */
  readonly searchCost: number;
}

/**
 * Where the present habit began: the whole history, or the part after the cut at which two habits (each a run or none)
 * explain the dates better than one, the choice of the cut paid for. The habit after the cut may be none: a run that
 * the last months contradict is dropped. O(cuts · (counters + dates)).
 */
export function findStretch(histogram: RunHistogram, weekdayShares: readonly number[]): RunStretch {
  const last = histogram.cuts.length - 1;
  const searchCost = Math.log(last);
  const whole = bestCandidate(histogram, 0, last, weekdayShares);
  let stretch: RunStretch = { candidate: whole, start: 0, searchCost };
  if (whole && whole.hits === whole.dates && whole.jitter === 0 && (whole.bits & (whole.bits - 1)) === 0)
    return stretch;
  let bestScore = whole?.score ?? 0;
  for (let cut = 1; cut < last; cut++) {
    const before = bestCandidate(histogram, 0, cut, weekdayShares);
    const after = bestCandidate(histogram, cut, last, weekdayShares);
    const score = (before?.score ?? 0) + (after?.score ?? 0) - searchCost - 1;
    if (score <= bestScore) continue;
    bestScore = score;
    stretch = { candidate: after, start: histogram.cuts[cut], searchCost };
  }
  return stretch;
}
