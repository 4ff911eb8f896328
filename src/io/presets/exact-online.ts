import type { Preset } from './preset.ts';

/**
 * Receivables of Exact Online as its REST resource names them.
 *
 * Column names: https://start.exactonline.nl/docs/HlpRestAPIResourcesDetails.aspx?name=CashflowReceivables, read in
 * https://github.com/picqer/exact-php-client, file src/Picqer/Financials/Exact/Receivable.php (commit
 * 11c8b447c2e80a7f523ca37f7dbe003f8a2d4bc2), and the resource ReadFinancialReceivablesList (AccountCode, AccountName,
 * Amount, CurrencyCode, DueDate, InvoiceDate, InvoiceNumber). FC is the invoice's currency, DC the division's.
 * LastPaymentDate is not read as the day of payment, since it is also filled where only a part was paid (IsFullyPaid
 * tells): name it with --columns where the export holds no such rows.
 */
export const EXACT_ONLINE: Preset = {
  name: 'exact-online',
  source: 'Exact Online REST resources cashflow/Receivables and read/financial/ReceivablesList',
  columns: {
    invoices: {
      invoice_id: ['InvoiceNumber', 'EntryNumber'],
      debtor_id: ['AccountCode', 'Account', 'AccountId'],
      issue_date: ['InvoiceDate'],
      due_date: ['DueDate', 'TransactionDueDate'],
      amount: ['TransactionAmountFC', 'TransactionAmountDC', 'AmountFC', 'AmountDC', 'Amount'],
      currency: ['Currency', 'CurrencyCode'],
      entity: ['Division'],
    },
    debtors: {
      debtor_id: ['AccountCode', 'Code'],
      name: ['AccountName'],
      country: ['AccountCountry'],
      contact_name: ['AccountContactName'],
    },
  },
};
