import { describe, expect, it } from 'vitest';
import { headerKeys } from '../../src/io/header-key.ts';
import { SYNONYMS } from '../../src/io/synonyms/index.ts';
import { TABLES } from '../../src/ledger/index.ts';
import { failure, readText } from './written-source.ts';

const mappingOf = async (headers: string, line: string, options = {}) => {
  const { mapping } = await readText(`${headers}\n${line}\n`, options);
  return Object.fromEntries(
    mapping[0].columns.map(({ header, column, how }) => [header, column && `${column} ${how}`]),
  );
};

describe('headers', () => {
  it.each([
    [
      'Factuurnummer;Debiteurnr.;Factuurdatum;Vervaldatum;Bedrag;Openstaand;Betaald op;Omschrijving',
      '1;2;2024-01-01;2024-01-31;5;0;;x',
    ],
    [
      'Numéro de facture;N° client;Date de facture;Échéance;Montant TTC;Reste à payer;Payé le;Libellé',
      '1;2;2024-01-01;2024-01-31;5;0;;x',
    ],
    [
      'Rechnungsnummer;Kundennummer;Rechnungsdatum;Fälligkeitsdatum;Betrag;Offen;Bezahlt am;Text',
      '1;2;2024-01-01;2024-01-31;5;0;;x',
    ],
    [
      'Invoice No.;customerNumber;INVOICE_DATE;Due Date;Invoice Amount (EUR);Outstanding;Settled Date;Memo',
      '1;2;2024-01-01;2024-01-31;5;0;;x',
    ],
  ])('of the language of %s are recognised', async (headers, line) => {
    const mapping = Object.values(await mappingOf(headers, line));
    expect(mapping.map((entry) => entry?.split(' ')[0] ?? null)).toEqual([
      'invoice_id',
      'debtor_id',
      'issue_date',
      'due_date',
      'amount',
      'open_amount',
      'paid_on',
      null,
    ]);
  });

  it('of SAP FI are recognised', async () => {
    const headers = 'BUKRS,KUNNR,BELNR,BLDAT,ZFBDT,FAEDN,DMBTR,WRBTR,WAERS,AUGDT,CPUDT,NAME1,LAND1,SHKZG';
    const line = '1000,0000100001,0090000001,20240101,20240102,20240131,9.00,10.00,EUR,00000000,20240103,ACME,NL,S';
    expect(await mappingOf(headers, line)).toEqual({
      BUKRS: 'entity synonym',
      KUNNR: 'debtor_id synonym',
      BELNR: 'invoice_id synonym',
      BLDAT: 'issue_date synonym',
      ZFBDT: null,
      FAEDN: 'due_date synonym',
      DMBTR: null,
      WRBTR: 'amount synonym',
      WAERS: 'currency synonym',
      AUGDT: 'paid_on synonym',
      CPUDT: 'known_on synonym',
      NAME1: 'debtors.name synonym',
      LAND1: 'debtors.country synonym',
      SHKZG: 'kind synonym',
    });
  });

  it('of an open-items list are recognised', async () => {
    const headers =
      'business_code,cust_number,name_customer,doc_id,posting_date,document_create_date,document_create_date.1,due_in_date,invoice_currency,total_open_amount,baseline_create_date,isOpen';
    const line = 'U1,0200,ACME,19,2020-01-02,2020-01-01,2020-01-02,2020-02-01,USD,12.5,2020-01-02,1';
    expect(await mappingOf(headers, line)).toEqual({
      business_code: 'entity synonym',
      cust_number: 'debtor_id synonym',
      name_customer: 'debtors.name synonym',
      doc_id: 'invoice_id synonym',
      posting_date: null,
      document_create_date: 'issue_date synonym',
      'document_create_date.1': null,
      due_in_date: 'due_date synonym',
      invoice_currency: 'currency synonym',
      total_open_amount: 'amount synonym',
      baseline_create_date: null,
      isOpen: 'is_open exact',
    });
  });

  it('of the contract win over every synonym, wherever they stand', async () => {
    const mapping = await mappingOf(
      'Invoice Number,invoice_id,Customer Number,debtor_id,issue_date,due_date,Total,amount',
      'a,b,c,d,2024-01-01,2024-01-31,1,2',
    );
    expect(mapping).toMatchObject({
      'Invoice Number': null,
      invoice_id: 'invoice_id exact',
      debtor_id: 'debtor_id exact',
      amount: 'amount exact',
      Total: null,
    });
  });

  it('are mapped the same in any order', async () => {
    const headers = [
      'Klant',
      'Klantnummer',
      'Nummer',
      'Factuurnr',
      'Datum',
      'Factuurdatum',
      'Vervaldag',
      'Totaal',
      'Bedrag',
    ];
    const cells = ['ACME', '7', '3', '20', '2024-01-01', '2024-01-02', '2024-01-31', '8', '9'];
    const one = await mappingOf(headers.join(), cells.join());
    const other = await mappingOf(headers.toReversed().join(), cells.toReversed().join());
    expect(other).toEqual(one);
    expect(one).toMatchObject({
      Klantnummer: 'debtor_id synonym',
      Factuurnr: 'invoice_id synonym',
      Klant: 'debtors.name synonym',
    });
  });

  it('are not taken where the cells plainly are something else', async () => {
    const { mapping, rows } = await readText(
      'invoice_id,debtor_id,Invoice_Date,Due_Date,Amount,Settled,Outstanding\n1,D,24-May-11,23-Jun-11,100.00,80.00,20.00\n',
    );
    expect(mapping[0].columns[5]).toEqual({
      header: 'Settled',
      column: null,
      how: null,
      reason: 'looks like paid_on but most of its cells are no dates',
    });
    expect(rows()[0]).toMatchObject({ amount: 100, open_amount: 20 });
  });

  it('leave a column alone that is known only later', async () => {
    const mapping = await mappingOf(
      'countryCode,customerID,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate,DaysLate',
      '391,C,1,1/26/2013,2/25/2013,9.5,No,3/3/2013,6',
    );
    expect(mapping).toMatchObject({
      Disputed: null,
      DaysLate: null,
      countryCode: null,
      SettledDate: 'paid_on synonym',
    });
  });

  it('that are lacking are named with the remedy', async () => {
    expect(await failure('Description,Amount\nx,1\n')).toEqual({
      name: 'PayrhythmError',
      code: 'BAD_DATA',
      message:
        'ledger.csv: no header was recognised as invoice_id, debtor_id, issue_date, due_date; it has Description, Amount. Name them: --columns invoice_id=HEADER,debtor_id=HEADER,issue_date=HEADER,due_date=HEADER, or invoice_id=#line to number the rows. A due date may follow from terms such as "30 days": payment_terms=HEADER',
    });
  });

  it('that are lacking are named also in a long file', async () => {
    expect((await failure(`a,b\n${'1,2\n'.repeat(200_000)}`)).message).toMatch(
      /^ledger.csv: no header was recognised as invoice_id/,
    );
  });

  it('warn where a name has to stand for the debtor number', async () => {
    const { report } = await readText(
      'Invoice No,Customer Name,Invoice Date,Due Date,Amount\n1,ACME,2024-01-01,2024-01-31,5\n',
    );
    expect(report.warnings.map((warning) => warning.code)).toEqual(['debtor_by_name']);
  });
});

describe('header keys', () => {
  it('leave out case, accents, blanks, punctuation and currencies', () => {
    expect(headerKeys('Échéance')).toEqual(['echeance']);
    expect(headerKeys('invoiceNumber')).toEqual(headerKeys('Invoice  Number:'));
    expect(headerKeys('Bedrag (€)')).toContain('bedrag');
    expect(headerKeys('Amount in EUR')).toContain('amount');
    expect(headerKeys('Fälligkeitsdatum')).toEqual(['falligkeitsdatum']);
    expect(headerKeys('  ')).toEqual([]);
  });

  it('are listed for columns that exist', () => {
    for (const [table, columns] of Object.entries(SYNONYMS)) {
      const declared = TABLES[table as keyof typeof TABLES].columns.map((column) => column.name);
      expect(declared).toEqual(expect.arrayContaining(Object.keys(columns)));
    }
  });

  it('stand once in a list', () => {
    for (const columns of Object.values(SYNONYMS))
      for (const words of Object.values(columns))
        expect(words.every((word) => headerKeys(word)[0] !== undefined)).toBe(true);
  });
});
