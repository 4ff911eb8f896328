import type { ColumnDeclaration } from '../ledger/index.ts';
import { headerKey } from './header-key.ts';

const keysOf = (names: string): ReadonlySet<string> => new Set(names.split('|').map(headerKey));

/**
 * Amounts in the currency of the company, whatever that of the document is: SAP (DMBTR), Business Central (LCY), Exact
 * (DC), Odoo (signed totals).
 */
const LOCAL_AMOUNTS = keysOf(
  'DMBTR|amount in local currency|amount in local cur|amount in loc curr|amount in lc|lc amount|local amount|betrag in hauswährung|' +
    'betrag in hauswaehrung|bedrag in lokale valuta|montant en devise locale|amount in company code currency|amountdc|' +
    'transactionamountdc|total signed|amount total signed|amount due signed|amount residual signed|amount in base currency|base amount',
);
/** Amounts in the currency of the document. */
const DOCUMENT_AMOUNTS = keysOf(
  'WRBTR|amount in document currency|amount in doc curr|amount in transaction currency|betrag in belegwährung|' +
    'betrag in transaktionswährung|bedrag in documentvaluta|montant en devise pièce|amountfc|transactionamountfc|' +
    'total in currency signed|amount total in currency signed|amount total',
);
const LOCAL_CURRENCIES = keysOf(
  'HWAER|local currency|hauswährung|hauswaehrung|lokale valuta|devise locale|company code currency|company currency|company currency id|' +
    'base currency|lcy code',
);

/** A header that may fill a column. */
export interface CurrencyCandidate {
  readonly column: ColumnDeclaration;
  readonly position: number;
  readonly how: string;
}

/**
 * Which candidates for amounts and currencies do not belong together, with the reason: an amount in the currency of the company
 * is never paired with the currency of the document. The amount of the document comes first where its currency is there as
 * well. What `--columns` names is left alone. O(candidates).
 *
 * @returns candidates to leave out, each with its reason.
 */
export function findUnpaired<T extends CurrencyCandidate>(
  candidates: readonly T[],
  headers: readonly { readonly name: string }[],
  sample: readonly (readonly string[])[],
): ReadonlyMap<T, string> {
  const unpaired = new Map<T, string>();
  const of = (name: string): T[] =>
    candidates.filter(({ column, position, how }) => column.name === name && how !== 'option' && position >= 0);
  const keyOf = ({ position }: T): string => headerKey(headers[position].name);
  const isLocal = (candidate: T): boolean => LOCAL_AMOUNTS.has(keyOf(candidate)) || keyOf(candidate).endsWith('lcy');
  const isOfDocument = (candidate: T): boolean => DOCUMENT_AMOUNTS.has(keyOf(candidate));
  const isLocalCurrency = (candidate: T): boolean => LOCAL_CURRENCIES.has(keyOf(candidate));
  if (candidates.some(({ column, how }) => column.name === 'amount' && how === 'option')) return unpaired;

  const [amounts, currencies] = [of('amount'), of('currency')];
  const takesLocal =
    amounts.some(isLocal) &&
    (currencies.length > 0 && currencies.every(isLocalCurrency)
      ? amounts.every((candidate) => isLocal(candidate) || isOfDocument(candidate))
      : amounts.every(isLocal));
  for (const name of ['amount', 'open_amount']) {
    const all = of(name);
    if (all.some(isLocal) && !all.every(isLocal))
      for (const candidate of all)
        if (isLocal(candidate) !== takesLocal)
          unpaired.set(candidate, 'is in another currency than the amounts that are read');
  }
  const isMixed = currencies.some((candidate) => distinctTexts(sample, candidate.position) > 1);
  const opens = of('open_amount');
  if (!takesLocal && isMixed && opens.length > 0 && opens.every(isLocal))
    for (const candidate of opens)
      unpaired.set(candidate, 'is in the currency of the company, and the amounts are in that of the document');
  for (const candidate of currencies)
    if (takesLocal && !isLocalCurrency(candidate))
      unpaired.set(candidate, 'is the currency of the document, and the amounts are in that of the company');
    else if (!takesLocal && isLocalCurrency(candidate) && amounts.some(isOfDocument))
      unpaired.set(candidate, 'is the currency of the company, and the amounts are in that of the document');
  return unpaired;
}

function distinctTexts(sample: readonly (readonly string[])[], position: number): number {
  return new Set(sample.map((record) => record[position]?.trim() ?? '')).size;
}
