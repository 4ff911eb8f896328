import type { Preset } from './preset.ts';

/**
 * Customer line items of SAP FI under their technical field names.
 *
 * Column names: field list of table BSID (BUKRS, KUNNR, AUGDT, AUGBL, BELNR, BUDAT, BLDAT, CPUDT, WAERS, SHKZG, DMBTR,
 * WRBTR), https://www.stechno.net/repository/sap-tables.html?id=BSID "SAP Table BSID - Accounting: Secondary Index for
 * Customers"; FAEDT "Net Due Date" from https://datapanda.eu/nl/sap/table/RFPOS; NETDT "Due Date for Net Payment" from
 * https://www.sapdatasheet.org/abap/dtel/netdt.html; FAEDN as S/4HANA exports name the same date (unsourced). ZFBDT is
 * the baseline date (https://www.sapdatasheet.org/abap/dtel/fpia_dzfbdt.html), from which the due date follows with the days
 * of ZBD1T to ZBD3T where no due date is there. BLART document type. SHKZG: S debit = invoice, H credit = credit note. WRBTR goes with WAERS; DMBTR
 * is in local currency.
 */
export const SAP_FI: Preset = {
  name: 'sap-fi',
  source: 'SAP FI customer line items by technical field name (tables BSID and BSAD, KNA1 for customers)',
  columns: {
    invoices: {
      invoice_id: ['BELNR'],
      debtor_id: ['KUNNR'],
      issue_date: ['BLDAT', 'BUDAT'],
      due_date: ['FAEDN', 'FAEDT', 'NETDT'],
      amount: ['WRBTR', 'DMBTR'],
      currency: ['WAERS', 'HWAER'],
      kind: ['BLART', 'SHKZG'],
      known_on: ['CPUDT'],
      entity: ['BUKRS'],
      paid_on: ['AUGDT'],
    },
    payments: {
      payment_id: ['AUGBL', 'BELNR'],
      debtor_id: ['KUNNR'],
      invoice_id: ['REBZG'],
      paid_on: ['AUGDT', 'BLDAT'],
      booked_on: ['BUDAT'],
      amount: ['WRBTR', 'DMBTR'],
      currency: ['WAERS'],
    },
    debtors: { debtor_id: ['KUNNR'], name: ['NAME1'], country: ['LAND1'], phone: ['TELF1'], payer_id: ['KNRZE'] },
  },
};
