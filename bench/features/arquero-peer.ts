import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as aq from 'arquero';
import { BENCH_FEATURES, PRIOR } from './bench-features.ts';
import { TOLERANCE_MINOR } from './generate-columns.ts';
import { readColumns } from './ledger-columns.ts';
import { measure } from './measure.ts';

type Table = ReturnType<typeof aq.table>;

const SUMS = [
  'known',
  'amount',
  'term',
  'open',
  'open_minor',
  'overdue',
  'overdue_minor',
  'overdue_due',
  'very_late',
  'settled',
  'settled_late',
  'late_days',
  'late_days_squared',
  'days_to_pay',
] as const;
const EVENT_COLUMNS = ['debtor', 'day', 'is_moment', 'invoice', 'paid_day', 'last_settled', ...SUMS];
/** Before anything that a running maximum can hold. */
const NONE = -1e9;
const past = [-Infinity, 0] as [number, number];

/** Rows of a table as changes of their debtors' state: expressions over `d` of what each adds. */
function events(table: Table, day: string, columns: Partial<Record<string, string>>): Table {
  const defaults = { is_moment: 0, paid_day: NONE, last_settled: NONE };
  const values = EVENT_COLUMNS.filter((name) => name !== 'debtor' && name !== 'day' && name !== 'invoice').map(
    (name) => [name, `d => ${columns[name] ?? defaults[name as keyof typeof defaults] ?? 0}`],
  );
  // Renamed first: an event has columns named like the ledger's, with another meaning.
  const named = table.rename(Object.fromEntries(table.columnNames().map((name) => [name, `of_${name}`])));
  return named
    .derive({
      debtor: 'd => d.of_debtor',
      invoice: 'd => d.of_invoice',
      day: `d => ${day}`,
      ...Object.fromEntries(values),
    })
    .select(EVENT_COLUMNS);
}

function runArquero({ invoices, payments }: { invoices: Table; payments: Table }): Table {
  const settling = payments
    .lookup(invoices.rename({ amount: 'owed' }), ['invoice', 'invoice'], ['issue', 'rolled', 'known', 'owed'])
    .derive({ day: 'd => d.applied > d.known ? d.applied : d.known' })
    .derive({
      overdue_day: 'd => d.known > d.rolled ? d.known : d.rolled',
      very_late_day: 'd => d.known > d.rolled + 30 ? d.known : d.rolled + 30',
    })
    .groupby('invoice')
    .orderby('day', 'payment')
    .derive({ paid_so_far: aq.rolling('d => op.sum(d.amount)', past) })
    .ungroup()
    .derive({ open_before: 'd => d.owed - d.paid_so_far + d.amount' })
    .filter(`d => d.open_before > ${TOLERANCE_MINOR}`)
    .reify();
  const partial = settling.filter(`d => d.open_before - d.amount > ${TOLERANCE_MINOR}`).reify();
  const settled = settling
    .filter(`d => d.open_before - d.amount <= ${TOLERANCE_MINOR}`)
    .orderby('debtor', 'day', 'payment')
    .reify()
    .derive({
      place: 'd => op.row_number()',
      late: 'd => d.paid - d.rolled',
      clamped: 'd => d.paid - d.rolled > 365 ? 365 : d.paid - d.rolled < -365 ? -365 : d.paid - d.rolled',
      to_pay: 'd => d.paid - d.issue > 365 ? 365 : d.paid - d.issue < -365 ? -365 : d.paid - d.issue',
      was_overdue: 'd => d.day > d.overdue_day ? 1 : 0',
    });
  const settleDay = settled.select('invoice', 'day').rename({ day: 'settle_day' });
  const withDay = invoices.lookup(settleDay, ['invoice', 'invoice'], ['settle_day']).derive({
    settle_day: 'd => d.settle_day == null ? Infinity : d.settle_day',
    overdue_day: 'd => d.known > d.rolled ? d.known : d.rolled',
    very_late_day: 'd => d.known > d.rolled + 30 ? d.known : d.rolled + 30',
  });
  const later = partial
    .lookup(settleDay, ['invoice', 'invoice'], ['settle_day'])
    .filter('d => d.settle_day == null || d.settle_day > d.overdue_day')
    .reify();
  const all = events(withDay, 'd.of_known', { is_moment: '1' }).concat(
    events(withDay, 'd.of_known', {
      known: '1',
      amount: 'd.of_amount',
      term: 'd.of_due - d.of_issue',
      open: '1',
      open_minor: 'd.of_amount',
    }),
    events(withDay.filter('d => d.settle_day > d.overdue_day').reify(), 'd.of_overdue_day', {
      overdue: '1',
      overdue_minor: 'd.of_amount',
      overdue_due: 'd.of_rolled',
      days_to_pay: '-d.of_issue',
    }),
    events(withDay.filter('d => d.settle_day > d.very_late_day').reify(), 'd.of_very_late_day', { very_late: '1' }),
    events(partial, 'd.of_day', { open_minor: '-d.of_amount' }),
    events(later, 'd.of_day > d.of_overdue_day ? d.of_day : d.of_overdue_day', { overdue_minor: '-d.of_amount' }),
    events(settled, 'd.of_day', {
      paid_day: 'd.of_paid',
      last_settled: 'd.of_place * 1024 + d.of_clamped + 365',
      open: '-1',
      open_minor: '-d.of_open_before',
      overdue: '-d.of_was_overdue',
      overdue_minor: '-d.of_was_overdue * d.of_open_before',
      overdue_due: '-d.of_was_overdue * d.of_rolled',
      very_late: '(d.of_late > 30 ? 1 : 0) - (d.of_day > d.of_very_late_day ? 1 : 0)',
      settled: '1',
      settled_late: 'd.of_late > 0 ? 1 : 0',
      late_days: 'd.of_clamped',
      late_days_squared: 'd.of_clamped * d.of_clamped',
      days_to_pay: 'd.of_to_pay + d.of_was_overdue * d.of_issue',
    }),
  );
  // Arquero has no as-of join: the moments stand among the events, before those of their day.
  return all
    .groupby('debtor')
    .orderby('day', aq.desc('is_moment'))
    .derive({
      ...Object.fromEntries(SUMS.map((name) => [name, aq.rolling(`d => op.sum(d.${name})`, past)])),
      paid_day: aq.rolling('d => op.max(d.paid_day)', past),
      last_settled: aq.rolling('d => op.max(d.last_settled)', past),
    })
    .derive({ first_day: 'd => op.first_value(d.day)' })
    .ungroup()
    .filter('d => d.is_moment === 1')
    .reify()
    .lookup(invoices.rename({ amount: 'own_amount' }), ['invoice', 'invoice'], ['own_amount'])
    .derive({ lessons: 'd => d.settled + d.overdue' })
    .derive({
      late_rate: 'd => d.lessons > 0 ? (d.settled_late + d.overdue) / d.lessons : NaN',
      very_late_rate: `d => (d.very_late + ${PRIOR.strength * PRIOR.veryLateRate}) / (d.lessons + ${PRIOR.strength})`,
      mean_late_days: `d => (d.late_days + d.overdue * (d.day - 1) - d.overdue_due + ${PRIOR.strength * PRIOR.meanLateDays}) / (d.lessons + ${PRIOR.strength})`,
      mean_days_to_pay: 'd => d.lessons > 0 ? (d.days_to_pay + d.overdue * (d.day - 1)) / d.lessons : NaN',
      last_late_days: 'd => d.last_settled > 0 ? d.last_settled % 1024 - 365 : NaN',
      spread_late_days:
        'd => d.settled > 1 ? op.sqrt(op.greatest(0, (d.late_days_squared - d.late_days * d.late_days / d.settled) / (d.settled - 1))) : NaN',
      open_count: 'd => d.open',
      open_exposure: 'd => d.open_minor / 100',
      overdue_count: 'd => d.overdue',
      overdue_exposure: 'd => d.overdue_minor / 100',
      tenure_days: 'd => d.known > 0 ? d.day - d.first_day : NaN',
      days_since_payment: 'd => d.settled > 0 ? op.greatest(0, d.day - d.paid_day) : NaN',
      mean_amount: 'd => d.known > 0 ? d.amount / d.known / 100 : NaN',
      mean_term_days: 'd => d.known > 0 ? d.term / d.known : NaN',
      amount_ratio: 'd => d.known > 0 ? d.own_amount / 100 / (d.amount / d.known / 100) : NaN',
    })
    .select('invoice', ...BENCH_FEATURES);
}

await measure({
  async load(folder) {
    const { invoices, payments } = readColumns(folder);
    const numbered = (key: string, columns: Record<string, Int32Array | Float64Array>) =>
      aq.table({ [key]: Int32Array.from(columns['debtor'].keys()), ...columns });
    return { invoices: numbered('invoice', invoices), payments: numbered('payment', payments) };
  },
  run: async (tables) => runArquero(tables),
  async write(table) {
    const invoice = table.array('invoice') as number[];
    return BENCH_FEATURES.map((name) => {
      const values = table.array(name) as number[];
      const column = new Float64Array(invoice.length);
      for (let row = 0; row < invoice.length; row++) column[invoice[row]] = values[row];
      return column;
    });
  },
  async version() {
    const manifest = join(import.meta.dirname, '../../node_modules/arquero/package.json');
    return `Arquero ${JSON.parse(readFileSync(manifest, 'utf8')).version}, node ${process.version}`;
  },
});
