import { type LagLaw, likelihoodOf, SCALES, STRAY_SHARES } from './lag-law.ts';
import { type LagSpans, MOST_DATES, MOST_DUES } from './lag-spans.ts';

/** Share of strays of the first guess, as a position. */
const FIRST_STRAY = 1;
/** Rounds of the search, the first step of the centre in each (quarter-days), and the gain that is not worth another. */
const ROUNDS = 3;
const FIRST_STEPS = [16, 4, 2];
const SETTLED = 0.02;
/** Position of the widest scale that counts as a fixed lag. */
const NARROW = 1;
/** Most numbers that are sorted by insertion. */
const INSERTED = 80;
/** Places of the memory of laws tried, a power of two, and what parts one filling's laws from the next one's. */
const PLACES = 512;
const LAWS = 2 ** 20;

/** Room that fits of lag laws work in: the laws tried, so that none is weighed twice. */
export class LagFitRoom {
  readonly middles = new Int32Array(MOST_DATES * MOST_DUES);
  readonly keys = new Float64Array(PLACES);
  readonly values = new Float64Array(PLACES);
  #fillings = 0;

  /** Spans that were filled anew. O(1). */
  renew(spans: LagSpans): void {
    spans.filling = ++this.#fillings;
  }
}

/** A first guess at the law of spans, from their median and quartiles. O(spans · log spans). */
export function guessLagLaw(spans: LagSpans, room: LagFitRoom): LagLaw {
  const { froms, tos, ends } = spans;
  const { middles } = room;
  const count = ends[2];
  for (let at = 0; at < count; at++) middles[at] = (froms[at] + tos[at]) >> 1;
  sortFirst(middles, count);
  const centre = middles[count >> 1];
  // The quartiles of a logistic law lie 2.2 scales apart; middles are in quarter-days.
  const spread = (middles[Math.min(count - 1, (3 * count) >> 2)] - middles[count >> 2]) / 8.8;
  let scale = 0;
  while (scale < SCALES.length - 1 && SCALES[scale] < spread) scale++;
  return { centre, scale, stray: FIRST_STRAY, logLikelihood: likelihoodOf(spans, centre, scale, FIRST_STRAY) };
}

/** Insertion for the few numbers of most debtors: many times faster than the general sort. */
function sortFirst(numbers: Int32Array, count: number): void {
  if (count > INSERTED) {
    numbers.subarray(0, count).sort();
    return;
  }
  for (let at = 1; at < count; at++) {
    const number = numbers[at];
    let place = at;
    for (; place > 0 && numbers[place - 1] > number; place--) numbers[place] = numbers[place - 1];
    numbers[place] = number;
  }
}

/**
 * The law that makes the spans most likely, searched over centre, scale and share of strays from a guess outwards, in
 * rounds `fromRound` … `toRound` − 1: the first steps far, the others near. The search never steps down, so that a law
 * once found worse stays so. O(spans · 10 a round).
 */
export function refineLagLaw(
  spans: LagSpans,
  guess: LagLaw,
  room: LagFitRoom,
  fromRound = 0,
  toRound = ROUNDS,
): LagLaw {
  let { centre, scale, stray, logLikelihood: best } = guess;
  for (let round = fromRound; round < toRound; round++) {
    const before = best;
    for (let step = FIRST_STEPS[round]; step >= 1; step >>= 1) {
      const up = weighLaw(spans, centre + step, scale, stray, best, room);
      if (up > best) {
        best = up;
        centre += step;
        continue;
      }
      const down = weighLaw(spans, centre - step, scale, stray, best, room);
      if (down <= best) continue;
      best = down;
      centre -= step;
    }
    for (let move = -1; move <= 1; move += 2)
      while (scale + move >= 0 && scale + move < SCALES.length) {
        const moved = weighLaw(spans, centre, scale + move, stray, best, room);
        if (moved <= best) break;
        best = moved;
        scale += move;
      }
    for (let move = -1; move <= 1; move += 2)
      while (stray + move >= 0 && stray + move < STRAY_SHARES.length) {
        const moved = weighLaw(spans, centre, scale, stray + move, best, room);
        if (moved <= best) break;
        best = moved;
        stray += move;
      }
    if (best >= before + SETTLED) continue;
    // Between two days a fixed lag explains both equally well: only a step aside and a wider law together gain.
    if (scale > NARROW) break;
    for (let aside = -1; aside <= 1; aside += 2)
      for (let wider = 1; wider <= 2; wider++) {
        const moved = weighLaw(spans, centre + aside, scale + wider, stray, best, room);
        if (moved <= best) continue;
        best = moved;
        centre += aside;
        scale += wider;
        break;
      }
    if (best < before + SETTLED) break;
  }
  return { centre, scale, stray, logLikelihood: best };
}

/** Likelihood of one law, remembered; −∞ or the like where it is below `least`. */
function weighLaw(
  spans: LagSpans,
  centre: number,
  scale: number,
  stray: number,
  least: number,
  room: LagFitRoom,
): number {
  const { keys, values } = room;
  const law = (centre * SCALES.length + scale) * STRAY_SHARES.length + stray;
  const key = spans.filling * LAWS + law;
  const place = law & (PLACES - 1);
  if (keys[place] === key) return values[place];
  const value = likelihoodOf(spans, centre, scale, stray, least);
  keys[place] = key;
  values[place] = value;
  return value;
}
