import type { Preset } from './preset.ts';

/**
 * Sales invoices of Xero as CSV: a row for each line of an invoice; the rows of one invoice collapse into one.
 *
 * Column names: https://docs.milientsoftware.com/help/moment-by-topic/integrations/file-exports/file-export-accounting-system/xero
 * "Xero" (a third party's export in Xero's own template). The template has no customer number: the contact's name is
 * the debtor.
 */
export const XERO: Preset = {
  name: 'xero',
  source: "Xero's sales invoice CSV template",
  columns: {
    invoices: {
      invoice_id: ['InvoiceNumber'],
      debtor_id: ['ContactName'],
      issue_date: ['InvoiceDate'],
      due_date: ['DueDate'],
      amount: ['Total'],
      currency: ['Currency'],
      kind: ['Type'],
      open_amount: ['InvoiceAmountDue'],
    },
    debtors: { country: ['POCountry'] },
  },
};
