import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../src/calendar/index.ts';
import type { LedgerRows } from '../../src/ledger/index.ts';
import { knownBefore, ledgerRows, SPAN, START } from '../ledger-arbitrary.ts';
import { decisionBytes, payrhythm, readCsv, temporaryDirectory, writeFiles } from './command-line.ts';
import { ledgerTables, shuffled } from './ledger-tables.ts';

const SAMPLE = join(dirname(fileURLToPath(import.meta.url)), '../../data/sample');

/** Everything that is promised to be the same bytes for one ledger and morning, by name. */
async function outputs(
  ledger: string,
  asOf: string,
  options: { readonly cut: string },
): Promise<Record<string, string>> {
  const work = temporaryDirectory();
  const path = (name: string): string => join(work, name);
  const common = ['--as-of', asOf, '--quiet'];
  const commands: string[][] = [
    ['train', ledger, ...common, '--model', path('model.json')],
    ['rank', ledger, ...common, '--model', path('model.json'), '--out', path('ranked')],
    ['rhythm', ledger, ...common, '--out', path('rhythm.csv')],
    ['forecast', ledger, ...common, '--estimator', 'prior', '--by', 'day', '--out', path('cash.csv')],
    ['features', ledger, ...common, '--grain', 'debtor', '--out', path('debtors.csv')],
    ...['issue', 'due', 'due-5', 'as-of'].map((at) => [
      ...['features', ledger, ...common, '--grain', 'invoice', '--at', at, '--out', path(`invoices-${at}.csv`)],
    ]),
  ];
  const files = [
    'model.json',
    'rhythm.csv',
    'cash.csv',
    'debtors.csv',
    ...['issue', 'due', 'due-5', 'as-of'].map((at) => `invoices-${at}.csv`),
  ];
  const cut = ['--cut', options.cut, '--estimator', 'logistic'];
  commands.push(['evaluate', ledger, ...common, ...cut, '--predictions', path('predictions.csv')]);
  files.push('predictions.csv');
  const result: Record<string, string> = {};
  for (const command of commands) {
    const { code, stderr } = await payrhythm(...command);
    if (command[0] === 'evaluate' && code === 3) files.pop();
    else expect(code, `${command.join(' ')}\n${stderr}`).toBe(0);
  }
  for (const file of files) result[file] = readFileSync(path(file), 'utf8');
  result['decisions'] = decisionBytes(path('ranked'));
  return result;
}

const written = (rows: LedgerRows, seed?: number): string =>
  writeFiles(ledgerTables(rows, seed === undefined ? undefined : (table) => shuffled(table, seed)));

describe('arbitrary ledgers', () => {
  it('give the same bytes again, in any order of rows, and whatever becomes known later', async () => {
    const asOfs = fc.integer({ min: START + 60, max: START + SPAN }).map(formatDay);
    await fc.assert(
      fc.asyncProperty(ledgerRows, asOfs, fc.integer({ min: 0, max: 999 }), async (rows, asOf, seed) => {
        const known = knownBefore(rows, parseDay(asOf));
        fc.pre(known.invoices.length > 0);
        const options = { cut: formatDay(parseDay(asOf) - 40) };
        const whole = await outputs(written(rows), asOf, options);
        expect(await outputs(written(rows, seed), asOf, options)).toEqual(whole);
        expect(await outputs(written(known), asOf, options)).toEqual(whole);
      }),
      { numRuns: 10, seed: 20260302, unbiased: true, endOnFailure: true },
    );
  });
});

/** Lines and records of the sample's tables, for the debtors below D050: enough for the trained model, in good time. */
const TABLES = ['debtors', 'invoices', 'payments', 'contacts', 'promises', 'disputes', 'plans'] as const;
type Table = (typeof TABLES)[number];
const sample = new Map(
  TABLES.map((table) => {
    const path = join(SAMPLE, `${table}.csv`);
    const [header, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
    const records = readCsv(path);
    if (records.length !== lines.length) throw new Error(`${path}: a record spans lines`);
    const rows = records.map((record, at) => ({ record, line: lines[at] }));
    const isKept = ({ record }: (typeof rows)[number]): boolean =>
      (record['debtor_id'] ?? record['invoice_id'].replace('F', 'D')) < 'D050';
    return [table, { header, rows: rows.filter(isKept) }];
  }),
);

type SampleRow = { readonly record: Record<string, string>; readonly line: string };

/** A directory with the sample's rows as `arrange` leaves them. */
function sampleWith(arrange: (rows: readonly SampleRow[], table: Table) => readonly SampleRow[]): string {
  const files = [...sample].map(([table, { header, rows }]) => [
    `${table}.csv`,
    `${[header, ...arrange(rows, table).map(({ line }) => line)].join('\n')}\n`,
  ]);
  return writeFiles(Object.fromEntries(files));
}

describe('the bundled sample', () => {
  const AS_OF = '2025-06-16';
  const CUT = '2025-03-03';
  const whole = sampleWith((rows) => rows);
  let kept: Promise<Record<string, string>> | undefined;
  const ofWhole = (): Promise<Record<string, string>> => {
    kept ??= outputs(whole, AS_OF, { cut: CUT });
    return kept;
  };

  it('trains more than the debtors’ own records', async () => {
    expect(JSON.parse((await ofWhole())['model.json'])).toMatchObject({ estimator: 'boosted-trees', warnings: [] });
  });

  it('gives the same bytes from shuffled rows', async () => {
    const other = sampleWith((rows) => shuffled(rows, 11));
    expect(await outputs(other, AS_OF, { cut: CUT })).toEqual(await ofWhole());
  });

  it('gives the same bytes without everything known on or after the morning', async () => {
    const known: Record<Exclude<Table, 'debtors'>, readonly string[]> = {
      invoices: ['known_on', 'issue_date'],
      payments: ['booked_on', 'paid_on'],
      contacts: ['at'],
      promises: ['promised_on'],
      disputes: ['opened_on'],
      plans: ['agreed_on'],
    };
    let left = 0;
    const other = sampleWith((rows, table) => {
      if (table === 'debtors') return rows;
      const isKnown = ({ record }: SampleRow): boolean =>
        (known[table].map((column) => record[column]).find((date) => date) ?? '') < AS_OF;
      left += rows.filter((row) => !isKnown(row)).length;
      return rows.filter(isKnown);
    });
    expect(left).toBeGreaterThan(300);
    expect(await outputs(other, AS_OF, { cut: CUT })).toEqual(await ofWhole());
  });

  it('forecasts of one moment do not change as more becomes known', async () => {
    const predictions = async (...more: string[]): Promise<string[]> => {
      const path = join(temporaryDirectory(), 'p.csv');
      const { code, stderr } = await payrhythm(
        ...['evaluate', whole, '--cut', CUT, '--estimator', 'logistic', '--predictions', path, ...more],
      );
      expect(code, stderr).toBe(0);
      return readFileSync(path, 'utf8').trimEnd().split('\n');
    };
    const early = await predictions('--as-of', AS_OF);
    const later = new Set(await predictions());
    expect(early.length).toBeGreaterThan(50);
    expect(later.size).toBeGreaterThan(early.length);
    expect(early.filter((line) => !later.has(line))).toEqual([]);
  });
});
