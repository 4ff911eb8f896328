import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/calendar/index.ts';
import { computeDebtorFeatures, countOutcomes, featureColumn, fitSmoothing } from '../../src/features/index.ts';
import { findSorted, type InvoiceRow, ledgerFromRows, type PaymentRow } from '../../src/ledger/index.ts';

const ASOF = parseDay('2026-06-01');
const LATENESS = { lateAfterDays: 0, roll: 'following' } as const;

/** Debtors of two countries, twenty each; those of the first pay most invoices late. One debtor of a third country. */
function segmentedLedger(lateShare: Readonly<Record<string, number>>) {
  const invoices: InvoiceRow[] = [];
  const payments: PaymentRow[] = [];
  const debtors = Object.keys(lateShare).flatMap((country) =>
    Array.from({ length: country === 'DE' ? 1 : 20 }, (_, d) => ({
      debtor_id: `${country}${d}`,
      country,
      kind: 'company' as const,
    })),
  );
  debtors.forEach(({ debtor_id, country }, d) => {
    for (let n = 0; n < 6; n++) {
      const isLate = (d * 7 + n * 3) % 10 < 10 * lateShare[country];
      const row = { invoice_id: `${debtor_id}-${n}`, debtor_id };
      invoices.push({ ...row, issue_date: `2026-01-${10 + n}`, due_date: '2026-02-10', amount: 100 * (n + 1) });
      payments.push({ ...row, paid_on: isLate ? '2026-02-20' : '2026-02-05', amount: 100 * (n + 1) });
    }
  });
  invoices.push({ invoice_id: 'N', debtor_id: 'NEW', issue_date: '2026-05-01', due_date: '2026-07-01', amount: 55 });
  return ledgerFromRows({
    invoices,
    payments,
    debtors: [...debtors, { debtor_id: 'NEW', country: 'BE', kind: 'company' }],
  });
}

describe('smoothing', () => {
  it('draws a debtor without a record towards its segment where segments differ', () => {
    const ledger = segmentedLedger({ BE: 0.8, NL: 0.2 });
    const smoothing = fitSmoothing(countOutcomes(ledger, ASOF, LATENESS), LATENESS);
    expect(smoothing.segments.map(({ country, kind }) => `${country}/${kind}`)).toEqual(['BE/company', 'NL/company']);
    const [belgians, dutch] = smoothing.segments;
    expect(belgians.lateRate).toBeGreaterThan(0.7);
    expect(dutch.lateRate).toBeLessThan(0.3);
    const rates = featureColumn(computeDebtorFeatures(ledger, ASOF, { smoothing }), 'prior_late_rate');
    expect(rates[findSorted(ledger.debtors.id, 'NEW')]).toBeCloseTo(belgians.lateRate, 12);
  });

  it('falls back to all where segments differ no more than by chance, or there is but one', () => {
    for (const shares of [{ BE: 0.5, NL: 0.5 }, { BE: 0.5 }]) {
      const smoothing = fitSmoothing(countOutcomes(segmentedLedger(shares), ASOF, LATENESS), LATENESS);
      expect(smoothing.segments).toEqual([]);
    }
  });

  it('believes a segment seldom seen less than one often seen', () => {
    const { segments, lateRate } = fitSmoothing(
      countOutcomes(segmentedLedger({ BE: 0.8, DE: 0, NL: 0.2 }), ASOF, LATENESS),
      LATENESS,
    );
    const trust = (country: string, own: number): number => {
      const segment = segments.find((one) => one.country === country) as (typeof segments)[number];
      return (segment.lateRate - lateRate) / (own - lateRate);
    };
    expect(trust('DE', 0)).toBeLessThan(trust('NL', 0.2));
    expect(trust('DE', 0)).toBeGreaterThan(0);
  });

  it('cuts amounts into thirds and sums what is open', () => {
    const counts = countOutcomes(segmentedLedger({ BE: 0.5, NL: 0.5 }), ASOF, LATENESS);
    expect(counts.amountCuts).toEqual([200, 400]);
    expect(counts.openTotal).toBe(55);
  });
});
