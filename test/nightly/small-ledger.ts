import { writeFiles } from '../cli/command-line.ts';

/** One small ledger: three debtors, paid and open invoices, known from January 2025 to February 2026. */
export interface SmallLedger {
  readonly invoices: readonly string[];
  readonly payments: readonly string[];
}

const HEADERS = {
  invoices: 'invoice_id,debtor_id,issue_date,due_date,amount,currency',
  payments: 'payment_id,debtor_id,invoice_id,paid_on,amount',
};

/** Twelve months of three debtors; D1 pays late, D2 on time, D3 has not paid since December. */
export function smallLedger(): SmallLedger {
  const invoices: string[] = [];
  const payments: string[] = [];
  for (let month = 1; month <= 12; month++) {
    const at = (day: number): string => `2025-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    for (const [debtor, paidOn] of [
      ['D1', 27],
      ['D2', 12],
      ['D3', month < 12 ? 20 : 0],
    ] as const) {
      invoices.push(`${debtor}-${month},${debtor},${at(1)},${at(15)},${100 * month},EUR`);
      if (paidOn > 0) payments.push(`P${debtor}-${month},${debtor},${debtor}-${month},${at(paidOn)},${100 * month}`);
    }
  }
  invoices.push('D1-13,D1,2026-01-05,2026-02-04,300,EUR');
  payments.push('PD2,D2,,2026-02-27,10');
  return { invoices, payments };
}

/** Writes a ledger as a directory of CSV files (a new one where none is named). */
export function writeSmallLedger(ledger: SmallLedger = smallLedger(), into?: string): string {
  const files = {
    'invoices.csv': `${[HEADERS.invoices, ...ledger.invoices].join('\n')}\n`,
    'payments.csv': `${[HEADERS.payments, ...ledger.payments].join('\n')}\n`,
  };
  return into === undefined ? writeFiles(files) : writeFiles(files, into);
}

/** A morning on which the small ledger's cash is fresh. */
export const SMALL_AS_OF = '2026-03-02';
