import { findCandidates } from './best-candidate.ts';
import type { RunCandidate } from './run-candidate.ts';
import type { RunHistogram } from './run-histogram.ts';
import type { RunRoom } from './run-room.ts';
import type { WeekRivals } from './week-rivals.ts';

/** The stretch of payment dates up to now that one habit explains, and its best candidates, one of each kind. */
export interface RunStretch {
  /** The best first; empty where none gains. */
  readonly candidates: readonly RunCandidate[];
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
 * the last months contradict is dropped. Candidates must gain more than `least` nats. O(cuts · (counters + dates)).
 */
export function findStretch(histogram: RunHistogram, weeks: WeekRivals, least: number, room: RunRoom): RunStretch {
  const last = histogram.cuts.length - 1;
  // Half of the chance of error is for the whole history, the rest for the other stretches.
  const searchCost = last === 1 ? 0 : Math.log(2);
  const cutCost = Math.log(2 * Math.max(1, last - 1));
  const { after, before } = room;
  findCandidates(histogram, 0, last, weeks, after, room);
  const wholeScore = after.topScore;
  const candidates = after.rivals(least);
  const [top] = candidates;
  const single = top !== undefined && top.jitter === 0 && (top.bits & (top.bits - 1)) === 0;
  if (single && top.hits >= UNBROKEN * top.dates) return { candidates, start: 0, searchCost };
  let stretch: RunStretch = { candidates, start: 0, searchCost };
  let bestScore = wholeScore;
  for (let cut = 1; cut < last; cut++) {
    findCandidates(histogram, cut, last, weeks, after, room);
    if (after.topScore <= 0 && wholeScore <= 0) continue;
    // Without a habit over the whole there is none to drop: what came before the cut cannot matter.
    let score = after.topScore - cutCost - 1;
    if (wholeScore > 0) {
      findCandidates(histogram, 0, cut, weeks, before, room);
      score = before.topScore + after.topScore - cutCost - 1;
    }
    if (score <= bestScore) continue;
    bestScore = score;
    stretch = { candidates: after.rivals(least), start: histogram.cuts[cut], searchCost: cutCost };
  }
  return stretch;
}
