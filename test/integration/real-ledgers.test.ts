import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { payrhythm, readCsv, readJson } from '../cli/command-line.ts';

/** Public ledgers that carry no licence to hand them on, so that they lie outside the project; no row is copied here. */
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const LEDGERS = resolve(ROOT, process.env['PAYRHYTHM_REAL_LEDGERS'] ?? '../shared/data');
const NAMES = {
  ibm: 'ibm-accounts-receivable.csv',
  ibmDmy: 'ibm-accounts-receivable-dmy.csv',
  small: 'small-business-ledger.csv',
  sap: 'sap-open-items.csv',
};
const at = (name: keyof typeof NAMES): string => join(LEDGERS, NAMES[name]);
const absent = Object.values(NAMES).filter((name) => !existsSync(join(LEDGERS, name)));

if (absent.length > 0)
  it(`NOT CHECKED on real ledgers: ${LEDGERS} has no ${absent.join(', ')}`, () => {
    console.warn(
      `The checks on real ledgers did not run: ${LEDGERS} has no ${absent.join(', ')}. ` +
        'Name the directory that has them: PAYRHYTHM_REAL_LEDGERS=DIR',
    );
    expect(absent).not.toEqual([]);
  });
else {
  let work = '';
  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'payrhythm-real-'));
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  const FILES = ['queue.csv', 'suppressed.csv', 'actions.csv', 'rejects.csv'];

  /** Ranks a ledger: exit code 0, everything reconciles, every debtor is on one list. */
  async function rank(name: keyof typeof NAMES, out: string, ...options: string[]) {
    const directory = join(work, out);
    const result = await payrhythm('rank', at(name), '--quiet', '--out', directory, ...options);
    expect(result.stderr).toBe('');
    expect(result.code).toBe(0);
    const run = readJson(join(directory, 'run.json'));
    for (const { read, accepted, rejected, collapsed, amounts } of Object.values<Record<string, never>>(run.tables)) {
      expect(read).toBe(accepted + rejected + collapsed);
      expect(amounts['read']).toBeCloseTo(amounts['accepted'] + amounts['rejected'] + amounts['collapsed'], 2);
    }
    const queue = readCsv(join(directory, 'queue.csv'));
    const suppressed = readCsv(join(directory, 'suppressed.csv'));
    const debtors = [...queue, ...suppressed].map((row) => row['debtor_id']);
    expect(new Set(debtors).size).toBe(debtors.length);
    expect(queue.length).toBeGreaterThan(0);
    return {
      directory,
      run,
      queue,
      suppressed,
      bytes: FILES.map((file) => readFileSync(join(directory, file), 'utf8')).join('--\n'),
    };
  }

  describe('IBM late payment histories', () => {
    it('inspect maps it by itself', async () => {
      const { code, stdout } = await payrhythm('inspect', at('ibm'), '--as-of', '2013-06-03', '--json');
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        mapping: [{ table: 'invoices', dateOrder: 'mdy' }],
        tables: { invoices: { read: 2466, accepted: 2466, rejected: 0, collapsed: 0 } },
        debtors: expect.any(Number),
      });
    });

    it('ranks the same from month/day and from day/month dates', async () => {
      const mdy = await rank('ibm', 'ibm-mdy', '--as-of', '2013-06-03');
      const dmy = await rank('ibmDmy', 'ibm-dmy', '--as-of', '2013-06-03');
      expect(dmy.bytes).toBe(mdy.bytes);
      expect(dmy.run.model.id).toBe(mdy.run.model.id);
      expect([mdy.run.mapping[0].dateOrder, dmy.run.mapping[0].dateOrder]).toEqual(['mdy', 'dmy']);
    });

    it('evaluates at issue no worse than the baseline, without a column known later', async () => {
      const predictions = join(work, 'ibm-predictions.csv');
      const { code, stdout } = await payrhythm(
        ...[
          'evaluate',
          at('ibm'),
          '--cut',
          '2013-07-01',
          '--at',
          'issue',
          '--audit',
          '--json',
          '--predictions',
          predictions,
        ],
      );
      expect(code).toBe(0);
      const document = JSON.parse(stdout);
      expect(document.auc).toBeGreaterThanOrEqual(document.baseline.auc);
      expect(document.baseline.auc).toBeGreaterThan(0.8);
      expect(document.audit).toMatchObject({ differing: 0 });
      expect(document.audit.unusedColumns).toContain('invoices.Disputed');
      expect(readCsv(predictions)).toHaveLength(document.test.rows);
    });

    it('its AUC can be computed again from the predictions and the ledger', async () => {
      const document = JSON.parse(
        (
          await payrhythm(
            'evaluate',
            at('ibm'),
            '--cut',
            '2013-07-01',
            '--roll',
            'none',
            '--estimator',
            'prior',
            '--json',
            '--predictions',
            join(work, 'p.csv'),
          )
        ).stdout,
      );
      const daysLate = new Map(readCsv(at('ibm')).map((row) => [row['invoiceNumber'], Number(row['DaysLate'])]));
      const rows = readCsv(join(work, 'p.csv'));
      const sides = [1, 0].map((label) =>
        rows.filter((row) => Number((daysLate.get(row['invoice_id']) as number) > 0) === label),
      );
      const score = (row: Record<string, string>): number => Number(row['p_late']);
      let wins = 0;
      for (const late of sides[0])
        for (const punctual of sides[1]) wins += (Math.sign(score(late) - score(punctual)) + 1) / 2;
      expect(wins / (sides[0].length * sides[1].length)).toBeCloseTo(document.auc, 6);
    });
  });

  describe('a small business', () => {
    const MAPPING = 'invoice_id=#line,debtor_id=Vendor_Name,paid_after_days=Number_of_Days_until_Payment';

    it('is inspected and ranked with the mapping of the issue', async () => {
      const inspected = await payrhythm('inspect', at('small'), '--columns', MAPPING, '--json');
      expect(inspected.code).toBe(0);
      expect(JSON.parse(inspected.stdout).tables.invoices).toMatchObject({ read: 8753, rejected: 0, collapsed: 1 });
      const { run } = await rank('small', 'small', '--columns', MAPPING, '--as-of', '2016-06-01');
      expect(run.tables.invoices).toMatchObject({ read: 8753, collapsed: 1 });
    });

    it('without it, says which column is missing and how to name it', async () => {
      const { code, stderr } = await payrhythm('rank', at('small'), '--out', join(work, 'none'));
      expect(code).toBe(3);
      expect(stderr).toContain('no header was recognised as invoice_id');
      expect(stderr).toContain('invoice_id=#line to number the rows');
      expect(existsSync(join(work, 'none'))).toBe(false);
    });
  });

  describe('SAP open items', () => {
    it('asks for rates', async () => {
      const { code, stderr } = await payrhythm(
        'rank',
        at('sap'),
        '--as-of',
        '2020-06-01',
        '--out',
        join(work, 'no-rates'),
      );
      expect(code).toBe(3);
      expect(stderr).toBe(
        'payrhythm: the ledger holds amounts in CAD, USD: amounts in different currencies are not added up. Give the value of one unit of each in the reporting currency, named first: --rates CAD=1,USD=…\n',
      );
      expect(existsSync(join(work, 'no-rates'))).toBe(false);
    });

    it('is ranked with rates; ids keep their zeros and letters', async () => {
      const { queue, suppressed, run } = await rank('sap', 'sap', '--as-of', '2020-06-01', '--rates', 'USD=1,CAD=0.75');
      expect(run.currency).toBe('USD');
      expect(run.tables.invoices.read).toBe(9700);
      const debtors = [...queue, ...suppressed].map((row) => row['debtor_id']);
      expect(debtors.some((id) => /^0\d+$/.test(id))).toBe(true);
      expect(debtors.some((id) => /^CC\d+$/.test(id))).toBe(true);
    });
  });
}
