/**
 * The random numbers of one debtor. Every draw is a pure function of (seed, debtor, purpose, index): there is no
 * running state, so that adding a draw somewhere changes no other, and two policies meet the same fate otherwise
 * (common random numbers).
 */
export interface DebtorStream {
  readonly low: number;
  readonly high: number;
}

/** What a draw is for; one number each, never reused, so that draws for different purposes are independent. */
export const PURPOSE = {
  size: 1,
  archetype: 2,
  law: 3,
  run: 4,
  drift: 5,
  response: 6,
  terms: 7,
  pattern: 8,
  amount: 9,
  identity: 10,
  ledgerHabit: 11,
  issue: 20,
  invoiceAmount: 21,
  creditNote: 22,
  lag: 23,
  approval: 24,
  delay: 25,
  delayLength: 26,
  offRun: 27,
  missedRun: 28,
  partial: 29,
  flags: 30,
  booking: 31,
  unapplied: 32,
  returned: 33,
  dispute: 34,
  review: 40,
  assignment: 41,
  reach: 42,
  answer: 43,
  keep: 44,
  promise: 45,
  gain: 46,
  reminder: 47,
  goodwill: 48,
} as const;

function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** The stream of debtor `index` (0, 1, …) under `seed` (any safe integer). O(1). Mixing step: MurmurHash3 fmix32. */
export function debtorStream(seed: number, index: number): DebtorStream {
  const seedLow = seed | 0;
  const seedHigh = Math.floor(seed / 4294967296) | 0;
  const low = mix(mix(seedLow ^ 0x9e3779b9) + Math.imul(index + 1, 0x27d4eb2f) + seedHigh);
  const high = mix(low ^ mix(seedHigh + 0x165667b1) ^ Math.imul(index, 0x9e3779b1));
  return { low, high };
}

/** A uniform draw in (0, 1), both ends excluded, 32 bits. The same arguments give the same number, always. O(1). */
export function uniform(stream: DebtorStream, purpose: number, index: number): number {
  const h = mix(mix(stream.low + Math.imul(purpose, 0x9e3779b1)) ^ (stream.high + Math.imul(index, 0x85ebca77)));
  return ((h >>> 0) + 0.5) * 2.3283064365386963e-10;
}

/** A draw from the standard normal distribution (Box and Muller 1958); uses indices 2·index and 2·index + 1. O(1). */
export function standardNormal(stream: DebtorStream, purpose: number, index: number): number {
  const radius = Math.sqrt(-2 * Math.log(uniform(stream, purpose, 2 * index)));
  return radius * Math.cos(6.283185307179586 * uniform(stream, purpose, 2 * index + 1));
}

/** Index drawn with probability proportional to `weights` by the uniform number `u`; weights sum above 0. O(n). */
export function pickWeighted(weights: readonly number[], u: number): number {
  let total = 0;
  for (const weight of weights) total += weight;
  let left = u * total;
  for (let at = 0; at < weights.length; at++) {
    left -= weights[at] as number;
    if (left < 0) return at;
  }
  return weights.length - 1;
}
