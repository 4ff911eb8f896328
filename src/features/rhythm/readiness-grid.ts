/**
 * Laws of the lag between due date and the day a payment is ready, to integrate over: a logistic with this scale and each
 * of these centres (days), and a part of the payments that wait longer for something else. Debtors that keep to a lag to
 * the day are looked at day by day, the others more coarsely.
 */
const LAG_LAWS: readonly { readonly scale: number; readonly centres: readonly number[] }[] = [
  { scale: 0.1, centres: Array.from({ length: 28 }, (_, at) => at - 6) },
  { scale: 1.2, centres: [-28, -21, -15, -11, -8, -5, -3, -1, 1, 3, 5, 8, 11, 15, 21, 28, 40] },
  { scale: 4, centres: [-28, -18, -11, -5, 0, 5, 11, 18, 28, 42] },
];
const STRAY_SHARE = 0.08;
const STRAY_MEAN_DAYS = 20;
const FIRST_LAG = -120;
const LAST_LAG = 240;
const LAGS = LAST_LAG - FIRST_LAG + 1;

/** Laws in the grid. */
export const READINESS_LAWS = LAG_LAWS.reduce((sum, { centres }) => sum + centres.length, 0);

const READY_BY = tabulateReadiness();

/** P(ready by due + lag) under each law; position = law · LAGS + lag − FIRST_LAG. */
function tabulateReadiness(): Float64Array {
  const table = new Float64Array(READINESS_LAWS * LAGS);
  let at = 0;
  for (const { scale, centres } of LAG_LAWS)
    for (const centre of centres)
      for (let lag = FIRST_LAG; lag <= LAST_LAG; lag++) {
        const usual = 1 / (1 + Math.exp(-(lag + 0.5 - centre) / scale));
        const stray = lag < 0 ? 0 : 1 - Math.exp(-(lag + 1) / STRAY_MEAN_DAYS);
        table[at++] = (1 - STRAY_SHARE) * usual + STRAY_SHARE * stray;
      }
  return table;
}

/**
 * Adds to `into`, from position `offset`, for each law `weight` times the chance (0–1) that a payment became ready after
 * lag `after` and by lag `through` (days from the due date; beyond −120…240 the ends count). O(laws).
 */
export function addReadiness(into: Float64Array, offset: number, after: number, through: number, weight: number): void {
  const low = positionOf(after);
  const high = positionOf(through);
  for (let law = 0; law < READINESS_LAWS; law++)
    into[offset + law] += weight * (READY_BY[law * LAGS + high] - READY_BY[law * LAGS + low]);
}

const positionOf = (lag: number): number => Math.min(LAST_LAG, Math.max(FIRST_LAG, lag)) - FIRST_LAG;
