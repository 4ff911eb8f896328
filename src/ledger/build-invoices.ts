import { type Calendars, FIRST_DAY, formatDay, LAST_DAY, NO_DAY } from '../calendar/index.ts';
import { type Allocate, allocatePlain } from './allocate.ts';
import type { DebtorIndex } from './build-debtors.ts';
import type { MoneyScale } from './currency.ts';
import { collapseIdenticalRows, compareRows, keepUniqueRows } from './duplicate-rows.ts';
import { gatherNumbers, type NumericColumn, startsOf } from './gather-columns.ts';
import type { ImportLog } from './import-report.ts';
import type { DebtorTable, InvoiceTable } from './ledger.ts';
import { orderByDebtor } from './order-rows.ts';
import {
  codeColumn,
  codedColumn,
  dayColumn,
  numberColumn,
  releaseColumns,
  type TableData,
  textColumn,
} from './table-data.ts';
import { compareTexts, gatherTexts, textAt } from './text-column.ts';

const CREDIT_NOTE = 1;

/** The invoices in canonical order, and where each came from in the source table. */
export interface BuiltInvoices {
  readonly table: InvoiceTable;
  /** Source row of each invoice. */
  readonly sourceRow: Uint32Array;
}

/**
 * Invoices and credit notes: duplicates settled, signs and defaults filled in, sorted. Releases the columns that it has
 * read, but for those that `impliedPayments` needs. O(n log of a debtor's rows).
 */
export function buildInvoices(
  data: TableData,
  debtors: DebtorIndex,
  money: MoneyScale,
  calendars: Calendars,
  log: ImportLog,
  allocate: Allocate = allocatePlain,
): BuiltInvoices {
  const debtorCount = debtors.table.count;
  const { order, debtor } = canonicalOrder(data, debtors, log, allocate);
  const take = <T extends NumericColumn>(column: T, name: string): T => {
    releaseColumns(data, name);
    return gatherNumbers(column, order, allocate);
  };
  const id = gatherTexts(textColumn(data, 'invoice_id'), order, allocate);
  releaseColumns(data, 'invoice_id', 'debtor_id');
  const entity = gatherTexts(textColumn(data, 'entity'), order, allocate);
  releaseColumns(data, 'entity');
  const issueDay = take(dayColumn(data, 'issue_date'), 'issue_date');
  const dueDay = take(dayColumn(data, 'due_date'), 'due_date');
  const knownDay = take(dayColumn(data, 'known_on'), 'known_on');
  for (let at = 0; at < knownDay.length; at++) if (knownDay[at] === NO_DAY) knownDay[at] = issueDay[at];
  const amounts = moneyColumns(data, order, money, allocate);
  releaseColumns(data, 'amount', 'currency', 'kind', 'open_amount');
  warnOfOddities(data, order, { issueDay, dueDay, amountMinor: amounts.amountMinor }, log);
  return {
    table: {
      count: order.length,
      debtor,
      start: startsOf(debtor, debtorCount, allocate),
      id,
      issueDay,
      dueDay,
      rolledDueDay: rollDueDays(dueDay, debtor, debtors.table, calendars, allocate),
      knownDay,
      sentDay: take(dayColumn(data, 'sent_on'), 'sent_on'),
      ...amounts,
      verified: take(codeColumn(data, 'verified'), 'verified'),
      directDebit: take(codeColumn(data, 'direct_debit'), 'direct_debit'),
      entity,
    },
    sourceRow: order,
  };
}

function canonicalOrder(
  data: TableData,
  debtors: DebtorIndex,
  log: ImportLog,
  allocate: Allocate,
): { order: Uint32Array; debtor: Int32Array } {
  const debtorOf = debtors.debtorsOf(data);
  const keep = keepUniqueRows(data, log);
  collapseIdenticalRows(data, keep, log);
  const ids = textColumn(data, 'invoice_id');
  const issue = dayColumn(data, 'issue_date');
  const due = dayColumn(data, 'due_date');
  const tieBreak = compareRows(data);
  const order = orderByDebtor(
    debtorOf,
    debtors.table.count,
    keep,
    (i, j) => issue[i] - issue[j] || due[i] - due[j] || compareTexts(ids, i, ids, j) || tieBreak(i, j),
  );
  return { order, debtor: gatherNumbers(debtorOf, order, allocate) };
}

function moneyColumns(data: TableData, order: Uint32Array, money: MoneyScale, allocate: Allocate) {
  const amounts = numberColumn(data, 'amount');
  const opens = data.columns['open_amount'] ? numberColumn(data, 'open_amount') : undefined;
  const kinds = data.columns['kind'] ? codeColumn(data, 'kind') : undefined;
  const currencies = codedColumn(data, 'currency');
  const currencyOf = money.codesOf(currencies.texts);
  const currency = new Uint8Array(allocate(order.length));
  const amountMinor = new Float64Array(allocate(order.length * 8));
  const sourceOpenMinor = new Float64Array(allocate(order.length * 8)).fill(Number.NaN);
  for (let at = 0; at < order.length; at++) {
    const row = order[at];
    const code = currencyOf[currencies.codes[row]];
    currency[at] = code;
    const isCredit = (kinds !== undefined && kinds[row] === CREDIT_NOTE) || amounts[row] < 0;
    const minor = Math.abs(money.toMinor(amounts[row], code));
    amountMinor[at] = (isCredit ? -minor : minor) + 0;
    if (!opens) continue;
    const openMinor = money.toMinor(opens[row], code);
    sourceOpenMinor[at] = isCredit ? -Math.abs(openMinor) + 0 : openMinor;
  }
  return { currency, amountMinor, sourceOpenMinor };
}

function warnOfOddities(
  data: TableData,
  order: Uint32Array,
  invoices: Pick<InvoiceTable, 'issueDay' | 'dueDay' | 'amountMinor'>,
  log: ImportLog,
): void {
  const { issueDay, dueDay, amountMinor } = invoices;
  for (let at = 0; at < order.length; at++) {
    if (amountMinor[at] === 0)
      log.warn(
        'zero_amount',
        'invoices',
        'amount',
        'an amount of 0 is kept, but nobody is called about it',
        data.lines[order[at]],
      );
    if (dueDay[at] < issueDay[at])
      log.warn(
        'due_before_issue',
        'invoices',
        'due_date',
        `the due date ${formatDay(dueDay[at])} lies before the issue date ${formatDay(issueDay[at])}; both are kept as they are`,
        data.lines[order[at]],
      );
  }
}

/** Each due date of a country is rolled once and looked up afterwards. */
function rollDueDays(
  dueDay: Int32Array,
  debtor: Int32Array,
  debtors: DebtorTable,
  calendars: Calendars,
  allocate: Allocate,
): Int32Array {
  let first = LAST_DAY;
  let last = FIRST_DAY;
  for (let i = 0; i < dueDay.length; i++) {
    first = Math.min(first, dueDay[i]);
    last = Math.max(last, dueDay[i]);
  }
  const rolledOf = new Map<string, Int32Array>();
  const rolled = new Int32Array(allocate(dueDay.length * 4));
  let current = -1;
  let calendar = calendars.forCountry('');
  let known: Int32Array = new Int32Array(0);
  for (let i = 0; i < dueDay.length; i++) {
    if (debtor[i] !== current) {
      current = debtor[i];
      const country = textAt(debtors.country, current);
      calendar = calendars.forCountry(country);
      known = rolledOf.get(country) ?? new Int32Array(last - first + 1).fill(NO_DAY);
      rolledOf.set(country, known);
    }
    const at = dueDay[i] - first;
    if (known[at] === NO_DAY) known[at] = calendar.rollFollowing(dueDay[i]);
    rolled[i] = known[at];
  }
  return rolled;
}
