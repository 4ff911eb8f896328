import { expect, it } from 'vitest';
import { DEFAULT_RUN_THRESHOLDS, detectLedgerRuns, runsOnDemand } from '../../src/features/index.ts';
import { itemStates, ledgerFromRows, visibleAt } from '../../src/ledger/index.ts';
import { createDebtorGenerator, generateDebtors, planGeneration, rowsFromTables } from '../../src/simulate/index.ts';

const AS_OF = 20_300;

it('payment runs on demand are those of all debtors at once, read one by one or all', () => {
  const plan = planGeneration({ invoices: 1500, debtors: 40, seed: 9 });
  const { ledger: rows } = rowsFromTables(generateDebtors(plan, createDebtorGenerator(plan), 0, plan.debtorCount));
  const ledger = visibleAt(ledgerFromRows(rows), AS_OF);
  const items = itemStates(ledger);
  const all = detectLedgerRuns(ledger, items, AS_OF, DEFAULT_RUN_THRESHOLDS);
  expect(all.some(({ family }) => family !== 'none')).toBe(true);
  const runs = runsOnDemand(ledger, items, AS_OF, DEFAULT_RUN_THRESHOLDS);
  expect(runs).toHaveLength(all.length);
  expect(runs[7]).toEqual(all[7]);
  expect(runs[7]).toBe(runs[7]);
  expect(runs[all.length]).toBeUndefined();
  expect([...runs]).toEqual(all);
  expect(runs.map(({ family }) => family)).toEqual(all.map(({ family }) => family));
});
