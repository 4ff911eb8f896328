/**
 * Upper bound (Chernoff 1952) on the natural logarithm of the chance of at least `hits` successes in independent trials
 * with these chances (0–1): −sup over θ of θ·hits − Σ log(1 + p_i (e^θ − 1)). Exact where all trials succeed; 0 where
 * `hits` does not exceed the expectation. O(trials · Newton steps).
 */
export function logTailBound(hits: number, chances: Float64Array): number {
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
