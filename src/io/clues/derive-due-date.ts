import { formatDay } from '../../calendar/index.ts';
import { CellProblem } from '../cell-problem.ts';
import { keepingResults } from '../keep-results.ts';
import { type DerivedCell, deriveColumn } from './derived-column.ts';
import { hasClue, type InvoiceColumns, numberIn, textIn } from './invoice-columns.ts';
import { dueDayOf, LONGEST_TERM_DAYS, type PaymentTerm, readPaymentTerm } from './payment-term.ts';

const CREDIT_NOTE = 1;
const PAYMENT = 2;
const NO_TERM = new CellProblem(
  'is no payment term that gives one due date: write the days, as in "30 days", or add a column with the due date',
);

/**
 * The due date of rows that have none: from the terms of payment, which begin on the baseline date or else the date of the
 * invoice. A credit note or a payment without any is due on its own date. SAP's rule for ZBD1T to ZBD3T: the last that is
 * not 0 is the net term. Counted in the report. O(rows).
 */
export function deriveDueDate(columns: InvoiceColumns): void {
  const { count, needsCare, log, lines } = columns;
  const due = columns.columns.get('due_date');
  const hasTerms = hasClue(columns, 'payment_terms', 'term_days', 'second_term_days', 'third_term_days');
  if (due && !hasTerms && !columns.columns.has('kind') && !columns.columns.has('amount')) return;
  if (due && !isSomeMissing(due.read, needsCare)) return;
  const termOf = keepingResults((text: string): { term: PaymentTerm | undefined } => ({ term: readPaymentTerm(text) }));
  const cellOf = (row: number): DerivedCell => {
    const stated = due?.read(row) ?? null;
    if (stated !== null) return stated;
    const issued = numberIn(columns, 'issue_date', row);
    if (issued === null) return null;
    const words = textIn(columns, 'payment_terms', row);
    const term = termInDays(columns, row) ?? (words === '' ? undefined : termOf(words).term);
    if (term) {
      const start = numberIn(columns, 'baseline_date', row) ?? issued;
      const day = dueDayOf(start, term);
      log.warn(
        'due_from_terms',
        'invoices',
        'due_date',
        `there is no due date, so it follows from the payment term: "${words || `${(term as { days: number }).days} days`}" from ${formatDay(start)} is ${formatDay(day)}`,
        lines[row],
      );
      return day;
    }
    const kind = numberIn(columns, 'kind', row);
    const amount = numberIn(columns, 'amount', row);
    if (kind === CREDIT_NOTE || kind === PAYMENT || (amount !== null && amount < 0)) {
      log.warn(
        'due_on_issue',
        'invoices',
        'due_date',
        'a credit note or payment without a due date counts as due on its own date',
        lines[row],
      );
      return issued;
    }
    return words === '' ? null : NO_TERM;
  };
  const text = (row: number): string => due?.text(row) || textIn(columns, 'payment_terms', row);
  columns.columns.set('due_date', deriveColumn('day', count, cellOf, text, { needsCare, isRequired: true }));
}

function termInDays(columns: InvoiceColumns, row: number): PaymentTerm | undefined {
  let days: number | undefined;
  for (const name of ['term_days', 'second_term_days', 'third_term_days']) {
    const found = numberIn(columns, name, row);
    if (found !== null && (days === undefined || found !== 0)) days = found;
  }
  return days !== undefined && days >= 0 && days <= LONGEST_TERM_DAYS ? { days: Math.round(days) } : undefined;
}

/** Missing required cells have marked their rows already. */
function isSomeMissing(read: (row: number) => unknown, needsCare: Uint8Array): boolean {
  for (let row = needsCare.indexOf(1); row >= 0; row = needsCare.indexOf(1, row + 1))
    if (read(row) === null) return true;
  return false;
}
