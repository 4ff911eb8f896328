import type { ProposedAction, QueuedCall, SuppressedDebtor } from '../../prioritise/index.ts';
import type { PageData } from '../page-data.ts';
import type { CardSubject } from './card.ts';
import { tableRows } from './table-rows.ts';

/** The data of the page as rows, with what is known of one debtor together. */
export interface PageRows {
  readonly data: PageData;
  readonly calls: readonly QueuedCall[];
  readonly suppressed: readonly SuppressedDebtor[];
  readonly actions: readonly ProposedAction[];
  subject(debtorId: string): CardSubject;
}

/** Rows from the data block. O(rows). */
export function readPageRows(data: PageData): PageRows {
  const calls = tableRows<QueuedCall>(data.calls);
  const suppressed = tableRows<SuppressedDebtor>(data.suppressed);
  const actions = tableRows<ProposedAction>(data.actions);
  const callOf = new Map(calls.map((row) => [row.debtor_id, row]));
  const suppressedOf = new Map(suppressed.map((row) => [row.debtor_id, row]));
  const actionsOf = new Map<string, ProposedAction[]>();
  for (const row of actions) {
    const list = actionsOf.get(row.debtor_id);
    if (list) list.push(row);
    else actionsOf.set(row.debtor_id, [row]);
  }
  return {
    data,
    calls,
    suppressed,
    actions,
    subject: (debtorId) => ({
      debtorId,
      call: callOf.get(debtorId),
      suppressed: suppressedOf.get(debtorId),
      actions: actionsOf.get(debtorId) ?? [],
    }),
  };
}
