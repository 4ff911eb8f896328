import type { Ledger } from '../../ledger/index.ts';

/** Which debtors speak of whose invoices: contacts and promises may name an invoice of somebody else. */
export interface SpokenFor {
  /** The others of whose invoices a debtor spoke. O(1). */
  othersOf(debtor: number): Iterable<number>;
  /** The others who spoke of a debtor's invoices. O(1). */
  speakersFor(debtor: number): Iterable<number>;
  /** A debtor speaks of an invoice of `owner`. O(1). */
  add(debtor: number, owner: number): void;
}

/** Reads it off the contacts and promises of a ledger. O(contacts + promises). */
export function createSpokenFor({ invoices, contacts, promises }: Ledger): SpokenFor {
  const others = new Map<number, Set<number>>();
  const speakers = new Map<number, Set<number>>();
  const add = (debtor: number, owner: number): void => {
    if (debtor === owner) return;
    addTo(others, debtor, owner);
    addTo(speakers, owner, debtor);
  };
  for (const { count, debtor, invoice } of [contacts, promises])
    for (let row = 0; row < count; row++) if (invoice[row] >= 0) add(debtor[row], invoices.debtor[invoice[row]]);
  return { othersOf: (debtor) => others.get(debtor) ?? [], speakersFor: (debtor) => speakers.get(debtor) ?? [], add };
}

function addTo(sets: Map<number, Set<number>>, key: number, value: number): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}
