/** ln n!, for n up to {@link TABLE}; beyond it Stirling's series is exact to the last digits. */
const TABLE = 1024;
const LOG_FACTORIALS = new Float64Array(TABLE + 1);
for (let n = 2; n <= TABLE; n++) LOG_FACTORIALS[n] = LOG_FACTORIALS[n - 1] + Math.log(n);

function logFactorial(n: number): number {
  if (n <= TABLE) return LOG_FACTORIALS[n];
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n);
}

/**
 * Natural logarithm of the chance of at least `hits` successes in `trials` independent trials of one chance (0–1,
 * exclusive): the upper tail of the binomial law, summed from its first term. O(trials − hits), mostly far less.
 */
export function logBinomialTail(hits: number, trials: number, chance: number): number {
  if (hits <= 0) return 0;
  const logFirst =
    logFactorial(trials) -
    logFactorial(hits) -
    logFactorial(trials - hits) +
    hits * Math.log(chance) +
    (trials - hits) * Math.log1p(-chance);
  const odds = chance / (1 - chance);
  let term = 1;
  let sum = 1;
  for (let k = hits; k < trials; k++) {
    term *= ((trials - k) / (k + 1)) * odds;
    sum += term;
    // Terms that still grow are before the mean: the tail is then near 1 and every term counts.
    if (term < 1e-12 * sum) break;
  }
  return Math.min(0, logFirst + Math.log(sum));
}
