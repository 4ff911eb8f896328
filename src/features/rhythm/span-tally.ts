import { likelihoodOf, SCALES, STRAY_SHARES, spanChance } from './lag-law.ts';
import { type LagSpans, MOST_DATES, MOST_DUES } from './lag-spans.ts';

/** Widest span, in days, whose chances are tabulated: from one business day to the next across a long weekend. */
const WIDEST = 5;
/** Farthest that a span may begin from the centre of a law, in quarter-days, for its chance to be tabulated. */
const REACH = 1024;
const ROW = 2 * REACH + 1;
const LAWS = SCALES.length * STRAY_SHARES.length;
/** Lags that are told apart by address, in days: −LAGS … LAGS − 1. */
const LAGS = 512;

/**
 * Logarithms of the chance of a span, by width, law without its centre, and quarter-days from the centre to where the
 * span begins. A row is filled when first asked for and never changes: filling all would take longer than most runs need.
 */
const LOG_CHANCES = new Float64Array(WIDEST * LAWS * ROW);
/** By law: the widths whose rows are filled, as bits. */
const FILLED = new Uint8Array(LAWS);

function fillRow(width: number, law: number): void {
  const row = ((width - 1) * LAWS + law) * ROW + REACH;
  const scale = Math.floor(law / STRAY_SHARES.length);
  for (let from = -REACH; from <= REACH; from++)
    LOG_CHANCES[row + from] = Math.log(spanChance(from, from + 4 * width, scale, law % STRAY_SHARES.length));
  FILLED[law] |= 1 << (width - 1);
}

/** The different spans of a filling of {@link LagSpans}, each with its weight: many payments share a lag. */
export class SpanTally {
  /** Different spans; 0 where some span is too wide or too far off to be tabulated. */
  count = 0;
  /** Where the row of a span's width begins, the centre of the law at 0, plus where the span begins. */
  readonly #offsets = new Int32Array(MOST_DATES * MOST_DUES);
  readonly #weights = new Float64Array(MOST_DATES * MOST_DUES);
  /** Middle of each different span, in quarter-days, and how many spans it is. */
  readonly middles = new Int32Array(MOST_DATES * MOST_DUES);
  readonly counts = new Int32Array(MOST_DATES * MOST_DUES);
  /** Where a lag and width may stand in the tally; whether it does, the tally itself says. */
  readonly #places = new Int32Array(2 * LAGS * WIDEST);
  readonly #addresses = new Int32Array(MOST_DATES * MOST_DUES);
  #widths = 0;
  #least = 0;
  #most = 0;

  /** Tallies the spans anew. O(spans). */
  fill(spans: LagSpans): void {
    const { froms, tos, ends } = spans;
    this.count = this.#widths = 0;
    this.#least = Number.POSITIVE_INFINITY;
    this.#most = Number.NEGATIVE_INFINITY;
    let count = 0;
    let at = 0;
    for (let group = 0; group < MOST_DUES; group++) {
      const weight = 1 / (group + 1);
      for (const end = ends[group]; at < end; at++) {
        const from = froms[at];
        const width = (tos[at] - from) >> 2;
        const lag = (from + 2) >> 2;
        if (width > WIDEST || lag < -LAGS || lag >= LAGS) return;
        const address = (lag + LAGS) * WIDEST + width - 1;
        const place = this.#places[address];
        if (place < count && this.#addresses[place] === address) {
          this.#weights[place] += weight;
          this.counts[place]++;
          continue;
        }
        this.#places[address] = count;
        this.#addresses[count] = address;
        this.#offsets[count] = (width - 1) * LAWS * ROW + REACH + from;
        this.#weights[count] = weight;
        this.middles[count] = from + 2 * width;
        this.counts[count++] = 1;
        this.#widths |= 1 << (width - 1);
        if (from < this.#least) this.#least = from;
        if (from > this.#most) this.#most = from;
      }
    }
    this.count = count;
  }

  /**
   * Natural logarithm of the likelihood of the spans under a law, but for rounding (see `closeToCall`); as
   * {@link likelihoodOf} where it cannot be read from the tables. O(different spans).
   */
  weigh(spans: LagSpans, centre: number, scale: number, stray: number): number {
    const { count } = this;
    if (count === 0 || this.#least - centre < -REACH || this.#most - centre > REACH)
      return likelihoodOf(spans, centre, scale, stray);
    const law = scale * STRAY_SHARES.length + stray;
    if ((FILLED[law] & this.#widths) !== this.#widths)
      for (let width = 1; width <= WIDEST; width++)
        if ((this.#widths & ~FILLED[law] & (1 << (width - 1))) !== 0) fillRow(width, law);
    const base = law * ROW - centre;
    const offsets = this.#offsets;
    const weights = this.#weights;
    let sum = 0;
    for (let at = 0; at < count; at++) sum += weights[at] * LOG_CHANCES[base + offsets[at]];
    return sum;
  }
}
