import { describe, expect, it } from 'vitest';
import {
  backtestChart,
  backtestTable,
  callEffectChart,
  callEffectTable,
  foresightTable,
} from '../../src/charts/index.ts';
import type { LedgerReplayScore, PolicyScore } from '../../src/simulate/index.ts';
import { EFFECT, POLICIES, SMALL_CHARTS } from './small-charts.ts';

const titleOf = (name: string): string => SMALL_CHARTS[name].title.text.join(' ');

describe('backtest', () => {
  const about = { measure: 'money in, EUR', interval: '95 %', days: '60 days' };
  it('says who is ahead, and whether that is sure', () => {
    expect(titleOf('backtest')).toBe('payrhythm is 23,700 ahead of oldest first, and their intervals do not meet');
    const close = [POLICIES[0], { policy: 'payrhythm', value: 82_000, low: 74_000, high: 90_000 }];
    expect(backtestChart(close, about).title.text.join(' ')).toBe(
      'payrhythm is 1,500 ahead of oldest first, within the intervals: no sure winner',
    );
    const shares = [
      { policy: 'a', value: 44, low: 34, high: 54 },
      { policy: 'b', value: 20, low: 13, high: 29 },
    ];
    expect(backtestChart(shares, { ...about, unit: '%' }).title.text.join(' ')).toMatch(/^a is 24 points ahead of b/);
    expect(backtestChart([POLICIES[0]], { ...about, unit: 'EUR' }).title.text).toEqual(['oldest first: 80,500 EUR']);
    expect(backtestChart([], about).title.text).toEqual(['No policy was replayed']);
  });

  it('draws each policy with both ends of its interval, the best first', () => {
    const { data } = SMALL_CHARTS['backtest'] as unknown as { data: { values: (typeof POLICIES)[number][] } };
    expect(data.values.map(({ policy, value, low, high }) => ({ policy, value, low, high }))).toEqual([
      POLICIES[1],
      POLICIES[0],
      POLICIES[2],
    ]);
  });
});

describe('the table of played worlds', () => {
  const score = (policy: PolicyScore['policy'], calls: number, mean: number, standardError: number | null) =>
    ({
      policy,
      calls: { mean: calls, standardError: 0 },
      ofBestSimple: { mean, standardError, policy: 'oldest-first' },
    }) as unknown as PolicyScore;

  /** Chance that Student's t with so many degrees of freedom lies within ± t: Simpson's rule on the density. */
  function chanceWithin(t: number, freedom: number): number {
    const steps = 4000;
    const density = (x: number): number => (1 + (x * x) / freedom) ** (-(freedom + 1) / 2);
    const area = (to: number, count: number): number => {
      const width = to / count;
      let sum = 0;
      for (let step = 0; step < count; step++) {
        const x = step * width;
        sum += (density(x) + 4 * density(x + width / 2) + density(x + width)) * (width / 6);
      }
      return sum;
    };
    // The tail beyond 1,000 is below what is compared, but for one degree of freedom, whose area is known.
    return area(t, steps) / (freedom === 1 ? Math.PI / 2 : area(1000, 400_000));
  }

  it.each([2, 3, 4, 5, 8, 15])('has 95 %% intervals over %i worlds', (worlds) => {
    const [ours] = backtestTable([score('ours', 10, 1.5, 0.1)], worlds);
    expect(ours.policy).toBe('payrhythm');
    expect(ours.value).toBeCloseTo(150, 9);
    expect(ours.high - ours.value).toBeCloseTo(ours.value - ours.low, 9);
    expect(chanceWithin((ours.high - ours.value) / 10, worlds - 1)).toBeCloseTo(0.95, 3);
  });

  it('leaves out who never called, and refuses what has no interval', () => {
    const scores = [score('ours', 10, 1.5, 0.1), score('oldest-first', 12, 1, 0), score('none', 0, 0, 0)];
    expect(backtestTable(scores, 99).map((row) => row.policy)).toEqual(['payrhythm', 'oldest first']);
    expect(backtestTable(scores, 99)[1]).toMatchObject({ value: 100, low: 100, high: 100 });
    expect(() => backtestTable(scores, 1)).toThrow(/two worlds or more/);
    const { ofBestSimple: _, ...alone } = scores[0];
    expect(() => backtestTable([alone], 3)).toThrow(/no simple policy was played/);
  });
});

describe('the table of replayed days', () => {
  it('shows the share of late invoices that were seen coming', () => {
    const replay = {
      policy: 'ours',
      calls: 9,
      wastedCalls: 1,
      callsBeforeRun: 0,
      lateInvoices: 40,
      lateInvoicesCaught: 10,
    };
    const [ours, nobody] = foresightTable([
      replay as LedgerReplayScore,
      { ...replay, policy: 'none', lateInvoices: 0, lateInvoicesCaught: 0 } as LedgerReplayScore,
    ]);
    // Wilson (1927) for 10 of 40, from the formula (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n).
    expect(ours).toMatchObject({ policy: 'payrhythm', value: 25 });
    expect(ours.low).toBeCloseTo(14.187, 2);
    expect(ours.high).toBeCloseTo(40.194, 2);
    expect(nobody).toMatchObject({ policy: 'none', value: 0, low: 0, high: 100 });
  });
});

describe('call effect', () => {
  it('draws every group as it was estimated, of a hundred debtors', () => {
    const table = callEffectTable(EFFECT);
    const groups = [...EFFECT.stages, ...EFFECT.behaviours];
    expect(table).toHaveLength(groups.length);
    table.forEach((row, at) => {
      const { called, heldOut, persuaded, shrunk } = groups[at];
      expect(row).toMatchObject({ called, held_out: heldOut });
      expect([row.persuaded, row.low, row.high, row.leaning].map((share) => share / 100)).toEqual([
        expect.closeTo(persuaded.estimate, 12),
        expect.closeTo(persuaded.low, 12),
        expect.closeTo(persuaded.high, 12),
        expect.closeTo(shrunk, 12),
      ]);
    });
    const { data } = SMALL_CHARTS['call-effect'] as unknown as { data: { values: (typeof table)[number][] } };
    expect(data.values).toEqual(table.map((row) => expect.objectContaining(row)));
  });

  it('claims no more than the interval allows', () => {
    const said = (estimate: number, low: number, high: number): string =>
      callEffectChart([], { ...EFFECT, daysSooner: { estimate, low, high, standardError: 1 } }).title.text.join(' ');
    expect(titleOf('call-effect')).toBe('Being called brings the money 2.0 days sooner (0.5 to 3.6)');
    expect(said(0.9, -0.9, 2.9)).toMatch(/0\.9 days sooner \(−0\.9 to 2\.9\): chance may do that$/);
    expect(said(-2, -3, -1)).toMatch(/2\.0 days later \(−3\.0 to −1\.0 days sooner\)$/);
  });
});
