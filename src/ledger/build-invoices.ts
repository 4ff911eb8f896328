import { type Calendars, type EpochDay, FIRST_DAY, formatDay, LAST_DAY, NO_DAY } from '../calendar/index.ts';
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
const PAYMENT_ROW = 2;

/** The invoices in canonical order, and where each came from in the source table. */
export interface BuiltInvoices {
  readonly table: InvoiceTable;
  /** Source row of each invoice. */
  readonly sourceRow: Uint32Array;
  readonly cash: readonly CashRow[];
}

/** A payment that stands among the items of a debtor, as exports of open items have it. */
export interface CashRow {
  /** Where it stands in its source. */
  readonly line: number;
  readonly debtor: number;
  readonly id: string;
  readonly paidDay: EpochDay;
  readonly bookedDay: EpochDay;
  /** As the source has it, in major units. */
  readonly amount: number;
  /** What was not matched to an invoice, positive; 0 where all of it was. */
  readonly openMinor: number;
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
  const { order, debtor, cash } = canonicalOrder(data, debtors, money, log, allocate);
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
    cash,
  };
}

function canonicalOrder(
  data: TableData,
  debtors: DebtorIndex,
  money: MoneyScale,
  log: ImportLog,
  allocate: Allocate,
): { order: Uint32Array; debtor: Int32Array; cash: CashRow[] } {
  const debtorOf = debtors.debtorsOf(data);
  const keep = keepUniqueRows(data, log);
  collapseIdenticalRows(data, keep, log);
  const cash = takeCash(data, debtorOf, keep, money);
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
  return { order, debtor: gatherNumbers(debtorOf, order, allocate), cash };
}

/** Takes the payments out of the rows that are kept. */
function takeCash(data: TableData, debtorOf: Int32Array, keep: Uint8Array, money: MoneyScale): CashRow[] {
  const kinds = data.columns['kind'] as Int8Array | undefined;
  if (!kinds?.includes(PAYMENT_ROW)) return [];
  const [ids, amounts, opens] = [
    textColumn(data, 'invoice_id'),
    numberColumn(data, 'amount'),
    numberColumn(data, 'open_amount'),
  ];
  const [issued, known, paid] = [
    dayColumn(data, 'issue_date'),
    dayColumn(data, 'known_on'),
    dayColumn(data, 'paid_on'),
  ];
  const currencies = codedColumn(data, 'currency');
  const currencyOf = money.codesOf(currencies.texts);
  const cash: CashRow[] = [];
  for (let row = 0; row < data.count; row++) {
    if (!keep[row] || kinds[row] !== PAYMENT_ROW) continue;
    keep[row] = 0;
    const isMatched = paid[row] !== NO_DAY;
    const open = Number.isNaN(opens[row]) ? (isMatched ? 0 : amounts[row]) : opens[row];
    cash.push({
      line: data.lines[row],
      debtor: debtorOf[row],
      id: textAt(ids, row),
      paidDay: issued[row],
      bookedDay: known[row] === NO_DAY ? issued[row] : known[row],
      amount: amounts[row],
      openMinor: Math.abs(money.toMinor(open, currencyOf[currencies.codes[row]])),
    });
  }
  return cash;
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
