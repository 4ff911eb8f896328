import { describe, expect, it } from 'vitest';
import { formatDay } from '../../src/calendar/index.ts';
import { loadLedger } from '../../src/io/index.ts';
import { itemStates, textAt, visibleAt } from '../../src/ledger/index.ts';
import { writeFiles } from './written-source.ts';

/** Invoices as `debtor invoice due amount open`, cash as `debtor cash amount`, in the order of the ledger. */
async function understood(text: string): Promise<{ items: string[]; rejected: number }> {
  const directory = writeFiles({ 'export.csv': text });
  const { ledger, report } = await loadLedger(`${directory}/export.csv`, { maxRejects: 0 });
  const { invoices, payments } = ledger;
  const open = itemStates(visibleAt(ledger, 30_000)).openMinor;
  const debtorOf = (debtor: number): string => textAt(ledger.debtors.id, debtor);
  const items = Array.from(
    { length: invoices.count },
    (_, i) =>
      `${debtorOf(invoices.debtor[i])} ${textAt(invoices.id, i)} ${formatDay(invoices.dueDay[i])} ${invoices.amountMinor[i] / 100} ${open[i] / 100}`,
  );
  for (let p = 0; p < payments.count; p++)
    if (payments.invoice[p] < 0) items.push(`${debtorOf(payments.debtor[p])} cash ${payments.amountMinor[p] / 100}`);
  return { items, rejected: report.tables.invoices?.rejected ?? 0 };
}

const EXPORTS: Readonly<Record<string, { text: string; items: string[]; rejected?: number }>> = {
  'SAP customer line items': {
    text: `Customer Line Item Display;;;;;;;;
;;;;;;;;
Account;Document Number;Document Type;Document Date;Net Due Date;Arrears after net due date;Amount in Doc. Curr.;Document currency;Clearing date
C1;9001;RV;02.01.2026;01.02.2026;12;1.190,00;EUR;13.02.2026
C1;9002;RV;25.01.2026;24.02.2026;10-;595,50;EUR;
C2;9003;DG;20.01.2026;20.01.2026;30;238,00-;EUR;
C2;1400;DZ;25.02.2026;25.02.2026;0;500,00-;EUR;
*;;;;;;1.047,50;EUR;
`,
    items: [
      'C1 9001 2026-02-01 1190 0',
      'C1 9002 2026-02-24 595.5 595.5',
      'C2 9003 2026-01-20 -238 -238',
      'C2 cash 500',
    ],
    rejected: 1,
  },
  'SAP tables': {
    text: `KUNNR,BELNR,BLART,BLDAT,ZFBDT,ZBD1T,ZBD2T,ZBD3T,SHKZG,DMBTR,WRBTR,WAERS,AUGDT
0001,0091,RV,20260102,20260102,30,0,0,S,9.00,10.00,USD,00000000
0001,0092,RV,20260105,20260110,14,30,0,S,9.00,10.00,USD,20260301
0002,0093,DG,20260105,20260110,0,0,0,H,9.00,10.00,USD,00000000
`,
    items: ['0001 0091 2026-02-01 10 10', '0001 0092 2026-02-09 10 0', '0002 0093 2026-01-10 -10 -10'],
  },
  'Oracle aging': {
    text: `Customer Number,Customer Name,Class,Transaction Number,Transaction Date,Due Date,Currency,Original Amount,Balance Due,Days Past Due
1,Acme,INV,T1,25-JAN-2026,04-FEB-2026,USD,1500.00,900.00,20
1,Acme,CM,T2,26-JAN-2026,26-JAN-2026,USD,-200.00,-200.00,45
1,Acme,PMT,R5,27-JAN-2026,27-JAN-2026,USD,-300.00,-100.00,35
`,
    items: ['1 T1 2026-02-04 1500 900', '1 T2 2026-01-26 -200 -200', '1 cash 100'],
  },
  'NetSuite open invoices': {
    text: `"Example Inc"
"A/R Aging Detail"

"Customer","Transaction Type","Date","Document Number","Due Date","Age","Open Balance"
"1 Acme","Invoice","1/15/2026","INV1","2/14/2026","14","$1,234.50"
"1 Acme","Credit Memo","1/20/2026","CM1","","0","($200.00)"
"Total","","","","","","$1,034.50"
`,
    items: ['1 Acme INV1 2026-02-14 1234.5 1234.5', '1 Acme CM1 2026-01-20 -200 -200'],
    rejected: 1,
  },
  'QuickBooks open invoices': {
    text: `Example Company,,,,,,,
Open Invoices,,,,,,,
,,,,,,,
Date,Transaction type,Num,Customer,Terms,Due date,Amount,Open balance
01/15/2026,Invoice,1001,Acme,Net 30,02/14/2026,"1,234.50","1,000.00"
02/05/2026,Payment,1003,Beta,,,"-100.00","-100.00"
TOTAL,,,,,,"1,134.50","900.00"
"Saturday, Feb 28, 2026 10:00:00 AM GMT-8",,,,,,,
`,
    items: ['Acme 1001 2026-02-14 1234.5 1000', 'Beta cash 100'],
    rejected: 2,
  },
  'Xero invoices': {
    text: `ContactName,InvoiceNumber,InvoiceDate,DueDate,Total,InvoiceAmountPaid,InvoiceAmountDue,Currency,Type,Status
Acme,INV-1,15 Jan 2026,14 Feb 2026,110.00,0.00,110.00,EUR,Sales invoice,Awaiting Payment
Beta,INV-2,16 Jan 2026,15 Feb 2026,220.00,220.00,0.00,EUR,Sales invoice,Paid
Beta,INV-3,17 Jan 2026,16 Feb 2026,330.00,0.00,330.00,EUR,Sales invoice,Voided
`,
    items: ['Acme INV-1 2026-02-14 110 110', 'Beta INV-2 2026-02-15 220 0'],
    rejected: 1,
  },
  'Exact Online open items': {
    text: `Openstaande posten debiteuren
Administratie;Voorbeeld BV

Debiteur: Code;Debiteur: Naam;Boekstuknummer;Factuurnummer;Factuurdatum;Vervaldatum;Dagen;Valuta;Bedrag;Openstaand
1;Acme BV;2601;F1;15-01-2026;14-02-2026;14;EUR;1.234,50;300,00
Totaal;;;;;;;EUR;1.234,50;300,00
`,
    items: ['1 F1 2026-02-14 1234.5 300'],
    rejected: 1,
  },
  'Odoo invoices': {
    text: `Number,Invoice Partner Display Name,Invoice/Bill Date,Due Date,Total Signed,Total in Currency Signed,Amount Due Signed,Currency,Payment Status,Status
INV/1,Acme,2026-01-15,2026-02-14,119.0,119.0,59.0,EUR,Partially Paid,Posted
INV/2,Acme,2026-01-16,2026-02-15,119.0,119.0,0.0,EUR,Reversed,Posted
/,Acme,2026-01-17,2026-02-16,119.0,119.0,119.0,EUR,Not Paid,Draft
`,
    items: ['Acme INV/1 2026-02-14 119 59'],
    rejected: 2,
  },
  'Business Central entries': {
    text: `Posting Date;Document Type;Document No.;Customer No.;Currency Code;Original Amount;Amount (LCY);Remaining Amount;Remaining Amt. (LCY);Due Date;Open;Closed at Date
15/01/2026;Invoice;I1;C1;;1.190,00;1.190,00;0,00;0,00;14/02/2026;No;20/02/2026
16/01/2026;Invoice;I2;C1;;500,00;500,00;500,00;500,00;15/02/2026;Yes;
20/02/2026;Payment;B7;C1;;-1.190,00;-1.190,00;0,00;0,00;20/02/2026;No;20/02/2026
21/02/2026;Payment;B8;C1;;-300,00;-300,00;-300,00;-300,00;21/02/2026;Yes;
`,
    items: ['C1 I1 2026-02-14 1190 0', 'C1 I2 2026-02-15 500 500', 'C1 cash 300'],
  },
  'Sage invoices': {
    text: `Account Ref,Customer Name,Invoice No,Type,Invoice Date,Terms,Gross Amount,Amount Paid
A1,Acme Ltd,1,SI,15/01/2026,30 days,£120.00,£20.00
A1,Acme Ltd,2,SC,16/01/2026,30 days,£20.00,£0.00
`,
    items: ['A1 1 2026-02-14 120 100', 'A1 2 2026-02-15 -20 -20'],
  },
  'DATEV open items': {
    text: `Offene Posten Debitoren;;;;;;;
Kontonummer;Kontobezeichnung;Rechnungs-Nr.;Datum;Fälligkeit;Betrag Soll;Betrag Haben;Buchungstext
10001;Muster GmbH;RE-1;15.01.2026;14.02.2026;1.190,00;;Rechnung
10001;Muster GmbH;GU-2;20.01.2026;20.01.2026;;119,00;Gutschrift
Summe;;;;;1.190,00;119,00;
`,
    items: ['10001 RE-1 2026-02-14 1190 1190', '10001 GU-2 2026-01-20 -119 -119'],
    rejected: 1,
  },
  'DATEV amounts with their side': {
    text: `Debitor;Rechnungsnr.;Rechnungsdatum;Fällig am;Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen
10001;RE-1;15.01.2026;14.02.2026;1.190,00;S
10001;GU-2;20.01.2026;20.01.2026;119,00;H
`,
    items: ['10001 RE-1 2026-02-14 1190 1190', '10001 GU-2 2026-01-20 -119 -119'],
  },
  'Afas open items': {
    text: `Debiteurnummer;Naam;Factuurnummer;Boekdatum;Vervaldatum;Omschrijving;Debet;Credit;Saldo;Betalingsconditie
1;Acme BV;F1;15-01-2026;14-02-2026;Factuur;1.234,50;;1.234,50;30 dagen
`,
    items: ['1 F1 2026-02-14 1234.5 1234.5'],
  },
  'SnelStart invoices': {
    text: `Relatiecode;Relatienaam;Factuurnummer;Factuurdatum;Krediettermijn;Factuurbedrag;Openstaand saldo
101;Acme;F1;15-1-2026;30;€ 1.234,50;€ 1.234,50
102;Beta;F2;16-1-2026;14;€ 800,00;€ 0,00
`,
    items: ['101 F1 2026-02-14 1234.5 1234.5', '102 F2 2026-01-30 800 0'],
  },
  'a list of a payment data set': {
    text: `business_code,cust_number,name_customer,clear_date,buisness_year,doc_id,posting_date,document_create_date,due_in_date,invoice_currency,document type,total_open_amount,baseline_create_date,cust_payment_terms,invoice_id,isOpen
U1,0200,ACME corp,2020-02-11 00:00:00,2020.0,19.0,2020-01-26,20200125,20200210.0,USD,RV,54.28,20200126.0,NAH4,19.0,0
U1,0201,BETA,,2019.0,20.0,2019-09-14,20190914,20190929.0,USD,RV,22.5,20190914.0,NAA8,20.0,1
`,
    items: ['0200 19.0 2020-02-10 54.28 0', '0201 20.0 2019-09-29 22.5 22.5'],
  },
  'a sheet made by hand': {
    text: `Klant;Factuur;Datum;Termijn;Bedrag;Betaald
Acme;2026-1;46022;30 dagen netto;€ 1.234,50;ja
Beta;2026-2;46023;14 dgn;€ 800,00;nee
`,
    items: ['Acme 2026-1 2026-01-30 1234.5 0', 'Beta 2026-2 2026-01-15 800 800'],
  },
};

describe('an export in the style of', () => {
  it.each(Object.entries(EXPORTS))('%s is understood', async (_name, { text, items, rejected }) => {
    expect(await understood(text)).toEqual({ items, rejected: rejected ?? 0 });
  });
});
