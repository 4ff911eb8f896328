/**
 * What of the invoice that a row is about must be left out of its debtor's features; everything 0 and `at` -1 where the
 * debtor is looked at as a whole. One object is filled anew for every row.
 */
export class OwnInvoice {
  /** Position among the debtor's invoices. */
  at = -1;
  /** 1 while it is open, overdue, late so far, very late so far; else 0. */
  open = 0;
  overdue = 0;
  late = 0;
  veryLate = 0;
  /** 1 where it is among the invoices known. */
  known = 0;
  /** Open amount, that of an invoice not known yet being its whole amount; minor units. */
  openMinor = 0;
  amountMinor = 0;
  issueDay = 0;
  dueDay = 0;
  rolledDueDay = 0;
  /** The date that its lateness counts from. */
  lateBaseDay = 0;
}
