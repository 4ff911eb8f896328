import { type Calendars, formatDay, NO_DAY } from '../calendar/index.ts';
import type { DebtorIndex } from './build-debtors.ts';
import type { MoneyScale } from './currency.ts';
import { collapseIdenticalNeighbours, compareRows, keepUniqueRows } from './duplicate-rows.ts';
import { gatherNumbers, orderByDebtor, startsOf } from './gather-columns.ts';
import type { ImportLog } from './import-report.ts';
import type { DebtorTable, InvoiceTable } from './ledger.ts';
import { codeColumn, dayColumn, numberColumn, type TableData, textColumn } from './table-data.ts';
import { compareTexts, gatherTexts, textAt } from './text-column.ts';

const CREDIT_NOTE = 1;

/** The invoices in canonical order, and where each came from in the source table. */
export interface BuiltInvoices {
  readonly table: InvoiceTable;
  /** Source row of each invoice. */
  readonly sourceRow: Uint32Array;
}

/** Invoices and credit notes: duplicates settled, signs and defaults filled in, sorted. O(n log of a debtor's rows). */
export function buildInvoices(
  data: TableData,
  debtors: DebtorIndex,
  money: MoneyScale,
  calendars: Calendars,
  log: ImportLog,
): BuiltInvoices {
  const ids = textColumn(data, 'invoice_id');
  const debtorIds = textColumn(data, 'debtor_id');
  const issue = dayColumn(data, 'issue_date');
  const due = dayColumn(data, 'due_date');
  const debtorOf = Int32Array.from({ length: data.count }, (_, i) => debtors.indexOf(debtorIds, i));
  const tieBreak = compareRows(data, undefined);
  const sorted = orderByDebtor(
    debtorOf,
    debtors.table.count,
    keepUniqueRows(data, log),
    (i, j) => issue[i] - issue[j] || due[i] - due[j] || compareTexts(ids, i, ids, j) || tieBreak(i, j),
  );
  const order = collapseIdenticalNeighbours(data, sorted, log);

  const amounts = numberColumn(data, 'amount');
  const opens = numberColumn(data, 'open_amount');
  const kinds = codeColumn(data, 'kind');
  const currencies = textColumn(data, 'currency');
  const known = dayColumn(data, 'known_on');
  const count = order.length;
  const currency = new Uint8Array(count);
  const amountMinor = new Float64Array(count);
  const sourceOpenMinor = new Float64Array(count);
  const knownDay = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    const row = order[at];
    currency[at] = money.codeOf(textAt(currencies, row));
    const isCredit = kinds[row] === CREDIT_NOTE || amounts[row] < 0;
    const sign = isCredit ? -1 : 1;
    amountMinor[at] = sign * Math.abs(money.toMinor(amounts[row], currency[at])) + 0;
    sourceOpenMinor[at] = isCredit
      ? -Math.abs(money.toMinor(opens[row], currency[at])) + 0
      : money.toMinor(opens[row], currency[at]);
    knownDay[at] = known[row] === NO_DAY ? issue[row] : known[row];
    const line = data.lines[row];
    if (amountMinor[at] === 0)
      log.warn('zero_amount', 'invoices', 'amount', 'an amount of 0 is kept, but nobody is called about it', line);
    if (due[row] < issue[row])
      log.warn(
        'due_before_issue',
        'invoices',
        'due_date',
        `the due date ${formatDay(due[row])} lies before the issue date ${formatDay(issue[row])}; both are kept as they are`,
        line,
      );
  }
  const debtor = gatherNumbers(debtorOf, order);
  const dueDay = gatherNumbers(due, order);
  return {
    table: {
      count,
      debtor,
      start: startsOf(debtor, debtors.table.count),
      id: gatherTexts(ids, order),
      issueDay: gatherNumbers(issue, order),
      dueDay,
      rolledDueDay: rollDueDays(dueDay, debtor, debtors.table, calendars),
      knownDay,
      sentDay: gatherNumbers(dayColumn(data, 'sent_on'), order),
      amountMinor,
      sourceOpenMinor,
      currency,
      verified: gatherNumbers(codeColumn(data, 'verified'), order),
      directDebit: gatherNumbers(codeColumn(data, 'direct_debit'), order),
      entity: gatherTexts(textColumn(data, 'entity'), order),
    },
    sourceRow: order,
  };
}

function rollDueDays(dueDay: Int32Array, debtor: Int32Array, debtors: DebtorTable, calendars: Calendars): Int32Array {
  const rolled = new Int32Array(dueDay.length);
  let current = -1;
  let calendar = calendars.forCountry('');
  for (let i = 0; i < dueDay.length; i++) {
    if (debtor[i] !== current) {
      current = debtor[i];
      calendar = calendars.forCountry(textAt(debtors.country, current));
    }
    rolled[i] = calendar.rollFollowing(dueDay[i]);
  }
  return rolled;
}
