import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  computeDebtorFeatures,
  computeInvoiceFeatures,
  computeOneDebtor,
  createFeatureTable,
  DEBTOR_FEATURES,
  DEFAULT_RUN_THRESHOLDS,
  FEATURES,
  type FeatureTable,
  featureColumn,
  featureDeclaration,
  fillDebtorFeatures,
  fillInvoiceFeatures,
  indexCash,
  type MomentKind,
  momentsOf,
  prepareInvoices,
  type Smoothing,
} from '../../src/features/index.ts';
import { type Ledger, type LedgerRows, ledgerFromRows, textAt, visibleAt } from '../../src/ledger/index.ts';
import { knownBefore, ledgerRows, ledgerRowsWithRun, SPAN, START } from '../ledger-arbitrary.ts';
import { referenceFeatures } from './reference-features.ts';

const BASE: Smoothing = {
  lateAfterDays: 0,
  roll: 'following',
  lateRate: 0.3,
  veryLateRate: 0.05,
  meanLateDays: 2,
  strength: 3,
  segments: [{ country: 'BE', kind: 'company', lateRate: 0.6, veryLateRate: 0.2, meanLateDays: 9 }],
  amountCuts: [500, 2000],
  promiseKeptRate: 0.6,
  openTotal: 50_000,
};
const smoothings = fc.constantFrom<Smoothing>(
  BASE,
  { ...BASE, roll: 'none' },
  { ...BASE, lateAfterDays: 7, segments: [] },
  { ...BASE, roll: 'none', lateAfterDays: 40, openTotal: 0 },
);
/** Thresholds under which small random ledgers have runs. */
const runThresholds = { ...DEFAULT_RUN_THRESHOLDS, minimumDates: 3, falseDiscoveryRate: 1 };
const asOfDay = fc.integer({ min: START + 10, max: START + SPAN + 60 });
const moments = fc.constantFrom<MomentKind>('issue', 'due', 'due-5');

/** Expects every feature of a row as the reference has it. */
function expectRow(table: FeatureTable, row: number, expected: Record<string, number>): void {
  const got = Object.fromEntries(table.names.map((name, f) => [name, table.columns[f][row]]));
  const close = Object.fromEntries(
    table.names.map((name) => [name, Number.isNaN(expected[name]) ? Number.NaN : expect.closeTo(expected[name], 6)]),
  );
  expect(Object.keys(expected).sort()).toEqual([...table.names].sort());
  expect(got).toEqual(close);
}

function invoicesOf(ledger: Ledger): Int32Array {
  return Int32Array.from({ length: ledger.invoices.count }, (_, i) => i).filter(
    (i) => ledger.invoices.amountMinor[i] > 100,
  );
}

function columnsById(table: FeatureTable, ids: readonly string[]): Map<string, readonly number[]> {
  return new Map(ids.map((id, row) => [id, table.columns.map((column) => column[row])]));
}

describe('as-of features', () => {
  it('equal a slow reference that filters the visible rows and counts (debtors)', () => {
    fc.assert(
      fc.property(fc.oneof(ledgerRows, ledgerRowsWithRun), asOfDay, smoothings, (rows, asOf, smoothing) => {
        const ledger = ledgerFromRows(rows);
        const table = computeDebtorFeatures(ledger, asOf, { smoothing, runThresholds });
        for (let d = 0; d < ledger.debtors.count; d++) {
          const id = textAt(ledger.debtors.id, d);
          expectRow(table, d, referenceFeatures(rows, id, asOf, undefined, smoothing, runThresholds));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('equal the same reference for every invoice at issue, before due and at due, settled ones among them', () => {
    const hasRun = new Set<boolean>();
    fc.assert(
      fc.property(fc.oneof(ledgerRows, ledgerRowsWithRun), moments, smoothings, (rows, at, smoothing) => {
        const ledger = ledgerFromRows(rows);
        const invoice = invoicesOf(ledger);
        const moment = momentsOf(ledger, invoice, at);
        const table = computeInvoiceFeatures(ledger, { invoice, moment }, { smoothing, runThresholds });
        for (let r = 0; r < invoice.length; r++) {
          const debtorId = textAt(ledger.debtors.id, ledger.invoices.debtor[invoice[r]]);
          const ownId = textAt(ledger.invoices.id, invoice[r]);
          expectRow(table, r, referenceFeatures(rows, debtorId, moment[r], ownId, smoothing, runThresholds));
          hasRun.add(featureColumn(table, 'run_strength')[r] > 0);
        }
      }),
      { numRuns: 50 },
    );
    expect(hasRun).toEqual(new Set([true, false]));
  });

  it('equal the reference for open invoices at one as-of date', () => {
    fc.assert(
      fc.property(ledgerRows, asOfDay, (rows, asOf) => {
        const ledger = ledgerFromRows(rows);
        const invoice = invoicesOf(ledger).filter((i) => ledger.invoices.knownDay[i] < asOf);
        const asked = { invoice, moment: new Int32Array(invoice.length).fill(asOf) };
        const table = computeInvoiceFeatures(ledger, asked, { smoothing: BASE, runThresholds });
        for (let r = 0; r < invoice.length; r += 7) {
          const debtorId = textAt(ledger.debtors.id, ledger.invoices.debtor[invoice[r]]);
          const ownId = textAt(ledger.invoices.id, invoice[r]);
          expectRow(table, r, referenceFeatures(rows, debtorId, asOf, ownId, BASE, runThresholds));
        }
        expect(table.rows).toBe(invoice.length);
      }),
      { numRuns: 30 },
    );
  });

  it('do not change when rows known later are removed, nor with the order of rows (debtors)', () => {
    fc.assert(
      fc.property(fc.oneof(ledgerRows, ledgerRowsWithRun), asOfDay, (rows, asOf) => {
        const cut = knownBefore(rows, asOf);
        fc.pre(cut.invoices.length > 0);
        const features = (ledger: Ledger) =>
          columnsById(
            computeDebtorFeatures(ledger, asOf, { smoothing: BASE, runThresholds }),
            Array.from({ length: ledger.debtors.count }, (_, d) => textAt(ledger.debtors.id, d)),
          );
        const whole = features(ledgerFromRows(rows));
        const visible = features(visibleAt(ledgerFromRows(rows), asOf));
        expect(features(visibleAt(ledgerFromRows(cut), asOf))).toEqual(visible);
        expect(features(visibleAt(ledgerFromRows(reversed(rows)), asOf))).toEqual(visible);
        for (const [id, values] of visible) expect([id, whole.get(id)]).toEqual([id, values]);
      }),
      { numRuns: 60 },
    );
  });

  it('do not change when rows known later are removed, nor with the order of rows (invoices)', () => {
    fc.assert(
      fc.property(fc.oneof(ledgerRows, ledgerRowsWithRun), moments, fc.nat(), (rows, at, draw) => {
        const ledger = ledgerFromRows(rows);
        const invoice = invoicesOf(ledger);
        fc.pre(invoice.length > 0);
        const moment = momentsOf(ledger, invoice, at);
        const options = { smoothing: BASE, runThresholds };
        const table = computeInvoiceFeatures(ledger, { invoice, moment }, options);
        const turned = ledgerFromRows(reversed(rows));
        expect(computeInvoiceFeatures(turned, { invoice, moment }, options).columns).toEqual(table.columns);
        const row = draw % invoice.length;
        const ownId = textAt(ledger.invoices.id, invoice[row]);
        const cut = ledgerFromRows(withOwn(knownBefore(rows, moment[row]), rows, ownId));
        const own = Array.from({ length: cut.invoices.count }, (_, i) => i).find(
          (i) => textAt(cut.invoices.id, i) === ownId,
        ) as number;
        const asked = { invoice: Int32Array.of(own), moment: Int32Array.of(moment[row]) };
        const alone = computeInvoiceFeatures(cut, asked, options);
        expect(alone.columns.map((column) => column[0])).toEqual(table.columns.map((column) => column[row]));
      }),
      { numRuns: 80 },
    );
  });

  it('stay within their declared range, whole where counted', () => {
    fc.assert(
      fc.property(ledgerRows, asOfDay, moments, (rows, asOf, at) => {
        const ledger = ledgerFromRows(rows);
        const invoice = invoicesOf(ledger);
        const asked = { invoice, moment: momentsOf(ledger, invoice, at) };
        const options = { smoothing: BASE, runThresholds };
        for (const table of [
          computeDebtorFeatures(ledger, asOf, options),
          computeInvoiceFeatures(ledger, asked, options),
        ])
          table.names.forEach((name, f) => {
            for (const value of table.columns[f]) expectDeclared(name, value);
          });
      }),
      { numRuns: 60 },
    );
  });

  it('are the same bytes however the debtors are split, on shared memory too', () => {
    fc.assert(
      fc.property(ledgerRowsWithRun, asOfDay, moments, fc.nat({ max: 6 }), (rows, asOf, at, draw) => {
        const ledger = ledgerFromRows(rows);
        const invoice = invoicesOf(ledger).reverse();
        const moment = momentsOf(ledger, invoice, at);
        const options = { smoothing: BASE, runThresholds };
        const whole = computeInvoiceFeatures(ledger, { invoice, moment }, options);
        const shared: FeatureTable = {
          ...whole,
          columns: whole.names.map(
            () => new Float64Array(new SharedArrayBuffer(8 * invoice.length)) as unknown as Float64Array<ArrayBuffer>,
          ),
        };
        const prepared = prepareInvoices(ledger, { invoice, moment });
        const middle = Math.min(draw, ledger.debtors.count);
        fillInvoiceFeatures(ledger, prepared, options, shared, middle, ledger.debtors.count);
        fillInvoiceFeatures(ledger, prepared, options, shared, 0, middle);
        shared.columns.forEach((column, f) => {
          expect([whole.names[f], new Float64Array(column)]).toEqual([whole.names[f], whole.columns[f]]);
        });
        const debtors = computeDebtorFeatures(ledger, asOf, options);
        const parts = createFeatureTable(debtors.names, debtors.rows);
        fillDebtorFeatures(ledger, asOf, options, parts, indexCash(ledger), middle);
        fillDebtorFeatures(ledger, asOf, options, parts, indexCash(ledger), 0, middle);
        expect(parts.columns).toEqual(debtors.columns);
        const alone = computeOneDebtor(ledger, middle % ledger.debtors.count, asOf, options);
        expect(alone.columns.map((column) => column[0])).toEqual(
          debtors.columns.map((column) => column[middle % ledger.debtors.count]),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('are the same when only some are asked for, in the order asked', () => {
    fc.assert(
      fc.property(
        ledgerRows,
        moments,
        fc.shuffledSubarray(
          FEATURES.map(({ name }) => name),
          { minLength: 1 },
        ),
        (rows, at, features) => {
          const ledger = ledgerFromRows(rows);
          const invoice = invoicesOf(ledger);
          const asked = { invoice, moment: momentsOf(ledger, invoice, at) };
          const all = computeInvoiceFeatures(ledger, asked, { smoothing: BASE, runThresholds });
          const some = computeInvoiceFeatures(ledger, asked, { smoothing: BASE, runThresholds, features });
          expect(some.names).toEqual(features);
          features.forEach((name, f) => {
            expect([name, some.columns[f]]).toEqual([name, featureColumn(all, name)]);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are refused by an unknown name, with the nearest known one', () => {
    const ledger = ledgerFromRows({
      invoices: [{ invoice_id: 'A', debtor_id: 'D', issue_date: '2026-01-05', due_date: '2026-01-20', amount: 50 }],
    });
    const compute = (features: readonly string[]) => () =>
      computeDebtorFeatures(ledger, START, { smoothing: BASE, features });
    expect(compute(['prior_lat_rate'])).toThrowError(/did you mean prior_late_rate/);
    expect(compute(['paid_share'])).toThrowError(/no feature "paid_share"/);
    expect(compute(['lessons', 'lessons'])).toThrowError(/asked for twice/);
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
      featureColumn(computeDebtorFeatures(ledger, asOf, { smoothing: BASE }), name)[0];
    const due = ledger.invoices.rolledDueDay[0];
    expect([on('lessons', due), on('lessons', due + 1), on('late_rate', due + 1)]).toEqual([0, 1, 1]);
  });

  it('are declared once each, with a sentence', () => {
    expect(new Set(FEATURES.map(({ name }) => name)).size).toBe(FEATURES.length);
    for (const { sentence, missing } of FEATURES)
      expect([sentence.includes('{}'), missing.length > 3]).toEqual([true, true]);
    expect(DEBTOR_FEATURES.filter(({ name }) => /_90d$/.test(name)).map(({ isModelInput }) => isModelInput)).toEqual([
      false,
      false,
      false,
    ]);
  });
});

function expectDeclared(name: string, value: number): void {
  const declared = featureDeclaration(name);
  if (!declared) throw new Error(`${name} is not declared`);
  const [least, most] = declared.range;
  const isFine = Number.isNaN(value)
    ? declared.missing !== 'never missing'
    : value >= (least ?? Number.NEGATIVE_INFINITY) &&
      value <= (most ?? Number.POSITIVE_INFINITY) &&
      (declared.unit !== 'count' || Number.isInteger(value));
  expect([name, value, isFine]).toEqual([name, value, true]);
}

function reversed(rows: LedgerRows): LedgerRows {
  return Object.fromEntries(
    Object.entries(rows).map(([name, table]) => [name, [...(table as readonly unknown[])].reverse()]),
  ) as unknown as LedgerRows;
}

/** The rows known before a moment, and the invoice that is scored at it. */
function withOwn(cut: LedgerRows, rows: LedgerRows, ownId: string): LedgerRows {
  const isKnown = cut.invoices.some((row) => row.invoice_id === ownId);
  return isKnown
    ? cut
    : { ...cut, invoices: [...cut.invoices, ...rows.invoices.filter((row) => row.invoice_id === ownId)] };
}
