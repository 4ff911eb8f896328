import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CommandResult, payrhythm, readCsv, readJson, temporaryDirectory, writeFiles } from './command-line.ts';

const HEADER = 'invoice_id,debtor_id,issue_date,due_date,amount';
const F1 = 'F1,D1,2026-01-05,2026-02-04,120.00';
const F2 = 'F2,D2,2026-01-07,2026-02-06,60.00';
const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;
const invoices = (...rows: string[]): string => lines(HEADER, ...rows);
const HALF = ['--max-rejects', '100'];

interface Ranked extends CommandResult {
  readonly directory: string;
  readonly out: string;
  /** stderr without the directory of the test. */
  readonly message: string;
}

/** Ranks a hand-made ledger as of 2026-03-02; `DIR` in options stands for its directory. */
async function rank(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: readonly string[] = [],
  ledger = 'invoices.csv',
): Promise<Ranked> {
  const directory = writeFiles(files);
  const out = join(directory, 'out');
  const ledgerPath = ledger.includes('://') ? ledger : join(directory, ledger);
  const given = options.map((option) => option.replaceAll('DIR', directory));
  const result = await payrhythm('rank', ledgerPath, '--as-of', '2026-03-02', '--out', out, ...given);
  const message = result.stderr.replaceAll(`${directory}/`, '').replaceAll(directory, 'DIR');
  expect(result.stdout + result.stderr).not.toMatch(/^\s+at .+:\d+:\d+|node_modules|unexpected failure/m);
  return { ...result, directory, out, message };
}

/** Refused: this message and nothing else on stderr, nothing on stdout, nothing written. */
async function refused(ranked: Promise<Ranked>, code: number, message: string): Promise<void> {
  const result = await ranked;
  expect(result.message).toBe(`payrhythm: ${message}\n`);
  expect(result.code).toBe(code);
  expect(result.stdout).toBe('');
  expect(existsSync(result.out)).toBe(false);
  expect(readdirSync(result.directory).filter((name) => name.startsWith('.'))).toEqual([]);
}

interface Accepted extends Ranked {
  /** What was said about the import, without the messages of the model and the queue. */
  readonly said: readonly string[];
  readonly rejects: readonly Record<string, string>[];
  readonly counts: Record<string, readonly [number, number, number, number]>;
  readonly places: Record<string, Record<string, string>>;
}

const IMPORT_EVENTS = ['import_warning', 'rows_rejected', 'rows_collapsed'];

/** Ranked with exit code 0; every row and amount reconciles, and every debtor is in exactly one list. */
async function accepted(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: readonly string[] = [],
  ledger?: string,
): Promise<Accepted> {
  const ranked = await rank(files, ['--log-format', 'json', ...options], ledger);
  expect(ranked.code, ranked.message).toBe(0);
  const run = readJson(join(ranked.out, 'run.json'));
  const rejects = readCsv(join(ranked.out, 'rejects.csv'));
  const counts: Record<string, [number, number, number, number]> = {};
  for (const [table, told] of Object.entries<Record<string, never>>(run.tables)) {
    const { read, accepted: taken, rejected, collapsed } = told as unknown as Record<string, number>;
    const amounts = told['amounts'] as unknown as Record<string, number>;
    expect(read).toBe(taken + rejected + collapsed);
    expect(amounts['read']).toBeCloseTo(amounts['accepted'] + amounts['rejected'] + amounts['collapsed'], 4);
    expect(rejects.filter((row) => row['table'] === table)).toHaveLength(rejected);
    counts[table] = [read, taken, rejected, collapsed];
  }
  expect(run.rejectedRows).toBe(rejects.length);
  const queue = readCsv(join(ranked.out, 'queue.csv'));
  const suppressed = readCsv(join(ranked.out, 'suppressed.csv'));
  const places: Record<string, Record<string, string>> = Object.create(null);
  for (const row of [...queue, ...suppressed]) {
    expect(Object.hasOwn(places, row['debtor_id'])).toBe(false);
    places[row['debtor_id']] = row;
  }
  const sum = (rows: Record<string, string>[]): number =>
    rows.reduce((total, row) => total + Number(row['open_amount']), 0);
  expect(run.totals.all.openAmount).toBeCloseTo(sum([...queue, ...suppressed]), 4);
  const said = ranked.message
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; message: string; code?: string })
    .filter(({ event, code }) => IMPORT_EVENTS.includes(event) && code !== 'nothing_tells_paid')
    .map(({ message }) => message);
  return { ...ranked, said, rejects, counts, places };
}

describe('a file that is no ledger', () => {
  it('empty', () =>
    refused(
      rank({ 'invoices.csv': '' }),
      3,
      'invoices.csv is empty: it needs a line of headers and a line for each row',
    ));

  it('headers only', () =>
    refused(
      rank({ 'invoices.csv': `${HEADER}\n` }),
      3,
      'invoices.csv has headers but not a single row below them: export the invoices again, paid and open ones',
    ));

  it('blank lines only', () =>
    refused(rank({ 'invoices.csv': '\n\n\n' }), 3, 'invoices.csv holds blank lines only: it needs a line of headers'));

  it('missing', () =>
    refused(rank({}, [], 'nope.csv'), 5, 'nope.csv: there is no such file or directory; check the path'));

  it('binary', () =>
    refused(
      rank({ 'invoices.csv': Uint8Array.of(1, 2, 10, 3, 0, 5, 10, 0) }),
      3,
      'invoices.csv is no text file: a NUL byte at line 2. Give a CSV file (UTF-8, Windows-1252, or UTF-16 with its byte order mark), Parquet, JSON or Arrow',
    ));

  it('a workbook', () =>
    refused(
      rank({ 'invoices.csv': Buffer.from('504b030414000600', 'hex') }),
      3,
      'invoices.csv is no text file but a ZIP archive or an Excel workbook: save the sheet as CSV',
    ));

  it('binary without a NUL byte: the message cannot steer a terminal', async () => {
    const noise = Uint8Array.from({ length: 500 }, (_, i) => ((i * 37) % 254) + 1);
    const { code, message, out } = await rank({ 'invoices.csv': noise });
    expect(code).toBe(3);
    expect(message).toMatch(/^payrhythm: invoices\.csv: no header was recognised as invoice_id, debtor_id, /);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not appear
    expect(message).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(message.length).toBeLessThan(4000);
    expect(existsSync(out)).toBe(false);
  });

  it('a directory without invoices', () =>
    refused(
      rank({ 'payments.csv': 'debtor_id,paid_on,amount\n', 'notes.txt': 'x' }, [], '.'),
      3,
      'DIR holds no invoices: looked for invoices.csv, .tsv or .txt (also with .gz), .json, .ndjson, .jsonl, .parquet, .arrow; found notes.txt, payments.csv',
    ));

  it('a header without an id', () =>
    refused(
      rank({ 'invoices.csv': lines('debtor_id,issue_date,due_date,amount', 'D1,2026-01-05,2026-02-04,120') }),
      3,
      'invoices.csv: no header was recognised as invoice_id; it has debtor_id, issue_date, due_date, amount. Name them: --columns invoice_id=HEADER, or invoice_id=#line to number the rows',
    ));

  it('a database that does not answer; its password is not repeated', () =>
    refused(
      rank({}, [], 'postgres://me:secret@127.0.0.1:1/db'),
      5,
      'postgres://me@127.0.0.1:1/db cannot be reached: connect ECONNREFUSED 127.0.0.1:1; check address, user and password (PAYRHYTHM_SOURCE_PASSWORD, PAYRHYTHM_TARGET_PASSWORD or PGPASSWORD)',
    ));

  it('a 1 MB field', () =>
    refused(
      rank({ 'invoices.csv': invoices(F1, `F2,${'x'.repeat(1_000_001)},2026-01-07,2026-02-06,60`) }),
      3,
      'invoices.csv: the record at line 3 is longer than 1000000 bytes: look for a quote that is never closed, or shorten the field',
    ));

  it('a quote that is never closed', () =>
    refused(
      rank({ 'invoices.csv': invoices(F1, 'F2,"D2,2026-01-07,2026-02-06,60') }),
      3,
      'invoices.csv: the quote opened at line 3 is never closed: close it, or write it twice where it is text',
    ));
});

describe('dates', () => {
  it('31 February rejects its row, and one of two is more than 5 %', () =>
    refused(
      rank({ 'invoices.csv': invoices(F1, 'F2,D2,2026-02-31,2026-03-15,60.00') }),
      3,
      '1 of 2 rows of invoices cannot be used, more than --max-rejects 5% allows; correct them, or raise the limit:\n' +
        '  invoices line 3, issue_date = "2026-02-31": is no calendar date',
    ));

  it('31 February is in rejects.csv where that many may be rejected', async () => {
    const { said, rejects, counts, places } = await accepted(
      { 'invoices.csv': invoices(F1, 'F2,D2,2026-02-31,2026-03-15,60.00') },
      HALF,
    );
    expect(said).toEqual(['1 row was left out; rank writes them to rejects.csv, inspect shows them']);
    expect(rejects).toEqual([
      { table: 'invoices', line: '3', column: 'issue_date', value: '2026-02-31', problem: 'is no calendar date' },
    ]);
    expect(counts).toEqual({ invoices: [2, 1, 1, 0] });
    expect(Object.keys(places)).toEqual(['D1']);
  });

  it('a due date before the issue date is kept and told', async () => {
    const { said, counts, places } = await accepted({
      'invoices.csv': invoices(F1, 'F2,D2,2026-02-10,2026-02-01,60.00'),
    });
    expect(said).toEqual([
      'invoices.due_date: the due date 2026-02-01 lies before the issue date 2026-02-10; both are kept as they are (first at line 3); 1 in all',
    ]);
    expect(counts).toEqual({ invoices: [2, 2, 0, 0] });
    expect(Object.keys(places).sort()).toEqual(['D1', 'D2']);
  });

  it('an order of day and month that nothing proves', () =>
    refused(
      rank({ 'invoices.csv': invoices('F1,D1,05/01/2026,04/02/2026,120.00') }),
      3,
      'invoices.csv: the order of day and month is ambiguous: "05/01/2026" (column issue_date, line 2) and all other dates can be read in more than one way. Say which: --date-order dmy or --date-order mdy',
    ));

  it('the remedy it names works', async () => {
    const files = { 'invoices.csv': invoices('F1,D1,05/01/2026,04/02/2026,120.00') };
    const { places } = await accepted(files, ['--date-order', 'dmy']);
    expect(places['D1']).toMatchObject({ oldest_due_date: '2026-02-04' });
  });

  it('orders that contradict each other', () =>
    refused(
      rank({ 'invoices.csv': invoices('F1,D1,25/01/2026,04/02/2026,120.00', 'F2,D1,01/25/2026,04/02/2026,60.00') }),
      3,
      'invoices.csv: the dates contradict each other: "01/25/2026" (column issue_date, line 3) is not day/month/year, "25/01/2026" (column issue_date, line 2) is not month/day/year. Correct the file, or say which rows are right (the others are rejected): --date-order dmy or --date-order mdy',
    ));
});

describe('amounts', () => {
  it('a negative one is a credit note, a zero is kept and told', async () => {
    const { said, counts, places } = await accepted({
      'invoices.csv': invoices(F1, 'F2,D1,2026-02-10,2026-02-20,-50.00', 'F3,D2,2026-02-10,2026-02-20,0'),
    });
    expect(said).toEqual([
      'invoices.amount: an amount of 0 is kept, but nobody is called about it (first at line 4); 1 in all',
    ]);
    expect(counts).toEqual({ invoices: [3, 3, 0, 0] });
    expect(places['D1']).toMatchObject({ open_amount: '70' });
    expect(Object.keys(places)).toEqual(['D1']);
  });

  it('NaN, infinity and what overflows are no numbers', async () => {
    const { said, rejects, counts } = await accepted(
      {
        'invoices.csv': invoices(
          F1,
          ...['NaN', 'Infinity', '-inf', '1e400', '99999999999999'].map(
            (amount, i) => `G${i},D2,2026-01-07,2026-02-06,${amount}`,
          ),
        ),
      },
      HALF,
    );
    expect(said).toEqual(['5 rows were left out; rank writes them to rejects.csv, inspect shows them']);
    expect(rejects.map((row) => [row['line'], row['column'], row['value'], row['problem']])).toEqual([
      ['3', 'amount', 'NaN', 'is no number'],
      ['4', 'amount', 'Infinity', 'is no number'],
      ['5', 'amount', "'-inf", 'is no number'],
      ['6', 'amount', '1e400', 'is no number'],
      ['7', 'amount', '99999999999999', 'is out of range: an amount is below 10,000,000,000,000'],
    ]);
    expect(counts).toEqual({ invoices: [6, 1, 5, 0] });
  });

  it('two currencies without rates', () =>
    refused(
      rank({ 'invoices.csv': lines(`${HEADER},currency`, `${F1},EUR`, `${F2},USD`) }),
      3,
      'the ledger holds amounts in EUR, USD: amounts in different currencies are not added up. Give the value of one unit of each in the reporting currency, named first: --rates EUR=1,USD=…',
    ));

  it('a currency without a rate', () =>
    refused(
      rank({ 'invoices.csv': lines(`${HEADER},currency`, `${F1},EUR`, `${F2},USD`) }, ['--rates', 'EUR=1']),
      3,
      'no rate for USD: add it to --rates, e.g. --rates EUR=1,USD=…',
    ));

  it('with rates there is one sum', async () => {
    const { places } = await accepted(
      { 'invoices.csv': lines(`${HEADER},currency`, `${F1},EUR`, 'F2,D1,2026-01-07,2026-02-06,100.00,USD') },
      ['--rates', 'EUR=1,USD=0.9'],
    );
    expect(places['D1']).toMatchObject({ open_amount: '210' });
  });
});

describe('ids', () => {
  it('identical rows collapse, counted', async () => {
    const { said, counts, rejects, places } = await accepted({ 'invoices.csv': invoices(F1, F1, F2) });
    expect(said).toEqual(['invoices: 1 row repeats another one in every cell; each is counted once']);
    expect(counts).toEqual({ invoices: [3, 2, 0, 1] });
    expect(rejects).toEqual([]);
    expect(places['D1']).toMatchObject({ open_amount: '120' });
  });

  it('rows that share an id and disagree are all rejected', async () => {
    const { said, counts, rejects, places } = await accepted(
      { 'invoices.csv': invoices(F1, 'F1,D1,2026-01-05,2026-02-04,130.00', F2) },
      HALF,
    );
    expect(said).toEqual(['2 rows were left out; rank writes them to rejects.csv, inspect shows them']);
    const problem =
      'rows share this invoice_id and disagree; all of them are left out until the source says which is right';
    expect(rejects).toEqual([
      { table: 'invoices', line: '2', column: 'invoice_id', value: 'F1', problem },
      { table: 'invoices', line: '3', column: 'invoice_id', value: 'F1', problem },
    ]);
    expect(counts).toEqual({ invoices: [3, 1, 2, 0] });
    expect(Object.keys(places)).toEqual(['D2']);
  });

  it('where all disagree there is no output', () =>
    refused(
      rank({ 'invoices.csv': invoices(F1, 'F1,D1,2026-01-05,2026-02-04,130.00') }, HALF),
      3,
      'none of the 2 invoice rows can be used; correct them:\n' +
        [2, 3]
          .map(
            (line) =>
              `  invoices line ${line}, invoice_id = "F1": rows share this invoice_id and disagree; all of them are left out until the source says which is right`,
          )
          .join('\n'),
    ));

  it('a payment for an unknown invoice is unapplied cash, and told', async () => {
    const { said, counts, places } = await accepted(
      {
        'invoices.csv': invoices(F1),
        'payments.csv': lines('debtor_id,invoice_id,paid_on,amount', 'D1,F999,2026-02-10,40.00'),
      },
      [],
      '.',
    );
    expect(said).toEqual([
      'payments.invoice_id: the payment names invoice "F999", which the ledger does not hold; it is kept as unapplied cash (first at line 2); 1 in all',
    ]);
    expect(counts).toEqual({ invoices: [1, 1, 0, 0], payments: [1, 1, 0, 0] });
    expect(places['D1']).toMatchObject({ open_amount: '80' });
  });

  it('a dispute of an unknown invoice is rejected', async () => {
    const { rejects, counts } = await accepted(
      {
        'invoices.csv': invoices(F1),
        'disputes.csv': lines('dispute_id,invoice_id,opened_on', 'X1,F999,2026-02-10'),
      },
      HALF,
      '.',
    );
    expect(rejects).toEqual([
      {
        table: 'disputes',
        line: '2',
        column: 'invoice_id',
        value: 'F999',
        problem: 'the ledger holds no such invoice',
      },
    ]);
    expect(counts).toEqual({ invoices: [1, 1, 0, 0], disputes: [1, 0, 1, 0] });
  });

  it('names of JavaScript’s own come through to the queue', async () => {
    const names = ['__proto__', 'constructor', 'hasOwnProperty', 'toString'];
    const { places, counts, out } = await accepted(
      {
        'invoices.csv': invoices(...names.map((name) => `${name},${name},2026-01-05,2026-02-04,120.00`)),
        'debtors.csv': lines('debtor_id,name', ...names.map((name) => `${name},${name}`)),
      },
      [],
      '.',
    );
    expect(counts).toEqual({ invoices: [4, 4, 0, 0], debtors: [4, 4, 0, 0] });
    expect(Object.keys(places).sort()).toEqual([...names].sort());
    expect(readFileSync(join(out, 'queue.csv'), 'utf8')).toMatch(/^1,__proto__,overdue,overdue_first_contact,/m);
  });

  it('leading zeros stay', async () => {
    const { places } = await accepted({ 'invoices.csv': invoices('0001,0007,2026-01-05,2026-02-04,120.00') });
    expect(places['0007']).toMatchObject({ invoice_ids: '0001' });
  });
});

describe('texts', () => {
  it('formulas are neutralised in every file that is written', async () => {
    const { out, rejects } = await accepted(
      {
        'invoices.csv': invoices(
          '=1+1,=cmd|A1,2026-01-05,2026-02-04,120.00',
          '+F2,@D,2026-01-05,2026-02-04,120.00',
          '-F3,-D,2026-01-05,2026-03-05,120.00',
          '@F4,+D,2026-01-05,2026-02-04,=1+1',
        ),
      },
      HALF,
    );
    expect(rejects).toEqual([
      { table: 'invoices', line: '5', column: 'amount', value: "'=1+1", problem: 'is no number' },
    ]);
    const ids: string[] = [];
    for (const name of readdirSync(out).filter((file) => file.endsWith('.csv')))
      for (const row of readCsv(join(out, name)))
        for (const [column, cell] of Object.entries(row)) {
          if (column.endsWith('_id') || column.endsWith('_ids')) ids.push(cell);
          if (Number.isNaN(Number(cell))) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
        }
    expect(new Set(ids)).toEqual(new Set(["'=cmd|A1", "'@D", "'-D", "'=1+1", "'+F2", "'-F3"]));
  });

  it('mixed encodings are read as one, and told', async () => {
    const mixed = Buffer.concat([
      Buffer.from(invoices('F1,Café,2026-01-05,2026-02-04,120.00')),
      Buffer.from('F2,Cafés,2026-01-07,2026-02-06,60.00\n', 'latin1'),
    ]);
    const { said, counts, places } = await accepted({ 'invoices.csv': mixed });
    expect(said).toEqual([
      'invoices: invoices.csv is not UTF-8 throughout and was read as Windows-1252; where names look wrong, save it as UTF-8 (first at line 3); 1 in all',
    ]);
    expect(counts).toEqual({ invoices: [2, 2, 0, 0] });
    expect(Object.keys(places).sort()).toEqual(['CafÃ©', 'Cafés']);
  });

  it('a row of another width is rejected whole', async () => {
    const { rejects, counts } = await accepted({ 'invoices.csv': invoices(F1, 'F2,D2,2026-01-07') }, HALF);
    expect(rejects).toEqual([
      {
        table: 'invoices',
        line: '3',
        column: '',
        value: 'F2,D2,2026-01-07',
        problem: 'has 3 fields where the header has 5',
      },
    ]);
    expect(counts).toEqual({ invoices: [2, 1, 1, 0] });
  });

  it('escape sequences of a terminal are shown, not sent', async () => {
    const directory = writeFiles({ 'invoices.csv': invoices('F1,\u001b[2JD1,2026-01-05,2026-02-04,120.00') });
    const { stdout, code } = await payrhythm(
      'rank',
      directory,
      '--as-of',
      '2026-03-02',
      '--out',
      join(directory, 'out'),
    );
    expect(code).toBe(0);
    expect(stdout).toContain('�[2JD1');
    expect(stdout).not.toContain('\u001b[2J');
  });
});

describe('--max-rejects', () => {
  const rows = Array.from({ length: 20 }, (_, i) => `F${i},D1,2026-01-05,2026-02-04,${i < 3 ? 'x' : '10.00'}`);

  it('exceeded: the rows are named and no output appears', () =>
    refused(
      rank({ 'invoices.csv': invoices(...rows) }, ['--max-rejects', '10%']),
      3,
      '3 of 20 rows of invoices cannot be used, more than --max-rejects 10% allows; correct them, or raise the limit:\n' +
        [2, 3, 4].map((line) => `  invoices line ${line}, amount = "x": is no number`).join('\n'),
    ));

  it('just met: all of them are in rejects.csv', async () => {
    const { rejects, counts } = await accepted({ 'invoices.csv': invoices(...rows) }, ['--max-rejects', '15%']);
    expect(rejects).toHaveLength(3);
    expect(counts).toEqual({ invoices: [20, 17, 3, 0] });
  });

  it('is a percentage', () =>
    refused(
      rank({ 'invoices.csv': invoices(F1) }, ['--max-rejects', 'lots']),
      2,
      '--max-rejects lots: give a percentage from 0 to 100, e.g. 5%',
    ));
});

describe('--out', () => {
  it('a directory that is not ours is left alone', async () => {
    const result = await rank({ 'invoices.csv': invoices(F1), 'out/family.jpg': 'precious' });
    expect(result.message).toBe(
      'payrhythm: out is not empty and holds no run.json of payrhythm, so it is not overwritten: give --out another directory, or empty it\n',
    );
    expect(result.code).toBe(2);
    expect(readdirSync(result.out)).toEqual(['family.jpg']);
    expect(readFileSync(join(result.out, 'family.jpg'), 'utf8')).toBe('precious');
  });

  it('a file', async () => {
    const result = await rank({ 'invoices.csv': invoices(F1), out: 'precious' });
    expect(result.message).toBe('payrhythm: out is a file: give --out a directory\n');
    expect(result.code).toBe(2);
    expect(readFileSync(result.out, 'utf8')).toBe('precious');
  });

  it('below a file', async () => {
    const directory = writeFiles({ 'invoices.csv': invoices(F1) });
    const out = join(directory, 'invoices.csv', 'out');
    const { code, stderr } = await payrhythm('rank', directory, '--as-of', '2026-03-02', '--out', out);
    expect(stderr).toBe(`payrhythm: ${out} cannot be written: ENOTDIR: not a directory, stat '${out}'\n`);
    expect(code).toBe(5);
  });

  it('forgotten', async () => {
    const { code, stderr } = await payrhythm('rank', writeFiles({ 'invoices.csv': invoices(F1) }));
    expect(stderr).toBe('payrhythm: rank needs --out DIR, the directory that queue.csv and the other files go to\n');
    expect(code).toBe(2);
  });
});

describe('--model and --policy', () => {
  const ledger = { 'invoices.csv': invoices(F1) };

  it('a model that is missing', () =>
    refused(rank(ledger, ['--model', 'DIR/m.json']), 5, '--model m.json cannot be read (ENOENT): check the path'));

  it('a truncated model', () =>
    refused(
      rank({ ...ledger, 'm.json': '{"format":"payrhythm-lateness-model","ver' }, ['--model', 'DIR/m.json']),
      4,
      'm.json is no JSON document, or only part of one: train a model with payrhythm train LEDGER --model FILE',
    ));

  it('a document of another kind', () =>
    refused(
      rank({ ...ledger, 'm.json': '{"weights":[1,2,3]}' }, ['--model', 'DIR/m.json']),
      4,
      'm.json: this is no payrhythm model that this version can read (format: Invalid input: expected "payrhythm-lateness-model"); train one with: payrhythm train LEDGER --model FILE',
    ));

  it('a model that was changed by hand, and one trained after as-of', async () => {
    const directory = writeFiles(ledger);
    const model = join(directory, 'm.json');
    expect((await payrhythm('train', directory, '--as-of', '2026-03-05', '--model', model)).code).toBe(0);
    await refused(
      rank({ ...ledger, 'm.json': readFileSync(model) }, ['--model', 'DIR/m.json', '--quiet']),
      4,
      'the model was trained on what was known on 2026-03-05, after 2026-03-02: it has seen what was to come; train one as of 2026-03-02 or earlier',
    );
    const changed = { ...readJson(model), seed: 8 };
    await refused(
      rank({ ...ledger, 'm.json': JSON.stringify(changed) }, ['--model', 'DIR/m.json', '--quiet']),
      4,
      `m.json: the model's id ${changed.id} does not fit its content: the file was changed or damaged; train it again`,
    );
  });

  it('a model of another currency', async () => {
    const directory = writeFiles(ledger);
    const model = join(directory, 'm.json');
    expect((await payrhythm('train', directory, '--as-of', '2026-03-02', '--model', model)).code).toBe(0);
    await refused(
      rank({ 'invoices.csv': lines(`${HEADER},currency`, `${F1},EUR`), 'm.json': readFileSync(model) }, [
        '--model',
        'DIR/m.json',
        '--quiet',
      ]),
      4,
      'the model was trained on amounts in no stated currency, the ledger reports in EUR: train it on this ledger, or use the same --rates',
    );
  });

  it.each([
    ['{"callsPerDy":1}', '--policy p.json: the policy has no key "callsPerDy": did you mean "callsPerDay"?'],
    [
      '{"value":{"costPerCal":1}}',
      '--policy p.json: the policy has no key "value.costPerCal": did you mean "costPerCall"?',
    ],
    [
      '{"callsPerDay":-1}',
      '--policy p.json: policy key "callsPerDay" is not usable: Too small: expected number to be >=0',
    ],
    ['[]', '--policy p.json: a policy is a JSON object, e.g. {"callsPerDay": 40}'],
    ['{"callsPerDay":', '--policy p.json is no JSON document: Unexpected end of JSON input'],
  ])('policy %s', (policy, message) =>
    refused(rank({ ...ledger, 'p.json': policy }, ['--policy', 'DIR/p.json']), 2, message),
  );
});

describe('usage', () => {
  const directory = () => writeFiles({ 'invoices.csv': invoices(F1) });
  const usage = async (args: readonly string[], message: string): Promise<void> => {
    const { code, stdout, stderr } = await payrhythm(...args);
    expect(stderr).toBe(`payrhythm: ${message}\n`);
    expect(code).toBe(2);
    expect(stdout).toBe('');
  };

  it('no command', () => usage([], 'no command was given; payrhythm --help lists them'));
  it('an unknown command', () =>
    usage(['rnk', 'x'], "unknown command 'rnk' (Did you mean rank?); see payrhythm --help"));
  it('an unknown option', () => {
    const ledger = directory();
    return usage(
      ['rank', ledger, '--ot', 'x'],
      "unknown option '--ot' (Did you mean --out?); see payrhythm rank --help",
    );
  });
  it('no ledger', () => usage(['rank'], "missing required argument 'ledger'; see payrhythm rank --help"));
  it.each(['2026-02-31', '02-03-2026', 'tomorrow', ''])('--as-of "%s"', (date) =>
    usage(
      ['rank', directory(), '--as-of', date, '--out', join(temporaryDirectory(), 'out')],
      `--as-of "${date}" is no calendar date: write it as YYYY-MM-DD, e.g. 2026-03-02`,
    ),
  );
  it('features --at', () =>
    usage(
      ['features', directory(), '--grain', 'invoice', '--at', 'paid', '--out', join(temporaryDirectory(), 'f.csv')],
      '--at paid: choose issue, due, due-N (N days before the due date) or as-of',
    ));
  it('features --grain', () =>
    usage(
      ['features', directory(), '--grain', 'customer', '--out', join(temporaryDirectory(), 'f.csv')],
      '--grain customer: choose debtor or invoice',
    ));
  it('features --out with another ending', () =>
    usage(
      ['features', directory(), '--grain', 'debtor', '--out', 'f.xlsx'],
      "--out f.xlsx: the file's ending says what to write: .csv, .parquet or .arrow",
    ));
  it('evaluate --at', () =>
    usage(
      ['evaluate', directory(), '--cut', '2026-01-01', '--at', 'as-of'],
      '--at as-of: choose issue, due or due-N (N days before the due date)',
    ));
  it('evaluate --cut', () =>
    usage(
      ['evaluate', directory(), '--cut', '2026-13-01'],
      '--cut "2026-13-01" is no calendar date: write it as YYYY-MM-DD, e.g. 2026-03-02',
    ));
  it('evaluate --as-of before the cut', () =>
    usage(
      ['evaluate', directory(), '--cut', '2026-01-01', '--as-of', '2026-01-01'],
      '--as-of 2026-01-01: outcomes are looked at that morning, so it must lie after --cut 2026-01-01',
    ));
  it('explain without a debtor', () => usage(['explain', directory()], 'explain needs --debtor ID'));
  it('a number that is none', () =>
    usage(['rank', directory(), '--capacity', '-3'], '--capacity -3: give a whole number from 0 to 10000000'));
  it('rates that are none', () =>
    usage(
      ['inspect', directory(), '--rates', 'EUR'],
      '--rates EUR: write each currency once, as EUR=1,USD=0.92, the reporting currency first',
    ));

  it('an unknown debtor', async () => {
    const explained = await payrhythm(
      'explain',
      directory(),
      '--as-of',
      '2026-03-02',
      '--debtor',
      '__proto__',
      '--quiet',
    );
    expect(explained.stderr).toBe('payrhythm: --debtor __proto__: the ledger knows no such debtor on 2026-03-02\n');
    expect(explained.code).toBe(2);
    const rhythm = await payrhythm('rhythm', directory(), '--as-of', '2026-03-02', '--debtor', 'ZZ', '--quiet');
    expect(rhythm.stderr).toBe('payrhythm: --debtor ZZ: the ledger knows no such debtor on 2026-03-02\n');
    expect(rhythm.code).toBe(2);
  });

  it('with --log-format json the error is a line of JSON too', async () => {
    const { stderr, code } = await payrhythm(
      'rank',
      join(temporaryDirectory(), 'nope'),
      '--log-format',
      'json',
      '--out',
      'x',
    );
    expect(JSON.parse(stderr)).toMatchObject({ level: 'error', event: 'not_reachable' });
    expect(code).toBe(5);
  });
});
