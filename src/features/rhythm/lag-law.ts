/**
 * Days from due date to readiness to pay, known as spans only: a payment on one pay day says that the debtor became
 * ready after the pay day before. Span i reaches from `lows[i]` to `highs[i]`, both included.
 */
export interface LagSpans {
  readonly lows: Int32Array;
  readonly highs: Int32Array;
  /**
   * Ends of the three groups the spans lie in: those of payment dates with one, two and three due dates. A span of
   * group g weighs 1/g, so that each payment date counts once.
   */
  readonly ends: Int32Array;
}

/** A law of lags: logistic around a centre, a share of stray lags spread evenly over {@link STRAY_DAYS} days. */
export interface LagLaw {
  /** In quarter-days. */
  readonly centre: number;
  /** Position in {@link SCALES}. */
  readonly scale: number;
  /** Position in {@link STRAY_SHARES}. */
  readonly stray: number;
  /** Natural logarithm of the likelihood of the spans under this law. */
  readonly logLikelihood: number;
}

/** Scales of the logistic law, in days; the first is as good as a fixed lag. */
const SCALES = [0.05, 0.12, 0.25, 0.45, 0.8, 1.3, 2, 3.5, 6, 11, 20];
/** Shares of stray lags. The least is not 0: one payment must not rule a law out. */
const STRAY_SHARES = [0.03, 0.1, 0.25, 0.5];
/** Days over which a stray lag may fall. */
const STRAY_DAYS = 90;
/** Reach of the tables on either side of the centre, in quarter-days. */
const REACH = 1600;
const TABLE = 2 * REACH + 1;

/** By scale: distribution function at −REACH … REACH quarter-days from the centre. */
const DISTRIBUTION = Float64Array.from({ length: SCALES.length * TABLE }, (_, at) => {
  const fromCentre = ((at % TABLE) - REACH) / 4;
  return 1 / (1 + Math.exp(-fromCentre / SCALES[Math.floor(at / TABLE)]));
});

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

/** Product below which its logarithm is taken, so that a product of chances stays in range. */
const SMALL = 1e-200;

/** Natural logarithm of the likelihood of spans under a law (centre, scale, stray as in {@link LagLaw}). O(spans). */
function likelihood(spans: LagSpans, centre: number, scale: number, strayAt: number): number {
  const { lows, highs, ends } = spans;
  const base = scale * TABLE + REACH;
  const least = base - REACH;
  const most = base + REACH;
  const stray = STRAY_SHARES[strayAt];
  const settled = 1 - stray;
  const strayADay = stray / STRAY_DAYS;
  const above = base + 2 - centre;
  const below = base - 2 - centre;
  let sum = 0;
  let at = 0;
  for (let group = 0; group < 3; group++) {
    let product = 1;
    let logs = 0;
    for (const end = ends[group]; at < end; at++) {
      const low = lows[at];
      const high = highs[at];
      const to = above + 4 * high;
      const from = below + 4 * low;
      const within =
        DISTRIBUTION[to > most ? most : to < least ? least : to] -
        DISTRIBUTION[from > most ? most : from < least ? least : from];
      const evenly = (high - low + 1) * strayADay;
      product *= settled * within + (evenly < stray ? evenly : stray);
      if (product < SMALL) {
        logs += Math.log(product);
        product = 1;
      }
    }
    if (product !== 1 || logs !== 0) sum += (logs + Math.log(product)) / (group + 1);
  }
  return sum;
}

/** Natural logarithm of the likelihood, under a law, of the spans whose date (`dates[i]`) is marked in `taken`. O(spans). */
export function logLikelihoodOf(spans: LagSpans, law: LagLaw, dates: Int32Array, taken: Uint8Array): number {
  const { lows, highs, ends } = spans;
  let sum = 0;
  let at = 0;
  for (let group = 0; group < 3; group++) {
    let product = 1;
    let logs = 0;
    for (const end = ends[group]; at < end; at++) {
      if (taken[dates[at]] === 0) continue;
      product *= chanceOf(lows[at], highs[at], law);
      if (product < SMALL) {
        logs += Math.log(product);
        product = 1;
      }
    }
    sum += (logs + Math.log(product)) / (group + 1);
  }
  return sum;
}

/** Chance of a span where the lag says nothing: spread evenly over {@link STRAY_DAYS} days. O(1). */
export function evenChance(low: number, high: number): number {
  return Math.min(1, (high - low + 1) / STRAY_DAYS);
}

/** Days from the centre of a law within which nearly all of its lags lie that are no strays. O(1). */
export function reachOf(law: Pick<LagLaw, 'scale'>): number {
  return Math.ceil(4 * SCALES[law.scale]);
}

/** Chance that a lag of a law is no stray and lies in a span, 0–1. O(1). */
export function settledChanceOf(low: number, high: number, law: Pick<LagLaw, 'centre' | 'scale' | 'stray'>): number {
  return chanceOf(low, high, law) - STRAY_SHARES[law.stray] * evenChance(low, high);
}

/** Share of stray lags of a law, 0–1. O(1). */
export function strayShareOf(law: Pick<LagLaw, 'stray'>): number {
  return STRAY_SHARES[law.stray];
}

/** Chance of one span under a law, 0–1. O(1). */
export function chanceOf(low: number, high: number, law: Pick<LagLaw, 'centre' | 'scale' | 'stray'>): number {
  const base = law.scale * TABLE + REACH;
  const from = Math.max(-REACH, Math.min(REACH, 4 * low - 2 - law.centre));
  const to = Math.max(-REACH, Math.min(REACH, 4 * high + 2 - law.centre));
  const stray = STRAY_SHARES[law.stray];
  return (1 - stray) * (DISTRIBUTION[base + to] - DISTRIBUTION[base + from]) + stray * evenChance(low, high);
}

/**
 * A first guess at the law of spans, from their median and quartiles. `room` needs as many places as there are spans.
 * O(spans · log spans).
 */
export function guessLagLaw(spans: LagSpans, room: Int32Array): LagLaw {
  const { lows, highs, ends } = spans;
  const count = ends[2];
  const middles = room.subarray(0, count);
  for (let at = 0; at < count; at++) middles[at] = 2 * (lows[at] + highs[at]);
  sortInPlace(middles);
  const centre = middles[count >> 1];
  // The quartiles of a logistic law lie 2.2 scales apart; middles are in quarter-days.
  const spread = (middles[Math.min(count - 1, (3 * count) >> 2)] - middles[count >> 2]) / 8.8;
  let scale = 0;
  while (scale < SCALES.length - 1 && SCALES[scale] < spread) scale++;
  return { centre, scale, stray: FIRST_STRAY, logLikelihood: likelihood(spans, centre, scale, FIRST_STRAY) };
}

/** Insertion for the few numbers of most debtors: many times faster than the general sort. */
function sortInPlace(numbers: Int32Array): void {
  if (numbers.length > INSERTED) {
    numbers.sort();
    return;
  }
  for (let at = 1; at < numbers.length; at++) {
    const number = numbers[at];
    let place = at;
    for (; place > 0 && numbers[place - 1] > number; place--) numbers[place] = numbers[place - 1];
    numbers[place] = number;
  }
}

/**
 * The law that makes the spans most likely, searched over centre, scale and share of strays from a guess outwards, in
 * rounds `fromRound` … `toRound` − 1: the first steps far, the others near. O(spans · 10 a round).
 */
export function refineLagLaw(spans: LagSpans, guess: LagLaw, fromRound = 0, toRound = ROUNDS): LagLaw {
  let { centre, scale, stray, logLikelihood: best } = guess;
  for (let round = fromRound; round < toRound; round++) {
    const before = best;
    for (let step = FIRST_STEPS[round]; step >= 1; step >>= 1) {
      const up = likelihood(spans, centre + step, scale, stray);
      if (up > best) {
        best = up;
        centre += step;
        continue;
      }
      const down = likelihood(spans, centre - step, scale, stray);
      if (down <= best) continue;
      best = down;
      centre -= step;
    }
    for (let move = -1; move <= 1; move += 2)
      while (scale + move >= 0 && scale + move < SCALES.length) {
        const moved = likelihood(spans, centre, scale + move, stray);
        if (moved <= best) break;
        best = moved;
        scale += move;
      }
    for (let move = -1; move <= 1; move += 2)
      while (stray + move >= 0 && stray + move < STRAY_SHARES.length) {
        const moved = likelihood(spans, centre, scale, stray + move);
        if (moved <= best) break;
        best = moved;
        stray += move;
      }
    if (best >= before + SETTLED) continue;
    // Between two days a fixed lag explains both equally well: only a step aside and a wider law together gain.
    if (scale > NARROW) break;
    for (const aside of [-1, 1])
      for (let wider = 1; wider <= 2; wider++) {
        const moved = likelihood(spans, centre + aside, scale + wider, stray);
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
