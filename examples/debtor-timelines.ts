/**
 * One debtor of each archetype as a timeline: `npx tsx examples/debtor-timelines.ts [archetype]`.
 * Prints its hidden truth, then its last facts in the order in which the creditor learned them.
 */
import { ARCHETYPES, type GeneratedRows, generateDebtor } from '../src/simulate/index.ts';

const LINES = 14;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const euros = (amount: number): string => amount.toFixed(2).padStart(9);
const weekday = (day: string): string => WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] as string;
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

interface Line {
  readonly day: string;
  readonly text: string;
}

function timeline({ ledger, truthInvoices }: GeneratedRows): Line[] {
  const chance = new Map(truthInvoices.map((row) => [row.invoice_id, row.p_late]));
  const due = new Map(ledger.invoices.map((row) => [row.invoice_id, row.due_date]));
  const lines: Line[] = [];
  const add = (day: unknown, text: string): void => {
    lines.push({ day: String(day), text });
  };
  for (const row of ledger.invoices) {
    const late = chance.get(String(row.invoice_id));
    if (late === undefined) add(row.issue_date, `credit note ${row.invoice_id} ${euros(row.amount)}`);
    else
      add(
        row.issue_date,
        `invoice ${row.invoice_id} ${euros(row.amount)}  due ${weekday(row.due_date)} ${row.due_date}  true P(late) ${late.toFixed(2)}`,
      );
  }
  for (const row of ledger.payments) {
    const after = row.invoice_id ? daysBetween(due.get(row.invoice_id) as string, row.paid_on) : undefined;
    const when =
      after === undefined ? 'not matched yet' : after > 0 ? `${after} days after due` : `${-after} days before due`;
    const matched = row.applied_on ? `, matched only on ${row.applied_on}` : '';
    add(
      row.booked_on ?? row.paid_on,
      `  ${row.kind ?? 'payment'} ${euros(row.amount)} on ${weekday(row.paid_on)} for ${row.invoice_id ?? '?'}: ${when}${matched}`,
    );
  }
  for (const row of ledger.contacts) {
    const what =
      row.assigned === 'holdout'
        ? 'held out at random'
        : `${row.channel}: ${row.outcome}${row.note ? `, "${row.note}"` : ''}`;
    add(row.at, `  ${what}`);
  }
  for (const row of ledger.promises) add(row.promised_on, `  promises ${euros(row.amount ?? 0)} for ${row.due_on}`);
  for (const row of ledger.disputes)
    add(
      row.opened_on,
      `  dispute of ${row.invoice_id} (${row.reason}), ${row.resolved_on ? `settled ${row.resolved_on}` : 'still open'}`,
    );
  return lines.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** The first debtor of the archetype with something to tell; each archetype looks from another place. */
function firstOf(archetype: string, from: number): GeneratedRows {
  for (let index = from; ; index++) {
    const rows = generateDebtor(7, index, {
      archetypeWeights: Object.fromEntries(ARCHETYPES.map(({ name }) => [name, name === archetype ? 1 : 0])),
    });
    if (rows.ledger.invoices.length >= 12 || index > from + 300) return rows;
  }
}

const asked = process.argv[2];
for (const { name } of ARCHETYPES.filter((one) => asked === undefined || one.name === asked)) {
  const rows = firstOf(name, 1000 * ARCHETYPES.findIndex((one) => one.name === name));
  const truth = rows.truth[0] as Readonly<Record<string, string>>;
  const debtor = rows.ledger.debtors[0];
  const run = truth.run_family === 'none' ? 'no payment run' : `run ${truth.run_family} ${truth.run_days ?? ''}`.trim();
  const drift = truth.drift_on ? `, changes on ${truth.drift_on}` : '';
  console.log(`\n${name.replaceAll('_', ' ')}: ${debtor?.name} (${debtor?.country}, ${debtor?.kind})`);
  console.log(
    `hidden: ${run}${drift}; lag ${truth.lag_centre_days} ± ${truth.lag_spread_days} days; ${(100 * Number(truth.true_late_rate)).toFixed(0)} % late`,
  );
  for (const { day, text } of timeline(rows).slice(-LINES)) console.log(`  ${day} ${weekday(day)}  ${text}`);
}
