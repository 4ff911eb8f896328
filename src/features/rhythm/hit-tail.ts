/** Products of trials and misses up to which the tail is worked out exactly. */
const EXACT_STEPS = 4000;

/**
 * Natural logarithm of the chance of at least `hits` successes in independent trials with these chances (0–1).
 * Exact (recursion over the misses) where trials · misses is small; else the upper bound of Chernoff (1952),
 * −sup over θ of θ·hits − Σ log(1 + p_i (e^θ − 1)). O(trials · misses), at most about 4,000 steps, or
 * O(trials · Newton steps).
 */
export function logTail(hits: number, chances: Float64Array): number {
  const misses = chances.length - hits;
  return (misses + 1) * chances.length <= EXACT_STEPS ? exactLogTail(misses, chances) : logTailBound(hits, chances);
}

function exactLogTail(misses: number, chances: Float64Array): number {
  // Chance of exactly m misses so far, scaled down step by step to stay in range.
  const exactly = new Float64Array(misses + 1);
  exactly[0] = 1;
  let logScale = 0;
  for (let at = 0; at < chances.length; at++) {
    const chance = chances[at];
    let largest = 0;
    for (let m = misses; m >= 0; m--) {
      exactly[m] = exactly[m] * chance + (m > 0 ? exactly[m - 1] * (1 - chance) : 0);
      if (exactly[m] > largest) largest = exactly[m];
    }
    if (largest <= 0) return Number.NEGATIVE_INFINITY;
    if (largest > 1e-100) continue;
    for (let m = 0; m <= misses; m++) exactly[m] /= largest;
    logScale += Math.log(largest);
  }
  let sum = 0;
  for (const value of exactly) sum += value;
  return Math.min(0, Math.log(sum) + logScale);
}

function logTailBound(hits: number, chances: Float64Array): number {
  const trials = chances.length;
  let expected = 0;
  let logProduct = 0;
  for (let at = 0; at < trials; at++) {
    expected += chances[at];
    logProduct += Math.log(chances[at]);
  }
  if (hits <= expected) return 0;
  if (hits >= trials) return logProduct;
  const mean = expected / trials;
  let theta = Math.log((hits * (1 - mean)) / ((trials - hits) * mean));
  for (let step = 0; step < 30; step++) {
    const growth = Math.exp(theta);
    let slope = hits;
    let curvature = 0;
    for (let at = 0; at < trials; at++) {
      const tilted = (chances[at] * growth) / (1 - chances[at] + chances[at] * growth);
      slope -= tilted;
      curvature += tilted * (1 - tilted);
    }
    if (curvature < 1e-12) break;
    const move = Math.max(-2, Math.min(2, slope / curvature));
    theta += move;
    if (Math.abs(move) < 1e-6) break;
  }
  // Any θ ≥ 0 gives a valid bound, so an unfinished iteration errs on the safe side.
  theta = Math.max(0, Math.min(60, theta));
  let bound = theta * hits;
  for (let at = 0; at < trials; at++) bound -= Math.log1p(chances[at] * Math.expm1(theta));
  return Math.min(0, -bound);
}
