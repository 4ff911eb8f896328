import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  computeDebtorFeatures,
  computeInvoiceFeatures,
  FEATURES,
  featureColumn,
  momentsOf,
} from '../../src/features/index.ts';
import { ledgerFromRows, textAt, visibleAt } from '../../src/ledger/index.ts';
import { knownBefore, ledgerRows, SPAN, START } from '../ledger-arbitrary.ts';
import { referenceFeatures } from './reference-features.ts';

const smoothing = {
  lateAfterDays: 0,
  roll: 'following',
  lateRate: 0.3,
  veryLateRate: 0.05,
  meanLateDays: 2,
  strength: 3,
  segments: [],
  amountCuts: [100, 1000],
  promiseKeptRate: 0.6,
  openTotal: 50_000,
} as const;
const asOfDay = fc.integer({ min: START + 10, max: START + SPAN + 60 });

describe('as-of features', () => {
  it('equal a slow reference that filters the visible rows and counts (debtors)', () => {
    fc.assert(
      fc.property(ledgerRows, asOfDay, (rows, asOf) => {
        const ledger = ledgerFromRows(rows);
        const table = computeDebtorFeatures(ledger, asOf, { smoothing });
        for (let d = 0; d < ledger.debtors.count; d++) {
          const expected = referenceFeatures(rows, textAt(ledger.debtors.id, d), asOf, undefined, smoothing);
          for (const [name, value] of Object.entries(expected))
            expect([name, featureColumn(table, name)[d]]).toEqual([name, closeTo(value)]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('equal the same reference for every invoice at issue, before due and at due', () => {
    fc.assert(
      fc.property(
        ledgerRows,
        fc.constantFrom('issue', 'due', 'due-5') as fc.Arbitrary<'issue' | 'due' | 'due-5'>,
        (rows, at) => {
          const ledger = ledgerFromRows(rows);
          const invoice = Int32Array.from({ length: ledger.invoices.count }, (_, i) => i).filter(
            (i) => ledger.invoices.amountMinor[i] > 100,
          );
          const moment = momentsOf(ledger, invoice, at);
          const table = computeInvoiceFeatures(ledger, { invoice, moment }, { smoothing });
          for (let r = 0; r < invoice.length; r++) {
            const debtorId = textAt(ledger.debtors.id, ledger.invoices.debtor[invoice[r]]);
            const expected = referenceFeatures(
              rows,
              debtorId,
              moment[r],
              textAt(ledger.invoices.id, invoice[r]),
              smoothing,
            );
            for (const [name, value] of Object.entries(expected)) {
              // A settled own invoice has taught already; the moments of evaluation are those of unpaid ones.
              if (isSettledBefore(rows, textAt(ledger.invoices.id, invoice[r]), moment[r])) continue;
              expect([name, featureColumn(table, name)[r]]).toEqual([name, closeTo(value)]);
            }
          }
          expect(table.rows).toBe(invoice.length);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('do not change when rows known later are removed, nor with the order of rows', () => {
    fc.assert(
      fc.property(ledgerRows, asOfDay, (rows, asOf) => {
        const cut = knownBefore(rows, asOf);
        fc.pre(cut.invoices.length > 0);
        const whole = visibleAt(ledgerFromRows(rows), asOf);
        const alone = visibleAt(ledgerFromRows(cut), asOf);
        const turned = visibleAt(
          ledgerFromRows({
            ...rows,
            invoices: [...rows.invoices].reverse(),
            payments: [...(rows.payments ?? [])].reverse(),
          }),
          asOf,
        );
        const features = (ledger: typeof whole) => computeDebtorFeatures(ledger, asOf, { smoothing }).columns;
        expect(features(alone)).toEqual(features(whole));
        expect(features(turned)).toEqual(features(whole));
      }),
      { numRuns: 60 },
    );
  });

  it('stay within their declared range', () => {
    fc.assert(
      fc.property(ledgerRows, asOfDay, (rows, asOf) => {
        const table = computeDebtorFeatures(ledgerFromRows(rows), asOf, { smoothing });
        table.names.forEach((name, f) => {
          const declared = FEATURES.find((feature) => feature.name === name);
          for (const value of table.columns[f]) {
            if (Number.isNaN(value)) expect(declared?.missing).not.toBe('never missing');
            else {
              expect(value).toBeGreaterThanOrEqual(declared?.range[0] ?? Number.NEGATIVE_INFINITY);
              expect(value).toBeLessThanOrEqual(declared?.range[1] ?? Number.POSITIVE_INFINITY);
            }
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('count what is past due and open as late so far, and nothing that is not yet due', () => {
    const base = { debtor_id: 'D', issue_date: '2026-01-05', amount: 50 };
    const ledger = ledgerFromRows({
      invoices: [
        { ...base, invoice_id: 'A', due_date: '2026-01-20' },
        { ...base, invoice_id: 'B', due_date: '2026-03-20' },
      ],
      payments: [],
    });
    const on = (name: string, asOf: number) =>
      featureColumn(computeDebtorFeatures(ledger, asOf, { smoothing }), name)[0];
    const due = ledger.invoices.rolledDueDay[0];
    expect([on('lessons', due), on('lessons', due + 1), on('late_rate', due + 1)]).toEqual([0, 1, 1]);
  });
});

function closeTo(value: number): unknown {
  return Number.isNaN(value) ? Number.NaN : expect.closeTo(value, 6);
}

function isSettledBefore(rows: Parameters<typeof knownBefore>[0], invoiceId: string, moment: number): boolean {
  const known = knownBefore(rows, moment + 1);
  return (known.payments ?? []).some((payment) => payment.invoice_id === invoiceId);
}
