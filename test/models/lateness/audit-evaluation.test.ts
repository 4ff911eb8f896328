import { describe, expect, it } from 'vitest';
import { formatDay } from '../../../src/calendar/index.ts';
import { computeInvoiceFeatures } from '../../../src/features/index.ts';
import {
  auditEvaluation,
  type Evaluation,
  evaluateLateness,
  measureLeakInflation,
  requireNoLeak,
} from '../../../src/models/index.ts';
import { FIRST, syntheticLedger } from './synthetic-ledger.ts';

const ledger = syntheticLedger(10, 30, 5);
const evaluation = evaluateLateness(ledger, { cut: formatDay(FIRST + 150), estimator: 'prior' });
const { features, asked, model } = evaluation;

/** The evaluation with one feature of some rows computed a quarter too late. */
function planted(feature: string, isLeaking: (row: number) => boolean): Evaluation {
  const late = computeInvoiceFeatures(
    ledger,
    { ...asked, moment: asked.moment.map((day) => day + 90) },
    { smoothing: model.smoothing, runThresholds: model.runThresholds },
  );
  const columns = features.columns.map((column, f) =>
    features.names[f] === feature
      ? column.map((value, row) => (isLeaking(row) ? late.columns[f][row] : value))
      : column,
  );
  return { ...evaluation, features: { ...features, columns } };
}

describe('auditEvaluation', () => {
  const audit = auditEvaluation(ledger, evaluation, 40);

  it('passes honest features', () => {
    expect(audit).toMatchObject({ checked: 40, differing: 0, examples: [], leaks: [] });
    expect(() => requireNoLeak(audit)).not.toThrow();
  });

  it('catches a planted leak, naming feature and invoice', () => {
    const found = auditEvaluation(
      ledger,
      planted('mean_late_days', () => true),
      30,
    );
    expect(found.differing).toBeGreaterThan(found.checked / 2);
    expect(found.leaks).toHaveLength(10);
    const [leak] = found.leaks;
    expect(leak.feature).toBe('mean_late_days');
    expect(leak.given).not.toBe(leak.rebuilt);
    expect(() => requireNoLeak(found)).toThrow(
      expect.objectContaining({
        code: 'LEAKAGE',
        message: expect.stringContaining(
          `mean_late_days of invoice ${leak.invoice} on ${leak.moment} is ${leak.given}`,
        ),
      }),
    );
  });

  it('catches a leak in a single row', () => {
    const row = Math.floor(evaluation.label.length / 3);
    const found = auditEvaluation(
      ledger,
      planted('days_since_invoice', (r) => r === row),
      3,
    );
    expect(found.differing).toBe(1);
    expect(found.leaks[0].moment).toBe(formatDay(asked.moment[row]));
  });
});

describe('measureLeakInflation', () => {
  it('shows what features that ignore the as-of date would have scored', () => {
    const { trainRows, testRows, aucHonest, aucNaive, difference } = measureLeakInflation(ledger, evaluation);
    expect(testRows).toBe(evaluation.label.length);
    expect(trainRows).toBeGreaterThan(80);
    expect(difference).toBe((aucNaive as number) - (aucHonest as number));
    expect(difference).toBeGreaterThan(0.01);
  });

  it('says nothing where the test rows have one outcome only', () => {
    const late = { ...evaluation, label: evaluation.label.map(() => 1) };
    expect(measureLeakInflation(ledger, late)).toMatchObject({ aucHonest: null, aucNaive: null, difference: null });
  });
});
