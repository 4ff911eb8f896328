import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  computeDebtorFeatures,
  computeInvoiceFeatures,
  DEFAULT_RUN_THRESHOLDS,
  detectLedgerRuns,
  type FeatureTable,
  momentsOf,
  UNINFORMED,
} from '../../src/features/index.ts';
import { itemStates, type Ledger, ledgerFromRows, visibleAt } from '../../src/ledger/index.ts';
import { startCrew } from '../../src/parallel/crew/start-crew.ts';
import type { WorkerCrew } from '../../src/parallel/crew/worker-crew.ts';
import { createDebtorGenerator, generateDebtors, planGeneration, rowsFromTables } from '../../src/simulate/index.ts';

const AS_OF = 20_300;

function generated(): Ledger {
  const plan = planGeneration({ invoices: 3000, debtors: 120, seed: 3 });
  const { ledger } = rowsFromTables(generateDebtors(plan, createDebtorGenerator(plan), 0, plan.debtorCount));
  return visibleAt(ledgerFromRows(ledger), AS_OF);
}

/** The bits of a table, so that a missing value equals a missing value and nothing else. */
function bitsOf(table: FeatureTable): BigUint64Array[] {
  return table.columns.map((column) => new BigUint64Array(column.slice().buffer));
}

describe('features by a crew', () => {
  let crew: WorkerCrew;
  const ledger = generated();
  beforeAll(async () => {
    crew = await startCrew({ threads: 3 });
  });
  afterAll(async () => {
    await crew.close();
  });

  it('are those of one thread, to the bit: of invoices at issue and at due', () => {
    const invoice = Int32Array.from({ length: ledger.invoices.count }, (_, i) => i);
    for (const kind of ['issue', 'due'] as const) {
      const asked = { invoice, moment: momentsOf(ledger, invoice, kind) };
      const alone = computeInvoiceFeatures(ledger, asked, { smoothing: UNINFORMED });
      const together = computeInvoiceFeatures(ledger, asked, { smoothing: UNINFORMED, crew });
      expect(together.names).toEqual(alone.names);
      expect(bitsOf(together)).toEqual(bitsOf(alone));
    }
  });

  it('are those of one thread, to the bit: of debtors', () => {
    const features = computeDebtorFeatures(ledger, AS_OF, { smoothing: UNINFORMED }).names.slice(0, 12);
    const options = { smoothing: UNINFORMED, features };
    expect(bitsOf(computeDebtorFeatures(ledger, AS_OF, { ...options, crew }))).toEqual(
      bitsOf(computeDebtorFeatures(ledger, AS_OF, options)),
    );
  });

  it('come with the same payment runs', () => {
    const items = itemStates(ledger);
    const alone = detectLedgerRuns(ledger, items, AS_OF, DEFAULT_RUN_THRESHOLDS);
    expect(detectLedgerRuns(ledger, items, AS_OF, DEFAULT_RUN_THRESHOLDS, crew)).toEqual(alone);
    expect(alone.some((run) => run.family !== 'none')).toBe(true);
  });
});
