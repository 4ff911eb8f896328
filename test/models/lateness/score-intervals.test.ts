import { describe, expect, it } from 'vitest';
import { NO_DAY } from '../../../src/calendar/index.ts';
import { createRandom, hash32, type JudgedForecast, scoreIntervals } from '../../../src/models/index.ts';
import { scoreForecasts } from '../../../src/models/lateness/lateness-scores.ts';

const ROWS = 120;
const random = createRandom(5);
const upTo = (most: number): number => Math.floor(random() * most);
const paidDay = Int32Array.from({ length: ROWS }, () => (upTo(8) === 0 ? NO_DAY : 100 + upTo(30)));
/** Chances with ties, and dates of which some lie beyond the horizon. */
function forecast(): JudgedForecast {
  const pLate = Float64Array.from({ length: ROWS }, () => upTo(20) / 20);
  const p50Day = Int32Array.from(pLate, () => (upTo(15) === 0 ? NO_DAY : 100 + upTo(30)));
  return {
    pLate,
    moment: new Int32Array(ROWS).fill(100),
    paidDay,
    p10Day: p50Day.map((day) => (day === NO_DAY ? NO_DAY : day - 4)),
    p50Day,
    p90Day: p50Day.map((day) => (day === NO_DAY || upTo(6) === 0 ? NO_DAY : day + 9)),
  };
}
const ours = forecast();
const theirs = forecast();
const label = Uint8Array.from(ours.pLate, (chance) => (random() < chance ? 1 : 0));
const debtors = Array.from({ length: ROWS }, () => 40 + upTo(12));

/** The scores of rows written out as often as they were drawn. */
function scoresOn(judged: JudgedForecast, rows: readonly number[]) {
  const days = (column: Int32Array) => Int32Array.from(rows, (row) => column[row]);
  return scoreForecasts(
    Float64Array.from(rows, (row) => judged.pLate[row]),
    Uint8Array.from(rows, (row) => label[row]),
    {
      p10Day: days(judged.p10Day),
      p50Day: days(judged.p50Day),
      p90Day: days(judged.p90Day),
      moment: days(judged.moment),
      paidDay: days(paidDay),
    },
  );
}

describe('scoreIntervals', () => {
  it('are those of rows written out draw by draw', () => {
    // With one resample both bounds are the score of that draw.
    for (let seed = 0; seed < 12; seed++) {
      const draw = createRandom(hash32(seed, 0));
      const known = [...new Set(debtors)];
      const rows = known.flatMap(() => {
        const debtor = known[Math.floor(draw() * known.length)];
        return debtors.flatMap((one, row) => (one === debtor ? [row] : []));
      });
      const { model, difference } = scoreIntervals(ours, theirs, label, debtors, { seed, resamples: 1 });
      const [a, b] = [scoresOn(ours, rows), scoresOn(theirs, rows)];
      for (const key of ['auc', 'ece', 'brier', 'maeDays', 'coverage80'] as const) {
        expect(model[key]?.low, key).toBeCloseTo(a[key] as number, 10);
        expect(model[key]?.high, key).toBe(model[key]?.low);
        expect(difference[key]?.low, key).toBeCloseTo((a[key] as number) - (b[key] as number), 10);
      }
    }
  });

  it('are the same again, and hold most draws', () => {
    const intervals = scoreIntervals(ours, theirs, label, debtors, { seed: 7 });
    expect(scoreIntervals(ours, theirs, label, debtors, { seed: 7 })).toEqual(intervals);
    expect(intervals).toMatchObject({ level: 0.95, resamples: 200, debtors: 12 });
    const { auc } = scoresOn(
      ours,
      debtors.map((_, row) => row),
    );
    expect(intervals.model.auc?.low).toBeLessThan(auc as number);
    expect(intervals.model.auc?.high).toBeGreaterThan(auc as number);
  });

  it('of a forecast beside itself are no difference', () => {
    const { difference } = scoreIntervals(ours, ours, label, debtors, { seed: 7, resamples: 20 });
    expect(difference.ece).toEqual({ low: 0, high: 0 });
  });

  it('are absent where a score is not defined', () => {
    const unpaid = { ...ours, paidDay: new Int32Array(ROWS).fill(NO_DAY) };
    const { model, difference } = scoreIntervals(unpaid, unpaid, new Uint8Array(ROWS), debtors, { seed: 7 });
    expect(model).toMatchObject({ auc: null, maeDays: null, coverage80: null, brier: { low: expect.any(Number) } });
    expect(difference.auc).toBeNull();
  });

  it('refuses another number of debtors than rows', () => {
    expect(() => scoreIntervals(ours, theirs, label, [1], { seed: 7 })).toThrow(
      expect.objectContaining({ code: 'BAD_DATA' }),
    );
  });
});
