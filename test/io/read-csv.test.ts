import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { failure, invoices, readText } from './written-source.ts';

const ROW = '1,D,2024-01-01,2024-01-31,5';
const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)));

describe('delimiters', () => {
  it.each([',', ';', '\t', '|'])('%j is found', async (delimiter) => {
    const { mapping, rows } = await readText(
      invoices(ROW, '2,"a,b;c|d\te",2024-01-01,2024-01-31,6').replace(/,(?![^"]*",)/g, delimiter),
    );
    expect(mapping[0].delimiter).toBe(delimiter);
    expect(rows()).toHaveLength(2);
  });

  it('a line sep= names it', async () => {
    const { rows, tables } = await readText(`sep=;\r\n${invoices(ROW).replaceAll(',', ';')}`);
    expect(rows()).toHaveLength(1);
    expect([...tables[0].lines]).toEqual([3]);
  });
});

describe('quoting', () => {
  it('keeps delimiters, quotes and line breaks in a field, and the lines right', async () => {
    const { rows, tables } = await readText(
      `${invoices('1,"a ""b"", c\r\nd\r\ne",2024-01-01,2024-01-31,5', '', '2,D,2024-01-01,2024-01-31,6', '3,D,2024-01-01,2024-01-31,7')}`,
    );
    expect(rows()[0].debtor_id).toBe('a "b", c\r\nd\r\ne');
    expect([...tables[0].lines]).toEqual([2, 6, 7]);
  });

  it('reads lines that end with CR LF or CR alone', async () => {
    const text = invoices(ROW, '2,D,2024-01-01,2024-01-31,6');
    for (const end of ['\r\n', '\r']) {
      const { rows, tables } = await readText(text.replaceAll('\n', end));
      expect(rows()).toHaveLength(2);
      expect([...tables[0].lines]).toEqual([2, 3]);
    }
  });

  it('keeps a quote inside an unquoted field', async () => {
    const { rows } = await readText(invoices('1,5" pipe,2024-01-01,2024-01-31,5'));
    expect(rows()[0].debtor_id).toBe('5" pipe');
  });

  it('names the line where an unclosed quote opened', async () => {
    expect(await failure(invoices(ROW, '"x\ny",D,2024-01-01,"2024', ROW, ROW))).toEqual({
      name: 'PayrhythmError',
      code: 'BAD_DATA',
      message: 'ledger.csv: the quote opened at line 4 is never closed: close it, or write it twice where it is text',
    });
  });
});

describe('records of another width', () => {
  it('are rejected with their line, in the order of the lines', async () => {
    const { report, rows } = await readText(invoices('1,D', ROW, '1,2,3,4,5,6', '9,,2024-01-01,2024-01-31,5', 'x'));
    expect(rows()).toHaveLength(1);
    expect(report.rejects).toEqual([
      { table: 'invoices', line: 2, column: '', value: '1,D', problem: 'has 2 fields where the header has 5' },
      { table: 'invoices', line: 4, column: '', value: '1,2,3,4,5,6', problem: 'has 6 fields where the header has 5' },
      { table: 'invoices', line: 5, column: 'debtor_id', value: '', problem: 'is empty' },
      { table: 'invoices', line: 6, column: '', value: 'x', problem: 'has 1 field where the header has 5' },
    ]);
    expect(report.tables.invoices).toMatchObject({ read: 5, accepted: 1, rejected: 4 });
  });

  it('that are blank are left out, counted', async () => {
    const { report, mapping } = await readText(invoices(ROW, ',,,,', ' , ,,,', ''));
    expect(report.tables.invoices?.read).toBe(1);
    expect(mapping[0].rows).toBe(1);
    expect(report.warnings.map(({ code, count }) => [code, count])).toEqual([['blank_row', 2]]);
  });
});

describe('encodings', () => {
  const named = (name: string) => invoices(`1,${name},2024-01-01,2024-01-31,5`);
  it.each([
    ['UTF-8', bytes(named('Café €')), 'utf-8'],
    ['UTF-8 with an order mark', bytes([0xef, 0xbb, 0xbf], named('Café €')), 'utf-8'],
    ['UTF-16 LE', bytes([0xff, 0xfe], [...Buffer.from(named('Café €'), 'utf16le')]), 'utf-16le'],
    ['UTF-16 BE', bytes([0xfe, 0xff], [...Buffer.from(named('Café €'), 'utf16le').swap16()]), 'utf-16be'],
    [
      'Windows-1252 under a UTF-8 order mark',
      bytes([0xef, 0xbb, 0xbf], [...Buffer.from(named('Caf\u00e9 \u0080'), 'latin1')]),
      'windows-1252',
    ],
    ['Windows-1252', Buffer.from(named('Caf\u00e9 \u0080'), 'latin1'), 'windows-1252'],
  ])('%s is read', async (_name, content, encoding) => {
    const { rows, mapping } = await readText(content);
    expect(rows()[0].debtor_id).toBe('Café €');
    expect(mapping[0].encoding).toBe(encoding);
  });

  it('mixed ones are Windows-1252 throughout, with a warning', async () => {
    const { rows, report } = await readText(bytes(named('Café'), '2,Caf', [0xe9], ',2024-01-01,2024-01-31,6\n'));
    expect(rows().map((row) => row.debtor_id)).toEqual(['CafÃ©', 'Café']);
    expect(report.warnings).toHaveLength(1);
    expect(report.warnings[0].message).toMatch(
      /^invoices: \S+ledger.csv is not UTF-8 throughout and was read as Windows-1252; where names look wrong, save it as UTF-8 \(first at line 3\); 1 in all$/,
    );
  });

  it('a character that a chunk parts stays whole', async () => {
    const filler = `2,${'é'.repeat(400_000)},2024-01-01,2024-01-31,6`;
    const { mapping } = await readText(invoices('1,x,2024-01-01,2024-01-31,5', filler, filler, `a${filler}`));
    expect(mapping[0].encoding).toBe('utf-8');
  });
});

describe('what is no text', () => {
  it.each([
    ['', 'ledger.csv is empty: it needs a line of headers and a line for each row'],
    ['\n\n', 'ledger.csv holds blank lines only: it needs a line of headers'],
    [Buffer.from('89504e470d0a1a0a0000', 'hex'), 'ledger.csv is no text file but a PNG image'],
    [
      Buffer.from('504b030414000000', 'hex'),
      'ledger.csv is no text file but a ZIP archive or an Excel workbook: save the sheet as CSV',
    ],
    [
      bytes('a,b\nc,d\ne,', [0], '\n'),
      'ledger.csv is no text file: a NUL byte at line 3. Give a CSV file (UTF-8, Windows-1252, or UTF-16 with its byte order mark), Parquet, JSON or Arrow',
    ],
  ])('is refused: %j', async (content, message) => {
    expect(await failure(content)).toEqual({ name: 'PayrhythmError', code: 'BAD_DATA', message });
  });

  it('a field over the limit names its line', async () => {
    expect((await failure(invoices(ROW, `2,${'x'.repeat(1_000_001)},2024-01-01,2024-01-31,6`))).message).toBe(
      'ledger.csv: the record at line 3 is longer than 1000000 bytes: look for a quote that is never closed, or shorten the field',
    );
  });
});

describe('gzip', () => {
  it('is unpacked', async () => {
    const { rows, mapping, inputs } = await readText(gzipSync(invoices(ROW)), {}, 'ledger.csv.gz');
    expect(rows()).toHaveLength(1);
    expect(mapping[0].format).toBe('csv');
    expect(inputs[0].bytes).toBeLessThan(200);
    expect(inputs[0].sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is refused where it is broken, or where it unpacks beyond measure', async () => {
    const packed = gzipSync(invoices(ROW, ROW.repeat(5000)));
    expect((await failure(packed.subarray(0, 60), {}, 'ledger.csv.gz')).message).toMatch(
      /^ledger.csv.gz is no whole gzip file \(.+\): export or copy it again$/,
    );
    expect((await failure(invoices(ROW), {}, 'ledger.csv.gz')).code).toBe('BAD_DATA');
    expect(
      (await failure(packed, { limits: { unpackedBytes: 1000, unpackedRatio: 10 } }, 'ledger.csv.gz')).message,
    ).toMatch(
      /^ledger.csv.gz unpacks to more than 10 times its size \(\d+ bytes so far\): if that is right, unpack it and give the unpacked file$/,
    );
  });
});
