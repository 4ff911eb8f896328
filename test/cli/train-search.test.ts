import { join } from 'node:path';
import { expect, it } from 'vitest';
import { syntheticRows } from '../models/lateness/synthetic-ledger.ts';
import { payrhythm, readJson, writeFiles } from './command-line.ts';
import { ledgerTables } from './ledger-tables.ts';

const rows = syntheticRows(10, 30, 6);
const directory = writeFiles(ledgerTables(rows));
const model = join(directory, 'model.json');
const command = ['train', directory, '--as-of', '2024-09-01', '--estimator', 'logistic', '--model', model, '--quiet'];

it('train --search prints every setting with its scores by fold, and keeps what it chose in the model', async () => {
  const { code, stdout, stderr } = await payrhythm(...command, '--search', '3');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const { search, choice } = readJson(model);
  expect(search.trials).toHaveLength(3);
  expect(stdout.replaceAll('\n  ', ' ')).toContain(`made of ${choice}`);
  expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes('model.json'))).toEqual([]);
  expect(stdout).toContain('searched 3 settings on 3 time folds');
  for (const { cut } of search.folds) expect(stdout).toContain(cut);
  for (const { logLosses } of search.trials) for (const loss of logLosses) expect(stdout).toContain(loss.toFixed(5));
  expect(stdout).toMatch(/chosen: (the defaults|l2 [\d.]+) /);
});

it('train without --search uses the defaults, and says that it searched nothing', async () => {
  const { stdout } = await payrhythm(...command, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ search: null, choice: expect.stringContaining('logistic') });
  expect(readJson(model)).not.toHaveProperty('search');
});
