import type { BusinessCalendar } from '../../calendar/index.ts';
import { type PaymentRun, type PossibleRun, possibleRuns, type SettledInvoice } from '../../features/index.ts';
import { ITEM } from '../../ledger/index.ts';
import type { QueueContext } from './queue-context.ts';

const NOTHING: readonly PossibleRun[] = [];

/**
 * Answers which runs a debtor's settled invoices leave possible; nothing where a run was found, or where the
 * policy counts on found runs alone. Worked out at the first
 * question and kept. O(invoices + `possibleRuns`) then, O(1) after.
 */
export function possibleRunsOf(
  context: QueueContext,
  debtor: number,
  calendar: BusinessCalendar,
  run: PaymentRun,
): () => readonly PossibleRun[] {
  if (run.family !== 'none' || context.policy.paymentRun.possibleRunChance >= 1) return () => NOTHING;
  let known = context.possibleRuns?.get(debtor);
  return () => {
    if (known) return known;
    known = possibleRuns(settledInvoices(context, debtor), calendar);
    context.possibleRuns?.set(debtor, known);
    return known;
  };
}

function settledInvoices({ ledger, items }: QueueContext, debtor: number): SettledInvoice[] {
  const { start, dueDay, amountMinor } = ledger.invoices;
  const settled: SettledInvoice[] = [];
  for (let row = start[debtor]; row < start[debtor + 1]; row++)
    if (items.state[row] === ITEM.paid && amountMinor[row] > 0)
      settled.push({ dueDay: dueDay[row], paidDay: items.paidDay[row] });
  return settled;
}
