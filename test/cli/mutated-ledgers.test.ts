import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../features/rhythm/seeded-random.ts';
import { SMALL_AS_OF, smallLedger } from '../nightly/small-ledger.ts';
import { payrhythm, readCsv, readJson, temporaryDirectory, writeFiles } from './command-line.ts';

/** The cells of a ledger before they are written: the header first. */
type Tables = Record<'invoices' | 'payments', string[][]>;
interface Mutation {
  /** Changes cells. */
  cells?(tables: Tables, random: ReturnType<typeof seededRandom>): void;
  /** Changes the text of a file. */
  bytes?(text: string, random: ReturnType<typeof seededRandom>): string | Uint8Array;
  readonly ending?: string;
}

const LEDGER = smallLedger();
const original = (): Tables => ({
  invoices: [
    'invoice_id,debtor_id,issue_date,due_date,amount,currency'.split(','),
    ...LEDGER.invoices.map((row) => row.split(',')),
  ],
  payments: [
    'payment_id,debtor_id,invoice_id,paid_on,amount'.split(','),
    ...LEDGER.payments.map((row) => row.split(',')),
  ],
});

const SOME = ['invoices', 'payments'] as const;
const JUNK = [
  '',
  ' ',
  '-',
  'n/a',
  'NULL',
  '0',
  '-1',
  '1e309',
  '1,2,3',
  '€',
  '\u0000',
  '\ufeff',
  '😀',
  '"',
  "'",
  '=1+1',
  '#REF!',
  'x'.repeat(3000),
];
const DATES = [
  '2026-02-30',
  '0000-00-00',
  '31/12/2025',
  '12/31/2025',
  '2025-13-01',
  '45000',
  '20260302',
  '1899-12-31',
  '9999-12-31',
  '2026-3-2',
  'tomorrow',
  '2026-02-04T10:00:00Z',
];
const AMOUNTS = [
  '1.234,56',
  '1,234.56',
  '1.234',
  '(12.00)',
  '12-',
  '1e3',
  '--1',
  'NaN',
  'Infinity',
  '99999999999999999999',
  '0.001',
  '12 345,00',
  'EUR 5',
  '٣٤',
];

/** Puts one of the values into a share of the cells of some columns. */
const put = (columns: readonly string[], values: readonly string[], share: number): Mutation => ({
  cells(tables, random) {
    for (const table of SOME)
      for (const [at, header] of tables[table][0].entries()) {
        if (!columns.includes(header)) continue;
        for (const row of tables[table].slice(1)) if (random.uniform() < share) row[at] = random.pick(values);
      }
  },
});
const inHeaders = (change: (header: string, random: ReturnType<typeof seededRandom>) => string): Mutation => ({
  cells(tables, random) {
    const table = random.pick(SOME);
    const at = random.whole(0, tables[table][0].length - 1);
    tables[table][0][at] = change(tables[table][0][at], random);
  },
});
const inBytes = (change: NonNullable<Mutation['bytes']>, ending = 'csv'): Mutation => ({ bytes: change, ending });

const KINDS: Readonly<Record<string, readonly Mutation[]>> = {
  headers: [
    inHeaders(() => ''),
    inHeaders(() => 'debtor_id'),
    inHeaders((header) => header.toUpperCase()),
    inHeaders((header) => `${header}${header}`),
    inHeaders((_, random) => random.pick(JUNK)),
    inHeaders(() => '__proto__'),
    { cells: (tables) => void tables.invoices.shift() },
    { cells: (tables) => void tables.payments[0].push('amount') },
  ],
  dates: [
    put(['due_date'], DATES, 0.1),
    put(['issue_date', 'paid_on'], DATES, 0.03),
    put(['issue_date', 'due_date', 'paid_on'], DATES, 0.5),
    put(['paid_on'], DATES, 1),
  ],
  amounts: [
    put(['amount'], AMOUNTS, 0.05),
    put(['amount'], AMOUNTS, 0.5),
    put(['amount'], ['1.234,56', '12,50'], 1),
    put(['amount', 'currency'], AMOUNTS, 0.3),
  ],
  types: [
    put(['invoice_id', 'debtor_id'], JUNK, 0.05),
    put(['currency'], ['usd', 'EURO', '€', '978', 'XXX'], 0.2),
    put(['due_date', 'amount'], JUNK, 0.04),
    put(['debtor_id'], ['1.5', '007', '1E5', 'D1'], 0.5),
  ],
  rows: [
    {
      cells: (tables, random) => tables.invoices.push(...tables.invoices.slice(1).filter(() => random.uniform() < 0.3)),
    },
    { cells: (tables, random) => tables.invoices.splice(random.whole(1, 20), random.whole(1, 15)) },
    { cells: (tables, random) => void random.pick(tables.invoices.slice(1)).pop() },
    { cells: (tables, random) => void random.pick(tables.payments.slice(1)).push('more', 'and more') },
    { cells: (tables) => void tables.invoices.splice(1) },
    { cells: (tables) => void tables.payments.splice(1) },
    { cells: (tables) => void tables.invoices.reverse() },
  ],
  encodings: [
    inBytes((text) => Buffer.from(text.replaceAll('D1', 'Café'), 'latin1')),
    inBytes((text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
    inBytes((text) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])),
    inBytes((text) => Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe, 0x80])])),
    inBytes((text) => text.replaceAll('\n', '\r')),
    inBytes((text) => text.replaceAll(',', ';')),
    inBytes((text) => text.replaceAll(',', '\t').replaceAll('\n', '\r\n')),
    inBytes((text) => text.replaceAll(',', '§')),
  ],
  bytes: [
    inBytes((text, random) => text.slice(0, random.whole(0, text.length))),
    inBytes((text, random) => {
      const at = random.whole(0, text.length);
      return `${text.slice(0, at)}"${text.slice(at)}`;
    }),
    inBytes((text, random) => {
      const bytes = Buffer.from(text);
      for (let n = 0; n < 20; n++) bytes[random.whole(0, bytes.length - 1)] = random.whole(0, 255);
      return bytes;
    }),
    inBytes((text, random) => text.slice(random.whole(0, 200))),
    inBytes((text) => `${text}${'\n'.repeat(2000)}`),
  ],
  packing: [
    inBytes((text) => gzipSync(text), 'csv.gz'),
    inBytes((text, random) => gzipSync(text).subarray(0, random.whole(1, 300)), 'csv.gz'),
    inBytes((text) => text, 'csv.gz'),
    inBytes((text) => text, 'json'),
    inBytes((text) => gzipSync(text)),
  ],
  sizes: [
    put(['debtor_id'], ['d'.repeat(20_000)], 0.05),
    put(['currency'], ['E'.repeat(1_100_000)], 0.02),
    inBytes((text) => text.repeat(30)),
  ],
};

/** Longest that one ledger may take; most take some hundredths of a second. */
const PATIENCE_MS = 20_000;
const VARIANTS = 5;
const told = { ledgers: 0, ranked: 0, refused: 0, rejectedRows: 0, collapsedRows: 0 };
afterAll(() => console.log(`mutated ledgers: ${JSON.stringify(told)}`));

async function survives(name: string, mutation: Mutation, seed: number): Promise<void> {
  const random = seededRandom(seed);
  const tables = original();
  mutation.cells?.(tables, random);
  const files: Record<string, string | Uint8Array> = {};
  const mutated = random.pick(SOME);
  for (const table of SOME) {
    const quote = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    const text = `${tables[table].map((row) => row.map(quote).join(',')).join('\n')}\n`;
    const isMutated = mutation.bytes !== undefined && table === mutated;
    files[`${table}.${isMutated ? mutation.ending : 'csv'}`] = isMutated
      ? (mutation.bytes?.(text, random) ?? '')
      : text;
  }
  const out = join(temporaryDirectory(), 'out');
  const began = performance.now();
  const { code, stdout, stderr } = await payrhythm(
    ...['rank', writeFiles(files), '--as-of', SMALL_AS_OF, '--estimator', 'prior', '--max-rejects', '90', '--out', out],
  );
  const what = `${name}, seed ${seed}: ${stderr}`;
  told.ledgers++;
  expect(performance.now() - began, what).toBeLessThan(PATIENCE_MS);
  expect(stdout + stderr, what).not.toMatch(/^\s+at .+:\d+:\d+|node_modules|unexpected failure|undefined|\[object/m);
  if (code !== 0) {
    expect(code, what).toBe(3);
    expect(stderr, what).toMatch(/payrhythm: .{20}/);
    expect(existsSync(out), what).toBe(false);
    told.refused++;
    return;
  }
  const run = readJson(join(out, 'run.json'));
  for (const [table, counts] of Object.entries<Record<string, number>>(run.tables)) {
    const { read, accepted, rejected, collapsed } = counts;
    expect(read, `${what} ${table}`).toBe(accepted + rejected + collapsed);
    told.rejectedRows += rejected;
    told.collapsedRows += collapsed;
  }
  expect(readCsv(join(out, 'rejects.csv')).length, what).toBe(run.rejectedRows);
  if (run.rejectedRows > 0) expect(stderr, what).toMatch(/left out/);
  // Where only cells were changed, it is known how many rows there were.
  if (mutation.cells)
    for (const table of SOME) expect(run.tables[table]?.read ?? 0, what).toBe(tables[table].length - 1);
  told.ranked++;
}

describe('mutated ledgers are ranked with every row accounted for, or refused with a message', () => {
  it.each(Object.entries(KINDS))('%s', { timeout: 180_000 }, async (name, mutations) => {
    for (const [at, mutation] of mutations.entries())
      for (let seed = 0; seed < VARIANTS; seed++) await survives(`${name} ${at}`, mutation, at * 1000 + seed);
  });

  it('are at least 200', () => {
    expect(told.ledgers).toBeGreaterThanOrEqual(200);
    expect(told.ranked).toBeGreaterThan(50);
    expect(told.refused).toBeGreaterThan(50);
  });
});
