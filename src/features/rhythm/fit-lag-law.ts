import { type LagLaw, likelihoodOf, SCALES, STRAY_SHARES } from './lag-law.ts';
import { type LagSpans, MOST_DATES, MOST_DUES } from './lag-spans.ts';
import type { SpanTally } from './span-tally.ts';

/** Share of strays of the first guess, as a position. */
const FIRST_STRAY = 1;
/** Rounds of the search, the first step of the centre in each (quarter-days), and the gain that is not worth another. */
const ROUNDS = 3;
const FIRST_STEPS = [16, 4, 2];
const SETTLED = 0.02;
/** Position of the widest scale that counts as a fixed lag. */
const NARROW = 1;
/** Nats within which tabulated likelihoods are too close to call: far more than their rounding errs. */
const CLOSE = 1e-7;

/** Spans whose law is sought, with their tally where they have one. */
export interface LagSample {
  readonly spans: LagSpans;
  readonly tally: SpanTally | undefined;
}

/** Room to sort in. */
export class QuartileRoom {
  readonly middles = new Int32Array(MOST_DATES * MOST_DUES);
  readonly counts = new Int32Array(MOST_DATES * MOST_DUES);
}

/** A first guess at the law of spans, from their median and quartiles. O(spans · log spans). */
export function guessLagLaw(sample: LagSample, room: QuartileRoom): LagLaw {
  const { spans, tally } = sample;
  const { froms, tos, ends } = spans;
  const { middles, counts } = room;
  const all = ends[2];
  let count = all;
  if (tally && tally.count > 0) {
    count = tally.count;
    for (let at = 0; at < count; at++) {
      middles[at] = tally.middles[at];
      counts[at] = tally.counts[at];
    }
  } else
    for (let at = 0; at < count; at++) {
      middles[at] = (froms[at] + tos[at]) >> 1;
      counts[at] = 1;
    }
  sortCounted(middles, counts, count);
  const centre = ranked(middles, counts, all >> 1);
  // The quartiles of a logistic law lie 2.2 scales apart; middles are in quarter-days.
  const spread = (ranked(middles, counts, Math.min(all - 1, (3 * all) >> 2)) - ranked(middles, counts, all >> 2)) / 8.8;
  let scale = 0;
  while (scale < SCALES.length - 1 && SCALES[scale] < spread) scale++;
  return { centre, scale, stray: FIRST_STRAY, logLikelihood: weighLaw(sample, centre, scale, FIRST_STRAY) };
}

/** Insertion, from gaps of many places to gaps of one: there are few numbers, mostly tens. */
function sortCounted(numbers: Int32Array, counts: Int32Array, count: number): void {
  for (let gap = count > 60 ? 31 : 1; gap >= 1; gap = (gap - 1) >> 1)
    for (let at = gap; at < count; at++) {
      const number = numbers[at];
      const times = counts[at];
      let place = at;
      for (; place >= gap && numbers[place - gap] > number; place -= gap) {
        numbers[place] = numbers[place - gap];
        counts[place] = counts[place - gap];
      }
      numbers[place] = number;
      counts[place] = times;
    }
}

function ranked(numbers: Int32Array, counts: Int32Array, rank: number): number {
  let at = 0;
  for (let before = counts[0]; before <= rank; before += counts[at]) at++;
  return numbers[at];
}

/**
 * The law that makes the spans most likely, searched over centre, scale and share of strays from a guess outwards, in
 * rounds `fromRound` … `toRound` − 1: the first steps far, the others near. O(different spans · 10 a round).
 */
export function refineLagLaw(sample: LagSample, guess: LagLaw, fromRound = 0, toRound = ROUNDS): LagLaw {
  let { centre, scale, stray, logLikelihood: best } = guess;
  for (let round = fromRound; round < toRound; round++) {
    const before = { centre, scale, stray, logLikelihood: best };
    for (let step = FIRST_STEPS[round]; step >= 1; step >>= 1)
      for (let side = 1; side >= -1; side -= 2) {
        const moved = weighLaw(sample, centre + side * step, scale, stray);
        if (moved < best - CLOSE) continue;
        if (moved <= best + CLOSE && !isLikelier(sample, centre + side * step, scale, stray, centre, scale, stray))
          continue;
        best = moved;
        centre += side * step;
        break;
      }
    for (let move = -1; move <= 1; move += 2)
      while (scale + move >= 0 && scale + move < SCALES.length) {
        const moved = weighLaw(sample, centre, scale + move, stray);
        if (moved < best - CLOSE) break;
        if (moved <= best + CLOSE && !isLikelier(sample, centre, scale + move, stray, centre, scale, stray)) break;
        best = moved;
        scale += move;
      }
    for (let move = -1; move <= 1; move += 2)
      while (stray + move >= 0 && stray + move < STRAY_SHARES.length) {
        const moved = weighLaw(sample, centre, scale, stray + move);
        if (moved < best - CLOSE) break;
        if (moved <= best + CLOSE && !isLikelier(sample, centre, scale, stray + move, centre, scale, stray)) break;
        best = moved;
        stray += move;
      }
    if (hasGained(sample, before, centre, scale, stray, best)) continue;
    // Between two days a fixed lag explains both equally well: only a step aside and a wider law together gain.
    if (scale > NARROW) break;
    for (let aside = -1; aside <= 1; aside += 2)
      for (let wider = 1; wider <= 2; wider++) {
        const moved = weighLaw(sample, centre + aside, scale + wider, stray);
        if (moved < best - CLOSE) continue;
        if (moved <= best + CLOSE && !isLikelier(sample, centre + aside, scale + wider, stray, centre, scale, stray))
          continue;
        best = moved;
        centre += aside;
        scale += wider;
        break;
      }
    if (!hasGained(sample, before, centre, scale, stray, best)) break;
  }
  return { centre, scale, stray, logLikelihood: best };
}

/** The law's likelihood as it is found without a table, where the tabulated one is too close to call. O(spans). */
export function weighExactly({ spans }: LagSample, law: LagLaw): number {
  return likelihoodOf(spans, law.centre, law.scale, law.stray);
}

/** Whether a difference of tabulated likelihoods may be rounding. O(1). */
export function closeToCall(difference: number): boolean {
  return difference <= CLOSE && difference >= -CLOSE;
}

function weighLaw({ spans, tally }: LagSample, centre: number, scale: number, stray: number): number {
  return tally ? tally.weigh(spans, centre, scale, stray) : likelihoodOf(spans, centre, scale, stray);
}

/** Whether one law is likelier than another one, to the last digit. */
function isLikelier(
  { spans }: LagSample,
  centre: number,
  scale: number,
  stray: number,
  otherCentre: number,
  otherScale: number,
  otherStray: number,
): boolean {
  return likelihoodOf(spans, centre, scale, stray) > likelihoodOf(spans, otherCentre, otherScale, otherStray);
}

/** Whether a round was worth another one. */
function hasGained(
  sample: LagSample,
  before: LagLaw,
  centre: number,
  scale: number,
  stray: number,
  best: number,
): boolean {
  if (!closeToCall(best - before.logLikelihood - SETTLED)) return best >= before.logLikelihood + SETTLED;
  return likelihoodOf(sample.spans, centre, scale, stray) >= weighExactly(sample, before) + SETTLED;
}
