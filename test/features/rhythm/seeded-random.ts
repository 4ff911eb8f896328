/** A small seeded generator (mulberry32) with the few draws that the simulated debtors need. */
export interface SeededRandom {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Whole number in [low, high]. */
  whole(low: number, high: number): number;
  /** One of the values. */
  pick<T>(values: readonly T[]): T;
  /** Standard normal. */
  normal(): number;
}

/** The generator of one seed; the same seed gives the same draws. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed | 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    uniform,
    whole: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    pick: (values) => values[Math.floor(uniform() * values.length)],
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}
