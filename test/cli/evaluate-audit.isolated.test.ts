import { expect, it, vi } from 'vitest';
import type { FeatureTable, InvoiceMoments } from '../../src/features/index.ts';
import { syntheticRows } from '../models/lateness/synthetic-ledger.ts';
import { payrhythm, writeFiles } from './command-line.ts';
import { ledgerTables } from './ledger-tables.ts';

/** Features of which one looks two months ahead: what an audit must find. */
vi.mock('../../src/features/index.ts', async (importOriginal) => {
  const real = await importOriginal<typeof import('../../src/features/index.ts')>();
  return {
    ...real,
    computeInvoiceFeatures(
      ledger: Parameters<typeof real.computeInvoiceFeatures>[0],
      asked: InvoiceMoments,
      options: Parameters<typeof real.computeInvoiceFeatures>[2],
    ): FeatureTable {
      const honest = real.computeInvoiceFeatures(ledger, asked, options);
      const ahead = { ...asked, moment: asked.moment.map((day) => day + 60) };
      const leaking = real.computeInvoiceFeatures(ledger, ahead, options);
      const columns = honest.columns.map((column, f) =>
        honest.names[f] === 'ewma_late_days' ? leaking.columns[f] : column,
      );
      return { ...honest, columns };
    },
  };
});

it('evaluate --audit fails on a feature that looks ahead, after printing what it found', async () => {
  const rows = syntheticRows(6, 25, 2);
  const directory = writeFiles(ledgerTables(rows));
  const command = ['evaluate', directory, '--cut', '2024-05-15', '--estimator', 'prior'];
  const { code, stdout, stderr } = await payrhythm(...command, '--audit', '--json');
  expect(code).toBe(1);
  const { audit } = JSON.parse(stdout);
  expect(audit.differing).toBeGreaterThan(0);
  expect(audit.leaks[0].feature).toBe('ewma_late_days');
  expect(stderr).toContain(`ewma_late_days of invoice ${audit.leaks[0].invoice} on `);
  expect(stderr).toContain('do not believe these scores');
});
