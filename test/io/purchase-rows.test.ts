import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadLedger } from '../../src/io/index.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'payrhythm-test-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

it('leaves out purchases and journal entries, and calls no supplier', async () => {
  const file = join(directory, 'ledger.csv');
  const kinds = ['out_invoice', 'in_invoice', 'Vendor Bill', 'entry', 'out_refund', 'Sales Credit Note'];
  const rows = kinds.map((kind, n) => `F${n},D${n},2026-01-05,2026-02-04,100,100,${kind}`);
  writeFileSync(file, `invoice_id,debtor_id,issue_date,due_date,amount,open_amount,kind\n${rows.join('\n')}\n`);
  const { ledger, report } = await loadLedger(file, { maxRejects: 1 });
  expect([...ledger.invoices.amountMinor]).toEqual([10_000, -10_000, -10_000]);
  expect(report.rejects.map((row) => [row.line, row.column, row.value, row.problem])).toEqual(
    [
      [3, 'in_invoice'],
      [4, 'Vendor Bill'],
      [5, 'entry'],
    ].map(([line, value]) => [
      line,
      'kind',
      value,
      'is a purchase or a journal entry, not a receivable: export sales documents only',
    ]),
  );
});
