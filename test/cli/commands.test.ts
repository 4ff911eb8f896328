import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tableFromIPC } from '@uwdata/flechette';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEBTOR_FEATURES, FEATURES } from '../../src/features/index.ts';
import type { CalibrationSegment, ScoreIntervals } from '../../src/models/index.ts';
import type { PageInvoice } from '../../src/prioritise/index.ts';
import {
  type CommandResult,
  decisionBytes,
  headerOf,
  payrhythm,
  readCsv,
  readJson,
  temporaryDirectory,
  writeFiles,
} from './command-line.ts';
import { duckDbRows } from './duckdb-rows.ts';

const SAMPLE = join(dirname(fileURLToPath(import.meta.url)), '../../data/sample');
const AS_OF = ['--as-of', '2026-01-05'];

/** The columns that the contract promises, in its order. */
const QUEUE =
  'rank,debtor_id,timing,reason,habitual_late,first_contact,open_amount,overdue_amount,currency,oldest_due_date,days_overdue,p_late,expected_payment_date,expected_value,invoice_ids,last_contact_at,last_contact_outcome,promise_due_on,reasons,language,opening,propensity,agent,name,contact_name,phone,last_contact_agent,last_contact_note,promise_amount,said,behaviour,questions,offer,note,worth_today,later_day'.split(
    ',',
  );
const SUPPRESSED =
  'debtor_id,reason,until,evidence,open_amount,overdue_amount,p_late,expected_payment_date,propensity,rank'.split(',');
const ACTIONS = 'debtor_id,action,invoice_ids,due_on,evidence'.split(',');
const REJECTS = 'table,line,column,value,problem'.split(',');
const RHYTHM =
  'debtor_id,family,days,label,strength,q_value,payment_dates,next_run,clearing_lag_days,lateness_explained,missed_runs'.split(
    ',',
  );
const PREDICTIONS = 'invoice_id,moment_date,p_late,p_very_late,date_p10,date_p50,date_p90,baseline_p_late'.split(',');
const CALL_REASONS =
  'broken_promise missed_run overdue_first_contact overdue_follow_up habitual_late_pre_due not_received_pre_due high_value_pre_due'.split(
    ' ',
  );
const SUPPRESSION_REASONS =
  'unapplied_cash stale_cash awaiting_payment_run promise_pending plan_on_track dispute_open invoice_unverified first_reminder_required reminder_term_running recently_contacted attempts_exhausted direct_debit do_not_call handed_over insolvency below_minimum not_worth_a_call over_capacity holdout no_action'.split(
    ' ',
  );
const ACTION_NAMES =
  'send_pre_due_reminder send_first_reminder send_letter_or_email resolve_dispute match_cash verify_invoice resend_invoice offer_payment_plan propose_escalation propose_deposit thank'.split(
    ' ',
  );

/** Done without a warning or a trace, and stdout is one JSON document. */
function documentOf(result: CommandResult): Record<string, unknown> {
  expect(result.code, result.stderr).toBe(0);
  expect(result.stdout.endsWith('}\n')).toBe(true);
  return JSON.parse(result.stdout);
}

const work = temporaryDirectory();
const model = join(work, 'model.json');
const ranked = join(work, 'ranked');
let trained: Record<string, unknown>;
let queue: Record<string, unknown>;

beforeAll(async () => {
  trained = documentOf(await payrhythm('train', SAMPLE, ...AS_OF, '--model', model, '--json'));
  queue = documentOf(
    await payrhythm('rank', SAMPLE, ...AS_OF, '--model', model, '--capacity', '25', '--out', ranked, '--json'),
  );
});

/** A small ledger with a payer of every kind and something to say in every table. */
const SMALL = {
  'invoices.csv': `invoice_id,debtor_id,issue_date,due_date,amount
A1,A,2025-10-01,2025-10-31,100.00
A2,A,2025-11-03,2025-12-03,250.00
A3,A,2026-01-12,2026-02-11,300.00
B1,B,2025-11-03,2025-12-03,80.00
B2,B,2026-02-02,2026-03-04,90.00
`,
  'payments.csv': `debtor_id,invoice_id,paid_on,amount
A,A1,2025-11-14,100.00
A,A2,2025-12-19,250.00
B,B1,2025-12-01,80.00
`,
};
const SMALL_AS_OF = ['--as-of', '2026-03-02'];

describe('rank', () => {
  it('writes five files with the columns of the contract', () => {
    expect(readdirSync(ranked).sort()).toEqual([
      'actions.csv',
      'queue.csv',
      'rejects.csv',
      'run.json',
      'suppressed.csv',
    ]);
    expect(headerOf(join(ranked, 'queue.csv'))).toEqual(QUEUE);
    expect(headerOf(join(ranked, 'suppressed.csv'))).toEqual(SUPPRESSED);
    expect(headerOf(join(ranked, 'actions.csv'))).toEqual(ACTIONS);
    expect(headerOf(join(ranked, 'rejects.csv'))).toEqual(REJECTS);
  });

  it('--json is the same rows under the same names', () => {
    const files = { calls: 'queue.csv', suppressed: 'suppressed.csv', actions: 'actions.csv' };
    const columns = { calls: QUEUE, suppressed: SUPPRESSED, actions: ACTIONS };
    for (const [key, file] of Object.entries(files)) {
      const rows = queue[key] as Record<string, unknown>[];
      const written = readCsv(join(ranked, file));
      expect(rows.length).toBeGreaterThan(0);
      expect(rows).toHaveLength(written.length);
      rows.forEach((row, at) => {
        expect(Object.keys(row)).toEqual(columns[key as keyof typeof columns]);
        const cells = Object.values(row).map((cell) => (cell === null ? '' : String(cell)));
        expect(cells.map((cell) => (/^[=+\-@]/.test(cell) && Number.isNaN(Number(cell)) ? `'${cell}` : cell))).toEqual(
          Object.values(written[at]),
        );
      });
    }
    expect(queue).toMatchObject({ asOf: '2026-01-05', model: { id: trained['id'] } });
  });

  it('uses only the words of the contract', () => {
    for (const row of readCsv(join(ranked, 'queue.csv'))) {
      expect(CALL_REASONS).toContain(row['reason']);
      expect(['pre_due', 'due', 'overdue']).toContain(row['timing']);
      expect(['true', 'false']).toContain(row['habitual_late']);
      expect(row['opening']).not.toBe('');
    }
    for (const row of readCsv(join(ranked, 'suppressed.csv'))) {
      expect(SUPPRESSION_REASONS).toContain(row['reason']);
      expect(row['evidence']).not.toBe('');
      if (row['until'] !== '') expect(row['until'] > '2026-01-05').toBe(true);
    }
    for (const row of readCsv(join(ranked, 'actions.csv'))) expect(ACTION_NAMES).toContain(row['action']);
  });

  it('puts every debtor with open debt in exactly one of queue and suppressed', () => {
    const paid = new Map<string, number>();
    const known = (row: Record<string, string>, column: string): boolean =>
      row[column] !== '' && row[column] < '2026-01-05';
    for (const row of readCsv(join(SAMPLE, 'payments.csv'))) {
      const booked = { ...row, booked_on: row['booked_on'] || row['paid_on'] };
      if (!known(booked, 'booked_on') || row['invoice_id'] === '') continue;
      if (row['applied_on'] !== '' && !known(row, 'applied_on')) continue;
      const sign = row['kind'] === 'refund' || row['kind'] === 'returned' ? -1 : 1;
      paid.set(row['invoice_id'], (paid.get(row['invoice_id']) ?? 0) + sign * Math.abs(Number(row['amount'])));
    }
    const open = new Set<string>();
    for (const row of readCsv(join(SAMPLE, 'invoices.csv'))) {
      if (!known(row, 'issue_date') || row['kind'] === 'credit_note' || Number(row['amount']) < 0) continue;
      const left = Number(row['amount']) - (paid.get(row['invoice_id']) ?? 0);
      if (left > 1.000001) open.add(row['debtor_id']);
    }
    const places = [...readCsv(join(ranked, 'queue.csv')), ...readCsv(join(ranked, 'suppressed.csv'))].map(
      (row) => row['debtor_id'],
    );
    expect(new Set(places).size).toBe(places.length);
    expect(open.size).toBeGreaterThan(50);
    expect([...open].filter((debtor) => !places.includes(debtor))).toEqual([]);
  });

  it('calls no more than the capacity, ranked from 1', () => {
    const calls = readCsv(join(ranked, 'queue.csv'));
    expect(calls.length).toBeLessThanOrEqual(25);
    expect(calls.map((call) => Number(call['rank']))).toEqual(calls.map((_, at) => at + 1));
  });

  it('records the run', () => {
    const run = readJson(join(ranked, 'run.json'));
    expect(run).toMatchObject({
      tool: 'payrhythm',
      asOf: '2026-01-05',
      options: { seed: 7, capacity: 25 },
      policy: { callsPerDay: 25 },
      model: { id: trained['id'], origin: 'loaded' },
      tables: { invoices: { read: readCsv(join(SAMPLE, 'invoices.csv')).length, rejected: 0 } },
      rejectedRows: 0,
    });
    for (const input of run.inputs) expect(input.sha256).toMatch(/^[0-9a-f]{64}$/);
    const { all, queue: calls, suppressed } = run.totals;
    expect(all.debtors).toBe(calls.debtors + suppressed.debtors);
    expect(all.openAmount).toBeCloseTo(calls.openAmount + suppressed.openAmount, 4);
    expect(all.overdueAmount).toBeCloseTo(calls.overdueAmount + suppressed.overdueAmount, 4);
  });

  it('trains by itself where no model is given: the same queue', async () => {
    const directory = writeFiles(SMALL);
    const path = join(directory, 'm.json');
    expect((await payrhythm('train', directory, ...SMALL_AS_OF, '--model', path)).code).toBe(0);
    const rank = (out: string, ...more: string[]) =>
      payrhythm('rank', directory, ...SMALL_AS_OF, '--out', join(directory, out), ...more);
    expect((await rank('trained')).code).toBe(0);
    expect((await rank('loaded', '--model', path)).code).toBe(0);
    expect(decisionBytes(join(directory, 'loaded'))).toBe(decisionBytes(join(directory, 'trained')));
    const models = ['trained', 'loaded'].map((origin) => readJson(join(directory, origin, 'run.json')).model);
    expect(models).toMatchObject([
      { id: readJson(path).id, origin: 'trained' },
      { id: readJson(path).id, origin: 'loaded' },
    ]);
  });

  it('takes a policy file; --capacity is its callsPerDay', async () => {
    const directory = writeFiles({ ...SMALL, 'p.json': '{"callsPerDay":0,"minimumAmount":10}' });
    const out = join(directory, 'out');
    const rank = (...more: string[]) =>
      payrhythm('rank', directory, ...SMALL_AS_OF, '--policy', join(directory, 'p.json'), '--out', out, ...more);
    expect((await rank()).code).toBe(0);
    expect(readCsv(join(out, 'queue.csv'))).toEqual([]);
    expect((await rank('--capacity', '3')).code).toBe(0);
    expect(readCsv(join(out, 'queue.csv')).map((row) => row['debtor_id'])).toEqual(['A']);
    expect(readJson(join(out, 'run.json')).policy).toMatchObject({ callsPerDay: 3, minimumAmount: 10 });
  });

  it('says that it leans on the debtors’ own records where history is thin', async () => {
    const directory = writeFiles(SMALL);
    const { code, stderr } = await payrhythm('rank', directory, ...SMALL_AS_OF, '--out', join(directory, 'out'));
    expect(code).toBe(0);
    expect(stderr).toMatch(/ to train boosted-trees, so every debtor's own smoothed record is used instead$/m);
  });

  it('leaves the previous output as it was when it fails', async () => {
    const directory = writeFiles(SMALL);
    const out = join(directory, 'out');
    expect((await payrhythm('rank', directory, ...SMALL_AS_OF, '--out', out)).code).toBe(0);
    const before = readdirSync(out).map((name) => [name, readFileSync(join(out, name), 'utf8')]);
    writeFiles({ 'invoices.csv': 'nonsense\n1\n' }, directory);
    expect((await payrhythm('rank', directory, ...SMALL_AS_OF, '--out', out)).code).toBe(3);
    writeFiles({ ...SMALL, 'm.json': '{' }, directory);
    expect(
      (await payrhythm('rank', directory, ...SMALL_AS_OF, '--model', join(directory, 'm.json'), '--out', out)).code,
    ).toBe(4);
    expect(readdirSync(out).map((name) => [name, readFileSync(join(out, name), 'utf8')])).toEqual(before);
    expect(readdirSync(directory).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('replaces a previous output of its own, and refuses while another run holds it', async () => {
    const directory = writeFiles(SMALL);
    const out = join(directory, 'out');
    expect((await payrhythm('rank', directory, ...SMALL_AS_OF, '--out', out)).code).toBe(0);
    expect((await payrhythm('rank', directory, ...SMALL_AS_OF, '--capacity', '0', '--out', out)).code).toBe(0);
    expect(readCsv(join(out, 'queue.csv'))).toEqual([]);
    writeFiles(
      { '.out.payrhythm-lock': JSON.stringify({ pid: process.pid, host: (await import('node:os')).hostname() }) },
      directory,
    );
    const { code, stderr } = await payrhythm('rank', directory, ...SMALL_AS_OF, '--quiet', '--out', out);
    expect(code).toBe(6);
    expect(stderr).toMatch(
      / is held by another run \(process \d+ on .*\): wait until it ends; if none is running, remove /,
    );
  });
});

describe('messages', () => {
  it('--quiet prints no warning, and the result only', async () => {
    const directory = writeFiles(SMALL);
    const loud = await payrhythm('rank', directory, ...SMALL_AS_OF, '--out', join(directory, 'out'));
    const quiet = await payrhythm('rank', directory, ...SMALL_AS_OF, '--out', join(directory, 'out'), '--quiet');
    expect(loud.stderr).not.toBe('');
    expect(quiet).toEqual({ code: 0, stderr: '', stdout: loud.stdout });
  });

  it('--log-format json gives a JSON document a line', async () => {
    const directory = writeFiles(SMALL);
    const { stderr } = await payrhythm(
      'rank',
      directory,
      ...SMALL_AS_OF,
      '--out',
      join(directory, 'out'),
      '--log-format',
      'json',
    );
    const lines = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines)
      expect(line).toMatchObject({
        level: 'warning',
        event: expect.stringMatching(/^[a-z_]+$/),
        message: expect.any(String),
      });
  });

  it('--help and --version are results', async () => {
    const help = await payrhythm('rank', '--help');
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('--capacity');
    expect((await payrhythm('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('demo', () => {
  it('prints a queue of the sample and writes the files', async () => {
    const out = join(temporaryDirectory(), 'demo');
    const { code, stdout, stderr } = await payrhythm('demo', '--out', out);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('Call today');
    expect(stdout).toContain('Leave alone');
    for (const line of stdout.replace(out, 'demo').split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(decisionBytes(out), 'the demo trains by itself and comes to the same queue').toBe(decisionBytes(ranked));
  });
});

describe('train', () => {
  it('prints its scores beside the baseline, and writes the model', () => {
    expect(Object.keys(trained)).toEqual(
      expect.arrayContaining([
        'model',
        'id',
        'asOf',
        'estimator',
        'lateAfterDays',
        'roll',
        'training',
        'timeSplit',
        'warnings',
      ]),
    );
    expect(trained).toMatchObject({
      timeSplit: {
        model: { auc: expect.any(Number) },
        baseline: { auc: expect.any(Number) },
        intervals: { resamples: 200, difference: { auc: { low: expect.any(Number), high: expect.any(Number) } } },
      },
      trainingSpan: { from: expect.stringMatching(/^202/), to: '2026-01-04' },
    });
    expect(readJson(model)).toMatchObject({ format: 'payrhythm-lateness-model', id: trained['id'] });
  });

  it('writes the same bytes again', async () => {
    const directory = writeFiles(SMALL);
    const paths = ['a.json', 'b.json'].map((name) => join(directory, name));
    for (const path of paths)
      expect((await payrhythm('train', directory, ...SMALL_AS_OF, '--model', path)).code).toBe(0);
    expect(readFileSync(paths[0], 'utf8')).toBe(readFileSync(paths[1], 'utf8'));
  });

  it('the model of a ledger without a payment can be read again', async () => {
    const directory = writeFiles({ 'invoices.csv': SMALL['invoices.csv'] });
    const path = join(directory, 'm.json');
    expect((await payrhythm('train', directory, ...SMALL_AS_OF, '--model', path)).code).toBe(0);
    const result = await payrhythm(
      'rank',
      directory,
      ...SMALL_AS_OF,
      '--model',
      path,
      '--quiet',
      '--out',
      join(directory, 'out'),
    );
    expect(result.stderr).toBe('');
    expect(result.code).toBe(0);
  });
});

describe('evaluate', () => {
  const predictions = join(work, 'predictions.csv');
  let document: Record<string, unknown>;
  beforeAll(async () => {
    document = documentOf(
      await payrhythm(
        'evaluate',
        SAMPLE,
        '--cut',
        '2025-09-01',
        '--late-after',
        '3',
        '--predictions',
        predictions,
        '--audit',
        '--json',
      ),
    );
  });

  it('--json has the keys of the contract', () => {
    const scores = [
      'auc',
      'averagePrecision',
      'brier',
      'ece',
      'logLoss',
      'precisionAtTop10',
      'maeDays',
      'within3Days',
      'coverage80',
    ];
    expect(document).toMatchObject({ cut: '2025-09-01', at: 'issue', lateAfterDays: 3, roll: 'following' });
    for (const key of scores) {
      expect(document[key], key).toEqual(expect.any(Number));
      expect((document['baseline'] as Record<string, number>)[key], key).toEqual(expect.any(Number));
    }
    for (const key of ['train', 'test'])
      expect(document[key]).toEqual({ rows: expect.any(Number), lateShare: expect.any(Number) });
    expect(Object.keys(document['seconds'] as object)).toEqual(['load', 'features', 'train', 'score']);
  });

  it('--json says how sure the scores are, and how well each kind of invoice is calibrated', () => {
    const { model, difference, debtors } = document['intervals'] as ScoreIntervals;
    expect(debtors).toBeGreaterThan(100);
    for (const key of ['auc', 'ece', 'maeDays'] as const) {
      const score = document[key] as number;
      const less = score - (document['baseline'] as Record<string, number>)[key];
      for (const [value, bounds] of [[score, model[key]] as const, [less, difference[key]] as const]) {
        expect(bounds?.low).toBeLessThan(value + 0.05 * Math.abs(value) + 0.01);
        expect(bounds?.high).toBeGreaterThan(value - 0.05 * Math.abs(value) - 0.01);
      }
    }
    const segments = document['segments'] as CalibrationSegment[];
    expect([...new Set(segments.map(({ by }) => by))]).toEqual(['history', 'term', 'amount', 'run', 'country']);
  });

  it('finds no leak', () => {
    expect(document['audit']).toMatchObject({
      checked: 400,
      differing: 0,
      examples: [],
      leaks: [],
      inflation: { aucHonest: expect.any(Number), aucNaive: expect.any(Number) },
    });
  });

  it('--predictions lets anybody compute the AUC again', async () => {
    expect(headerOf(predictions)).toEqual(PREDICTIONS);
    const rows = readCsv(predictions);
    expect(rows).toHaveLength((document['test'] as { rows: number }).rows);
    const late = await lateAfter(3);
    const auc = (column: string): number => {
      let wins = 0;
      let pairs = 0;
      const sides = [rows.filter((row) => late(row['invoice_id'])), rows.filter((row) => !late(row['invoice_id']))];
      for (const a of sides[0])
        for (const b of sides[1]) {
          pairs++;
          const difference = Number(a[column]) - Number(b[column]);
          wins += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
        }
      return wins / pairs;
    };
    expect(auc('p_late')).toBeCloseTo(document['auc'] as number, 3);
    expect(auc('baseline_p_late')).toBeCloseTo((document['baseline'] as { auc: number }).auc, 3);
  });

  it('gives shares and ordered dates', () => {
    for (const row of readCsv(predictions)) {
      for (const column of ['p_late', 'p_very_late', 'baseline_p_late']) {
        expect(row[column]).not.toBe('');
        expect(Number(row[column])).toBeGreaterThanOrEqual(0);
        expect(Number(row[column])).toBeLessThanOrEqual(1);
      }
      const dates = [row['date_p10'], row['date_p50'], row['date_p90']].map((date) => date || '9999');
      expect(dates).toEqual([...dates].sort());
      expect(row['date_p10'] === '' || row['date_p10'] >= row['moment_date']).toBe(true);
    }
  });

  it('says in words what it prints', async () => {
    const { code, stdout } = await payrhythm(
      'evaluate',
      SAMPLE,
      '--cut',
      '2025-11-01',
      '--at',
      'due',
      '--estimator',
      'prior',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^prior trained on \d+ invoices known on 2025-11-01/);
    expect(stdout).toContain('each looked at on its due date\n');
    expect(stdout).toMatch(/^AUC .* 0\.\d{3} +0\.\d{3} … [01]\.\d{3} +0\.\d{3} +\+0\.000 … \+0\.000$/m);
    expect(stdout).toMatch(/^payment term +up to 14 days +\d+ +[\d.]+ % +[\d.]+ % +(–|0\.\d{3})$/m);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('refuses where nothing is left to test', async () => {
    const { code, stderr } = await payrhythm('evaluate', writeFiles(SMALL), '--cut', '2027-01-01', '--quiet');
    expect(stderr).toBe(
      'payrhythm: no invoice issued on or after 2027-01-01 has a known outcome at this moment: choose an earlier --cut (the ledger knows payments up to 2025-12-19)\n',
    );
    expect(code).toBe(3);
  });

  /** Lateness of the sample’s invoices, worked out from its files; rolled due dates come from the library. */
  async function lateAfter(days: number): Promise<(invoice: string) => boolean> {
    const { createCalendars, parseDay } = await import('../../src/calendar/index.ts');
    const calendars = createCalendars();
    const country = new Map(readCsv(join(SAMPLE, 'debtors.csv')).map((row) => [row['debtor_id'], row['country']]));
    const payments = new Map<string, { paid: number; booked: number; amount: number; kind: string }[]>();
    let end = 0;
    for (const row of readCsv(join(SAMPLE, 'payments.csv'))) {
      const booked = parseDay(row['booked_on'] || row['paid_on']);
      end = Math.max(end, booked);
      const sign = row['kind'] === 'refund' || row['kind'] === 'returned' ? -1 : 1;
      const list = payments.get(row['invoice_id']) ?? [];
      list.push({
        paid: parseDay(row['paid_on']),
        booked,
        amount: sign * Math.abs(Number(row['amount'])),
        kind: row['kind'],
      });
      payments.set(row['invoice_id'], list);
    }
    for (const row of readCsv(join(SAMPLE, 'contacts.csv'))) end = Math.max(end, parseDay(row['at']));
    const late = new Map<string, boolean>();
    for (const row of readCsv(join(SAMPLE, 'invoices.csv'))) {
      end = Math.max(end, parseDay(row['issue_date']));
      let open = Number(row['amount']);
      let paidOn = Number.POSITIVE_INFINITY;
      const own = [...(payments.get(row['invoice_id']) ?? [])].sort((a, b) => a.booked - b.booked || a.paid - b.paid);
      for (const payment of own) {
        const wasOpen = open > 1.005;
        open -= payment.amount;
        if (open > 1.005) paidOn = Number.POSITIVE_INFINITY;
        else if (wasOpen) paidOn = payment.paid;
      }
      const due = calendars.forCountry(country.get(row['debtor_id']) ?? '').rollFollowing(parseDay(row['due_date']));
      late.set(row['invoice_id'], Math.min(paidOn, end) - due > days);
    }
    return (invoice) => late.get(invoice) === true;
  }
});

describe('features', () => {
  const out = temporaryDirectory();
  const at = (grain: string, ending: string, ...more: string[]) =>
    payrhythm(
      'features',
      SAMPLE,
      ...AS_OF,
      '--grain',
      grain,
      '--out',
      join(out, `${grain}.${ending}`),
      '--json',
      ...more,
    );

  it('debtor: one row a debtor, every declared feature', async () => {
    const document = documentOf(await at('debtor', 'csv'));
    const rows = readCsv(join(out, 'debtor.csv'));
    expect(rows).toHaveLength(200);
    expect(document).toMatchObject({ grain: 'debtor', at: 'as-of', rows: 200 });
    expect(headerOf(join(out, 'debtor.csv'))).toEqual([
      'debtor_id',
      'moment_date',
      ...DEBTOR_FEATURES.map(({ name }) => name),
    ]);
    expect(document['columns']).toEqual(headerOf(join(out, 'debtor.csv')));
    expect(rows.map((row) => row['debtor_id'])).toEqual(rows.map((row) => row['debtor_id']).sort());
  });

  it('invoice: one row an invoice at its moment; csv, parquet and arrow hold the same', async () => {
    for (const ending of ['csv', 'parquet', 'arrow']) documentOf(await at('invoice', ending, '--at', 'due-3'));
    const rows = readCsv(join(out, 'invoice.csv'));
    const header = headerOf(join(out, 'invoice.csv'));
    expect(header.slice(0, 3)).toEqual(['invoice_id', 'debtor_id', 'moment_date']);
    expect(header.slice(3).sort()).toEqual(FEATURES.map(({ name }) => name).sort());
    const arrow = tableFromIPC(readFileSync(join(out, 'invoice.arrow')));
    const parquet = await duckDbRows(`SELECT * FROM '${join(out, 'invoice.parquet')}'`);
    expect(arrow.numRows).toBe(rows.length);
    expect(parquet).toHaveLength(rows.length);
    for (const at of [0, 100, rows.length - 1]) {
      const fromArrow = arrow.at(at) as Record<string, unknown>;
      for (const column of header) {
        if (column === 'moment_date') continue;
        const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
        expect(text(fromArrow[column]), column).toBe(rows[at][column]);
        expect(text(parquet[at][column]), column).toBe(rows[at][column]);
      }
      expect(String(parquet[at]['moment_date'])).toBe(rows[at]['moment_date']);
    }
  });

  it('as-of: the open invoices', async () => {
    documentOf(await at('invoice', 'csv', '--at', 'as-of'));
    const rows = readCsv(join(out, 'invoice.csv'));
    expect(rows.length).toBeGreaterThan(50);
    expect(new Set(rows.map((row) => row['moment_date']))).toEqual(new Set(['2026-01-05']));
  });
});

describe('rhythm', () => {
  it('has the columns of the contract, in a file and in JSON', async () => {
    const path = join(temporaryDirectory(), 'runs.csv');
    const { runs } = documentOf(await payrhythm('rhythm', SAMPLE, ...AS_OF, '--out', path, '--json')) as {
      runs: Record<string, unknown>[];
    };
    expect(headerOf(path).slice(0, RHYTHM.length)).toEqual(RHYTHM);
    expect(runs).toHaveLength(200);
    expect(Object.keys(runs[0])).toEqual(headerOf(path));
    const families = ['weekly', 'fortnightly', 'monthly_day', 'monthly_business_day', 'month_end_after_due', 'none'];
    for (const run of runs) {
      expect(families).toContain(run['family']);
      if (run['family'] !== 'none') expect((run['next_run'] as string) >= '2026-01-05').toBe(true);
    }
    expect(runs.filter((run) => run['family'] !== 'none').length).toBeGreaterThan(5);
    const one = documentOf(
      await payrhythm('rhythm', SAMPLE, ...AS_OF, '--debtor', runs[7]['debtor_id'] as string, '--json'),
    );
    expect(one).toEqual({ runs: [runs[7]] });
  });
});

describe('forecast', () => {
  it('says the same in JSON, in a file and in words', async () => {
    const path = join(temporaryDirectory(), 'cash.csv');
    const forecast = (...more: string[]) => payrhythm('forecast', SAMPLE, ...AS_OF, '--model', model, ...more);
    const document = documentOf(await forecast('--out', path, '--json'));
    const intervals = document['intervals'] as Record<string, number | string>[];
    expect(document).toMatchObject({
      asOf: '2026-01-05',
      by: 'week',
      until: '2026-04-05',
      model: { id: trained['id'], origin: 'loaded' },
    });
    expect(intervals).toHaveLength(13);
    expect(readCsv(path).map((row) => ({ ...row }))).toEqual(
      intervals.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]))),
    );
    const expected = intervals.reduce((sum, row) => sum + Number(row['expected_amount']), 0);
    expect(expected + (document['laterAmount'] as number)).toBeCloseTo(document['openAmount'] as number, 2);
    const { code, stdout } = await forecast('--by', 'month', '--horizon', '27');
    expect(code).toBe(0);
    expect(stdout).toContain('2026-01-05  2026-01-31');
    expect(stdout).toMatch(/^by 2026-01-31 in all [\d,]+ EUR, give or take [\d,.]+ – [\d,.]+$/m);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('trains by itself, and refuses a file of no known kind, a period or a horizon that there is not', async () => {
    const directory = writeFiles(SMALL);
    const forecast = (...more: string[]) => payrhythm('forecast', directory, ...SMALL_AS_OF, '--quiet', ...more);
    expect((await forecast('--json')).stdout).toContain('"origin": "trained"');
    expect(await forecast('--out', 'cash.txt')).toMatchObject({ code: 2, stderr: expect.stringContaining('.parquet') });
    expect(await forecast('--by', 'year')).toMatchObject({ code: 2 });
    expect(await forecast('--horizon', '0')).toMatchObject({ code: 2 });
  });
});

describe('explain', () => {
  it('is everything behind one debtor’s place', async () => {
    const call = readCsv(join(ranked, 'queue.csv'))[0];
    const explain = (...more: string[]) =>
      payrhythm(
        'explain',
        SAMPLE,
        ...AS_OF,
        '--model',
        model,
        '--capacity',
        '25',
        '--debtor',
        call['debtor_id'],
        ...more,
      );
    const page = documentOf(await explain('--json'));
    expect(page).toMatchObject({ debtor_id: call['debtor_id'], suppressed: null, run: expect.any(Object) });
    expect(page['call']).toMatchObject({ rank: 1, reason: call['reason'], invoice_ids: call['invoice_ids'] });
    expect((page['features'] as unknown[]).length).toBe(DEBTOR_FEATURES.length);
    const invoices = page['invoices'] as PageInvoice[];
    for (const id of call['invoice_ids'].split('|'))
      expect(invoices.map((invoice) => invoice.invoice_id)).toContain(id);
    for (const { base, margin, chance, contributions, other } of invoices) {
      expect(contributions.length).toBeGreaterThan(6);
      const parts = [...contributions, ...other].map(({ effect }) => effect);
      expect(parts.reduce((sum, effect) => sum + effect, base)).toBeCloseTo(margin, 9);
      expect(1 / (1 + Math.exp(-margin))).toBeCloseTo(chance, 9);
    }
    const { stdout } = await explain();
    expect(stdout).toMatch(/^ {4}why: the log-odds of (late payment|payment more than \d+ days late) start from/m);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toContain('CALL, place 1');
    expect(stdout).toContain('How it pays');
  });
});

describe('inspect', () => {
  it('tells the mapping, the counts and the problems, and changes nothing', async () => {
    const directory = writeFiles({
      ...SMALL,
      'invoices.csv': SMALL['invoices.csv'].replace('A3,A,2026-01-12', 'A3,A,2026-02-31'),
    });
    const document = documentOf(await payrhythm('inspect', directory, ...SMALL_AS_OF, '--json'));
    expect(document).toMatchObject({
      asOf: '2026-03-02',
      debtors: 2,
      invoices: 4,
      firstIssueDate: '2025-10-01',
      lastIssueDate: '2026-02-02',
      settled: 3,
      open: 1,
      openAmount: 90,
      tables: { invoices: { read: 5, accepted: 4, rejected: 1, collapsed: 0 } },
      rejects: [
        { table: 'invoices', line: 4, column: 'issue_date', value: '2026-02-31', problem: 'is no calendar date' },
      ],
    });
    expect(document['lateShare']).toBeCloseTo(2 / 3);
    const { stdout } = await payrhythm('inspect', directory, ...SMALL_AS_OF);
    expect(stdout).toContain('invoices line 4, issue_date = "2026-02-31": is no calendar date');
    expect(readdirSync(directory).sort()).toEqual(['invoices.csv', 'payments.csv']);
  });

  it('of a morning before the first invoice', async () => {
    const { code, stdout } = await payrhythm('inspect', writeFiles(SMALL), '--as-of', '2020-01-01');
    expect(code).toBe(0);
    expect(stdout).toMatch(/0 invoices and 0 credit notes of 0 debtors,\nnone known on 2020-01-01/);
  });
});

it('nothing of the sample’s truth is read', () => {
  expect(existsSync(join(SAMPLE, 'truth'))).toBe(true);
  expect(
    readJson(join(ranked, 'run.json'))
      .inputs.map((input: { path: string }) => input.path)
      .join(),
  ).not.toContain('truth');
});
