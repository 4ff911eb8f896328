import { describe, expect, it } from 'vitest';
import { failure, readText } from './written-source.ts';

const rows = 'F1;D1;2024-01-01;2024-01-31;10,50\nF2;D2;2024-01-02;2024-02-01;20,00\n';
const header = 'Factuurnummer;Debiteurnummer;Factuurdatum;Vervaldatum;Bedrag';

describe('lines above the header', () => {
  it.each([
    ['a title, a date and a blank line', 'Openstaande posten\nAfgedrukt op 1-2-2024\n\n', [1, 2], 5],
    ['titles padded to the width of the table', 'Openstaande posten;;;;\n;;;;\n', [1], 4],
    ['settings of the report', 'Bedrijf;Voorbeeld BV\nDatum;01-02-2024\nValuta;EUR\n', [1, 2, 3], 5],
    ['a line of groups', 'Factuur;;;;Bedrag\n', [1], 3],
    ['a line that says sep=', 'sep=;\nOpenstaande posten\n', [2], 4],
    ['a byte order mark', '\ufeffOpenstaande posten\n', [1], 3],
  ])('are passed over and quoted: %s', async (_what, above, lines, line) => {
    const { rows: read, report, tables } = await readText(`${above}${header}\n${rows}`);
    expect(read().map((row) => [row['invoice_id'], row['amount']])).toEqual([
      ['F1', 10.5],
      ['F2', 20],
    ]);
    expect(tables[0].lines[0]).toBe(line);
    const warning = report.warnings.find(({ code }) => code === 'line_above_header');
    for (const quoted of lines) expect(warning?.message).toContain(`line ${quoted} "`);
    expect(report.tables.invoices).toMatchObject({ read: 2, accepted: 2, rejected: 0 });
  });

  it('are found under headers that only --columns names', async () => {
    const columns = 'invoice_id=Fnr,debtor_id=Dnr,issue_date=Van,due_date=Tot,amount=Euro';
    const { rows: read } = await readText(`Lijst\nFnr;Dnr;Van;Tot;Euro\n${rows}`, { columns });
    expect(read()).toHaveLength(2);
  });

  it('do not hide what an unknown header says', async () => {
    expect((await failure(`Lijst\nAap;Noot;Mies;Wim;Zus\n${rows}`)).message).toMatch(
      /it has Aap, Noot, Mies, Wim, Zus\./,
    );
  });

  it('are none where the first line is a header, whatever the rows hold', async () => {
    const { rows: read, report } = await readText(
      'invoice_id,debtor_id,issue_date,due_date,amount,note\nInvoice No,Customer,2024-01-01,2024-01-31,5,Invoice Date\n',
    );
    expect(read()).toHaveLength(1);
    expect(report.warnings).toEqual([]);
  });
});

describe('a delimiter at the end of lines', () => {
  it('of the rows alone, or of the header alone, is no field', async () => {
    const ended = rows.replaceAll('\n', ';\n');
    expect((await readText(`${header}\n${ended}`)).rows()).toHaveLength(2);
    expect((await readText(`${header};\n${rows}`)).rows()).toHaveLength(2);
    expect((await readText(`${header};\n${ended}`)).rows()).toHaveLength(2);
  });

  it('of one row is a field too many, since its cells may have moved', async () => {
    const { report } = await readText(`${header}\n${rows}F3;D;3;2024-01-01;2024-01-31;\n`);
    expect(report.rejects).toEqual([
      expect.objectContaining({ line: 4, problem: 'has 6 fields where the header has 5' }),
    ]);
  });
});
