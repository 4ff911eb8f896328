import { CellProblem } from '../cell-problem.ts';
import { type DerivedCell, deriveColumn } from './derived-column.ts';
import { INVOICE_STATES, type InvoiceState } from './invoice-clues.ts';
import { hasClue, type InvoiceColumns, numberIn } from './invoice-columns.ts';

const STATE_PROBLEMS: Readonly<Partial<Record<InvoiceState, CellProblem>>> = {
  draft: new CellProblem('is a draft, which nobody owes yet', true),
  cancelled: new CellProblem('is cancelled, so nobody owes it', true),
  reversed: new CellProblem('is reversed by a credit note, so nobody owes it', true),
};
const STATE_COLUMNS = ['status', 'payment_status'] as const;

/** Whether a row says that it is settled, is open, is paid in part, or says two things. */
type Settlement = 'paid' | 'open' | 'partly_paid' | 'contradiction' | undefined;

/** Leaves out the rows whose status says that nobody owes them. O(rows). */
export function leaveOutByState(columns: InvoiceColumns): void {
  for (const name of STATE_COLUMNS) {
    const column = columns.columns.get(name);
    if (!column) continue;
    const problemOf = (row: number): CellProblem | undefined => {
      const state = column.read(row);
      return typeof state === 'number' ? STATE_PROBLEMS[INVOICE_STATES[state]] : undefined;
    };
    for (let row = 0; row < columns.count; row++) if (problemOf(row)) columns.needsCare[row] = 1;
    columns.columns.set(name, { ...column, read: (row) => problemOf(row) ?? column.read(row) });
  }
}

/**
 * What is open and when it was paid, from a status, a flag, the amount paid so far or the days that a payment was late. What the
 * source states itself holds; where two clues contradict each other, neither is used. Counted in the report. O(rows).
 */
export function deriveSettlement(columns: InvoiceColumns): void {
  deriveOpenAmount(columns);
  dropDaysOfOpenRows(columns);
  derivePaidDate(columns);
}

function settlementOf(columns: InvoiceColumns, row: number): Settlement {
  const said = new Set<Settlement>();
  for (const name of STATE_COLUMNS) {
    const state = numberIn(columns, name, row);
    const word = state === null ? undefined : INVOICE_STATES[state];
    if (word === 'paid' || word === 'open' || word === 'partly_paid') said.add(word);
  }
  const isOpen = numberIn(columns, 'is_open', row);
  if (isOpen !== null) said.add(isOpen === 1 ? 'open' : 'paid');
  const isPaid = numberIn(columns, 'is_paid', row);
  if (isPaid !== null) said.add(isPaid === 1 ? 'paid' : 'open');
  if (said.has('partly_paid') && !said.has('paid')) return 'partly_paid';
  return said.size > 1 ? 'contradiction' : [...said][0];
}

const SAYS_SETTLEMENT = ['status', 'payment_status', 'is_open', 'is_paid'] as const;

function deriveOpenAmount(columns: InvoiceColumns): void {
  const says = hasClue(columns, ...SAYS_SETTLEMENT);
  if (!says && !hasClue(columns, 'paid_amount')) return;
  const { log, lines } = columns;
  const stated = columns.columns.get('open_amount');
  const warn = (code: string, column: string, message: string, row: number): void =>
    log.warn(code, 'invoices', column, message, lines[row]);
  let isAnythingSaid = stated !== undefined || hasClue(columns, 'paid_amount');
  const cellOf = (row: number): DerivedCell => {
    const settlement = says ? settlementOf(columns, row) : undefined;
    isAnythingSaid ||= settlement !== undefined;
    if (settlement === 'contradiction')
      warn(
        'status_contradicts',
        'status',
        'the columns of the status contradict each other; none of them is used',
        row,
      );
    const isDated = numberIn(columns, 'paid_on', row) !== null;
    if (settlement === 'open' && isDated)
      warn('status_differs', 'status', 'the status says open, and a payment date is given, which holds', row);
    const given = stated?.read(row) ?? null;
    if (given !== null) {
      if (settlement === 'paid' && typeof given === 'number' && given !== 0)
        warn('status_differs', 'open_amount', 'the status says paid, and an amount is still open, which holds', row);
      return given;
    }
    const paid = numberIn(columns, 'paid_amount', row);
    const amount = numberIn(columns, 'amount', row);
    if (paid !== null && amount !== null) {
      const open = Math.round((amount - Math.sign(amount) * Math.abs(paid)) * 1e6) / 1e6 + 0;
      if (settlement === 'paid' && open !== 0)
        warn(
          'status_differs',
          'paid_amount',
          'the status says paid, and less than the amount was paid, which holds',
          row,
        );
      return open;
    }
    if (settlement === 'paid') return 0;
    if (settlement === 'partly_paid')
      warn(
        'partly_paid',
        'status',
        'it is paid in part, and no column says how much: the whole amount counts as open',
        row,
      );
    return null;
  };
  const text = (row: number): string => stated?.text(row) ?? '';
  const marks = { needsCare: columns.needsCare, isRequired: false };
  const derived = deriveColumn('number', columns.count, cellOf, text, marks);
  if (isAnythingSaid) columns.columns.set('open_amount', derived);
}

/** Days to payment of an invoice that is still open are the days that it has been open. */
function dropDaysOfOpenRows(columns: InvoiceColumns): void {
  const days = columns.columns.get('paid_after_days');
  if (!days || !hasClue(columns, ...SAYS_SETTLEMENT)) return;
  const cellOf = (row: number): DerivedCell => {
    const value = days.read(row);
    if (typeof value !== 'number' || settlementOf(columns, row) !== 'open') return value;
    columns.log.warn(
      'days_of_open',
      'invoices',
      'paid_after_days',
      'the status says open, so the days are no days to payment and are not used',
      columns.lines[row],
    );
    return null;
  };
  const marks = { needsCare: columns.needsCare, isRequired: false };
  columns.columns.set('paid_after_days', deriveColumn('number', columns.count, cellOf, days.text, marks));
}

function derivePaidDate(columns: InvoiceColumns): void {
  if (!hasClue(columns, 'days_late') || columns.columns.has('paid_on') || columns.columns.has('paid_after_days'))
    return;
  const { count, log, lines } = columns;
  const isSettled = (row: number): boolean => numberIn(columns, 'open_amount', row) === 0;
  let settled = 0;
  let punctual: number | undefined;
  let isEarlySeen = false;
  for (let row = 0; row < count; row++) {
    if (!isSettled(row)) continue;
    settled++;
    const late = numberIn(columns, 'days_late', row);
    if (late === null) continue;
    if (late < 0) isEarlySeen = true;
    else if (late === 0) punctual ??= lines[row];
  }
  if (settled === 0) {
    log.warnOnce(
      'days_late_unused',
      'invoices',
      'days_late',
      'nothing says which invoices are paid, so days late give no payment dates; add a status or an open amount, or name the payment date: --columns paid_on=…',
    );
    return;
  }
  if (!isEarlySeen && punctual !== undefined) {
    log.warnOnce(
      'days_late_clipped',
      'invoices',
      'days_late',
      `days late are never below 0, so 0 (first at line ${punctual}) may be any day up to the due date, and late payments alone would teach the wrong habits; ` +
        'they give no payment dates: name the payment date or the days to payment, --columns paid_on=… or --columns paid_after_days=…',
    );
    return;
  }
  const cellOf = (row: number): DerivedCell => {
    const late = numberIn(columns, 'days_late', row);
    const due = numberIn(columns, 'due_date', row);
    if (late === null || due === null || !isSettled(row)) return null;
    log.warn(
      'paid_from_days_late',
      'invoices',
      'paid_on',
      'there is no payment date, so it follows from the due date and the days late',
      lines[row],
    );
    return due + Math.round(late);
  };
  const marks = { needsCare: columns.needsCare, isRequired: false };
  columns.columns.set(
    'paid_on',
    deriveColumn('day', count, cellOf, () => '', marks),
  );
}
