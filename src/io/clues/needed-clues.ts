import type { ColumnDeclaration } from '../../ledger/index.ts';
import type { ClueName } from './invoice-clues.ts';

/** A column of the ledger, or a clue, and the header it was found under. */
export interface FoundColumn {
  readonly column: ColumnDeclaration;
  /** Position of the header; -1 where there is none. */
  readonly position: number;
}

const TERM_CLUES: readonly ClueName[] = ['payment_terms', 'term_days', 'second_term_days', 'third_term_days'];
const ALWAYS: readonly ClueName[] = ['status', 'payment_status', 'is_open', 'is_paid'];

/**
 * Which clues are worth reading: those whose ledger column has no header, or empty cells in the sample; and the status of
 * an invoice always, since a draft and a cancelled invoice are owed by nobody. O(sample).
 */
export function neededClues(
  chosen: readonly FoundColumn[],
  sample: readonly (readonly string[])[],
): ReadonlySet<string> {
  const find = (name: string): FoundColumn | undefined => chosen.find(({ column }) => column.name === name);
  const needed = new Set<string>(ALWAYS);
  const due = find('due_date');
  const isDueMissing = due === undefined || sample.some((record) => record[due.position]?.trim() === '');
  if (isDueMissing && hasTerm(chosen)) for (const name of [...TERM_CLUES, 'baseline_date']) needed.add(name);
  if (!find('amount')) for (const name of ['debit_amount', 'credit_amount']) needed.add(name);
  needed.add('debit_credit');
  if (!find('open_amount')) needed.add('paid_amount');
  if (!find('paid_on') && !find('paid_after_days')) needed.add('days_late');
  return needed;
}

/** Whether a required column may follow from clues, so that it needs no header of its own. */
export function mayDerive(name: string, chosen: readonly FoundColumn[]): boolean {
  if (name === 'due_date') return hasTerm(chosen);
  if (name === 'amount')
    return chosen.some(({ column }) => column.name === 'debit_amount' || column.name === 'credit_amount');
  return false;
}

function hasTerm(chosen: readonly FoundColumn[]): boolean {
  return chosen.some(({ column }) => TERM_CLUES.includes(column.name as ClueName));
}
