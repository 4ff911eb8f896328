import type { Ledger } from './ledger.ts';
import { linkedDebtors } from './partition-debtors.ts';
import { hashTexts } from './text-index.ts';

/**
 * About a `share` (0–1) of the debtors, ascending: those whose hash of the id is low, and whoever is linked to them, so that
 * a debtor is chosen or not whatever else is in the ledger, and in whatever part it stands. O(debtors + payments).
 */
export function sampleDebtors(ledger: Ledger, share: number): Int32Array {
  const group = linkedDebtors(ledger);
  const hashes = hashTexts(ledger.debtors.id);
  const chosen: number[] = [];
  for (let debtor = 0; debtor < group.length; debtor++)
    if (hashes[group[debtor]] < share * 2 ** 32) chosen.push(debtor);
  return Int32Array.from(chosen);
}
