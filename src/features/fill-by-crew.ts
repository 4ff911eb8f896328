import { type Crew, evenRanges, sharedFloats, shareMemory } from '../crew/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { behaviourOf } from './behaviour-ledger.ts';
import { type FeatureQuestion, type FeatureTableJob, TASKS_A_MEMBER } from './feature-job.ts';
import type { FeatureTable } from './feature-table.ts';
import type { FeatureOptions } from './sweep-source.ts';

/** Whether there is a crew of more than the calling thread. */
export function isShared(crew: Crew | undefined): crew is Crew {
  return crew !== undefined && crew.members > 1;
}

/**
 * Features by a crew: the ledger is copied to shared memory where it does not lie there, and each task fills the rows of
 * a range of debtors, to the same bits as one thread would.
 */
export function fillByCrew(
  ledger: Ledger,
  question: FeatureQuestion,
  names: readonly string[],
  { crew, ...options }: FeatureOptions & { readonly crew?: Crew },
): FeatureTable {
  if (!crew) throw new TypeError('no crew was given');
  const start = question.grain === 'debtor' ? ledger.invoices.start : question.prepared.order.start;
  const rows = question.grain === 'debtor' ? ledger.debtors.count : question.prepared.invoice.length;
  const bounds = evenRanges(start, crew.members * TASKS_A_MEMBER);
  const table: FeatureTable = { names, rows, columns: names.map(() => sharedFloats(rows)) };
  const job: FeatureTableJob = {
    kind: 'features',
    ledger: shareMemory(behaviourOf(ledger)),
    question: shareMemory(question),
    options,
    table,
    bounds,
  };
  crew.open(job)(0, bounds.length - 1);
  return table;
}
