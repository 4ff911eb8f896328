import { expect, it } from 'vitest';
import { payrhythm, writeFiles } from '../cli/command-line.ts';
import { ledgerTables } from '../cli/ledger-tables.ts';
import { syntheticRows } from '../models/lateness/synthetic-ledger.ts';

it('evaluate --estimator ml-random-forest learns from a stated sample, and better than chance', async () => {
  const rows = syntheticRows(12, 30, 4);
  const directory = writeFiles(ledgerTables(rows));
  const command = [
    'evaluate',
    directory,
    '--cut',
    '2024-07-01',
    '--estimator',
    'ml-random-forest',
    '--quiet',
    '--json',
  ];
  const { code, stdout, stderr } = await payrhythm(...command);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const document = JSON.parse(stdout);
  expect(document).toMatchObject({ estimator: 'ml-random-forest', choice: expect.stringContaining('1000 of ') });
  expect(document.auc).toBeGreaterThan(0.8);
});
