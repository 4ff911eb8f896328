import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PayrhythmError } from '../../src/errors.ts';
import { readLedgerSource } from '../../src/io/index.ts';
import { createImportLog } from '../../src/ledger/index.ts';
import { invoices, temporaryDirectory } from './written-source.ts';

const SEEDS = [
  invoices(
    '1,D,2024-01-01,2024-01-31,5',
    '"2","E, ""F""",2024-02-01,2024-03-02,"1,234.50"',
    '3,G,2024-02-01,2024-03-02,-7',
  ),
  'Factuurnr;Klant;Datum;Vervaldatum;Bedrag;Betaald op\r\nA1;Café;1-2-2024;13-2-2024;1.234,50;\r\nA2;B;3 mrt 2024;30-3-24;€ 5,-;4-4-2024\r\n',
];

async function survives(path: string): Promise<void> {
  const log = createImportLog();
  try {
    const { tables } = await readLedgerSource(path, {}, log);
    const report = log.finish().tables.invoices;
    expect(tables[0].count).toBe((report?.read ?? 0) - (report?.rejected ?? 0));
  } catch (error) {
    expect(error).toBeInstanceOf(PayrhythmError);
    expect((error as Error).message).toContain(path);
  }
}

const edits = fc.array(fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(0, 10, 13, 34, 44, 59, 0xe9, 0xff))), {
  minLength: 1,
  maxLength: 6,
});

const PATIENCE = { timeout: 30_000 };

it('mutated CSV is read, rejected in rows, or refused with a message', PATIENCE, async () => {
  const path = `${temporaryDirectory()}/ledger.csv`;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...SEEDS), edits, fc.boolean(), async (seed, changes, cut) => {
      let bytes = Buffer.from(seed);
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      if (cut) bytes = bytes.subarray(0, changes[0][0] % bytes.length);
      writeFileSync(path, bytes);
      await survives(path);
    }),
    { numRuns: 150 },
  );
});

it('random text under known headers loses no row', PATIENCE, async () => {
  const path = `${temporaryDirectory()}/ledger.csv`;
  const cell = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('1', '2024-01-01', '01/02/2024', '1.234', '5,5', '=x', '€'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 }), async (lines) => {
      writeFileSync(path, invoices(...lines.map((cells) => cells.join(','))));
      await survives(path);
    }),
    { numRuns: 100 },
  );
});

it('mutated gzip, Parquet and JSON files are refused with a message', PATIENCE, async () => {
  const directory = temporaryDirectory();
  await fc.assert(
    fc.asyncProperty(edits, fc.constantFrom('csv.gz', 'json', 'arrow', 'ndjson'), async (changes, ending) => {
      const json = Buffer.from(
        '[{"invoice_id":"1","debtor_id":2,"issue_date":"2024-01-01","due_date":"2024-01-31","amount":5}]',
      );
      const bytes = ending === 'csv.gz' ? gzipSync(SEEDS[0]) : json;
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      const path = `${directory}/ledger.${ending}`;
      writeFileSync(path, bytes);
      await survives(path);
    }),
    { numRuns: 25 },
  );
});
