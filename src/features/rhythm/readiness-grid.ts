/**
 * Laws of the lag between due date and the day a payment is ready, as a grid to integrate over: a logistic with each of
 * these centres and scales (days), and a part of the payments that wait longer for something else.
 */
const LAG_CENTRES = [-28, -21, -15, -11, -8, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 42];
const LAG_SCALES = [0.1, 0.8, 1.6, 3.2, 6.4];
const STRAY_SHARE = 0.08;
const STRAY_MEAN_DAYS = 20;
const FIRST_LAG = -120;
const LAST_LAG = 240;
const LAGS = LAST_LAG - FIRST_LAG + 1;

/** Laws in the grid. */
export const READINESS_LAWS = LAG_CENTRES.length * LAG_SCALES.length;

const READY_BY = tabulateReadiness();

/** P(ready by due + lag) under each law; position = law · LAGS + lag − FIRST_LAG. */
function tabulateReadiness(): Float64Array {
  const table = new Float64Array(READINESS_LAWS * LAGS);
  let at = 0;
  for (const centre of LAG_CENTRES)
    for (const scale of LAG_SCALES)
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
