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

async function warningsOf(header: string, row: string): Promise<string[]> {
  const file = join(directory, 'ledger.csv');
  writeFileSync(file, `${header}\n${row}\n`);
  const { report } = await loadLedger(file);
  return report.warnings.map((warning) => warning.message);
}

it('says loudly when nothing tells what was paid, and names the columns nobody read', async () => {
  expect(
    await warningsOf(
      'Factuurnummer;Klantnummer;Factuurdatum;Vervaldatum;Bedrag;Afwikkeling',
      '1;A;2026-01-05;2026-02-04;100;Betaald',
    ),
  ).toEqual([
    'invoices: no column and no payments table tells what was paid, so every invoice counts as open; unless this is a list of open items, ' +
      'add a payments table or name the column: --columns paid_on=… or --columns open_amount=… (columns not used: Afwikkeling); 1 in all',
  ]);
});

it.each(['Verschuldigd bedrag', 'Te betalen bedrag', 'Nog openstaand', 'Restant dû'])(
  'reads %s as the open amount',
  async (header) => {
    expect(
      await warningsOf(
        `Factuurnummer;Klantnummer;Factuurdatum;Vervaldatum;Bedrag;${header}`,
        '1;A;2026-01-05;2026-02-04;100;100',
      ),
    ).toEqual([]);
  },
);
