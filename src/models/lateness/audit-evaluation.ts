import { type EpochDay, formatDay } from '../../calendar/index.ts';
import { PayrhythmError } from '../../errors.ts';
import { computeInvoiceFeatures } from '../../features/index.ts';
import { findSorted, type Ledger, partitionDebtors, textAt, visibleAt } from '../../ledger/index.ts';
import type { Evaluation } from './evaluate-lateness.ts';
import { featureOptionsOf } from './lateness-model.ts';

/** One feature of one test row that rows known later change. */
export interface Leak {
  readonly invoice: string;
  /** The morning that the invoice was looked at, `YYYY-MM-DD`. */
  readonly moment: string;
  readonly feature: string;
  /** The value that the model was given; `null` = missing. */
  readonly given: number | null;
  /** The value without anything known later; `null` = missing. */
  readonly rebuilt: number | null;
}

/** What an audit of an evaluation found. */
export interface LeakAudit {
  /** Test rows whose features were computed again from a ledger that holds nothing known later. */
  readonly checked: number;
  /** Of these, rows where any feature differs: each one is a leak. */
  readonly differing: number;
  /** Ids of the invoices that differ, at most ten. */
  readonly examples: readonly string[];
  /** The first feature that differs of each of them. */
  readonly leaks: readonly Leak[];
}

/** Test rows that are checked one by one, at some milliseconds each. */
const MOST_CHECKED = 400;
const MOST_EXAMPLES = 10;

/**
 * Checks for leakage by brute force: evenly spread test invoices are looked at again on a ledger from which every row known
 * on or after their moment, and every debtor that has nothing to do with theirs, was physically removed; all features
 * must come out the same. O(checked × rows of a debtor + rows).
 */
export function auditEvaluation(ledger: Ledger, evaluation: Evaluation, most = MOST_CHECKED): LeakAudit {
  const { asked, features, model } = evaluation;
  const rows = asked.invoice.length;
  const checked = Math.min(rows, most);
  const partOf = debtorParts(ledger);
  const leaks: Leak[] = [];
  let differing = 0;
  for (let n = 0; n < checked; n++) {
    const row = Math.floor((n * rows) / checked);
    const i = asked.invoice[row];
    const moment = asked.moment[row];
    const rebuilt = rebuildFeatures(ledger, i, moment, partOf(ledger.invoices.debtor[i]), featureOptionsOf(model));
    const at = features.columns.findIndex((column, f) => !Object.is(column[row], rebuilt.columns[f][0]));
    if (at < 0) continue;
    differing++;
    if (leaks.length < MOST_EXAMPLES)
      leaks.push({
        invoice: textAt(ledger.invoices.id, i),
        moment: formatDay(moment),
        feature: features.names[at],
        given: valueOrNull(features.columns[at][row]),
        rebuilt: valueOrNull(rebuilt.columns[at][0]),
      });
  }
  return { checked, differing, examples: leaks.map((leak) => leak.invoice), leaks };
}

/**
 * Passes where an audit found nothing.
 *
 * @throws {PayrhythmError} `LEAKAGE`, naming the invoices and features, where it did: the scores cannot be believed.
 */
export function requireNoLeak(audit: LeakAudit): void {
  if (audit.differing === 0) return;
  const word = (value: number | null): string => (value === null ? 'missing' : String(value));
  const found = audit.leaks.map(
    ({ feature, invoice, moment, given, rebuilt }) =>
      `${feature} of invoice ${invoice} on ${moment} is ${word(given)} with them, ${word(rebuilt)} without`,
  );
  throw new PayrhythmError(
    'LEAKAGE',
    `${audit.differing} of ${audit.checked} test rows have a feature that changes with rows known later (${found.join('; ')}): ` +
      'do not believe these scores; this is a defect of payrhythm, please report it',
    { leaks: audit.leaks },
  );
}

/** Features of one invoice from a ledger that holds nothing but what was known of its debtor that morning. */
function rebuildFeatures(
  ledger: Ledger,
  invoice: number,
  moment: EpochDay,
  debtors: Int32Array,
  options: Parameters<typeof computeInvoiceFeatures>[2],
) {
  const cut = visibleAt(ledger, moment, { alsoKnown: invoice, debtors });
  const debtor = findSorted(cut.debtors.id, textAt(ledger.debtors.id, ledger.invoices.debtor[invoice]));
  const id = textAt(ledger.invoices.id, invoice);
  let own = cut.invoices.start[debtor];
  while (textAt(cut.invoices.id, own) !== id) own++;
  return computeInvoiceFeatures(cut, { invoice: Int32Array.of(own), moment: Int32Array.of(moment) }, options);
}

/** The debtors that each debtor is linked to by payments or master data, itself among them. */
function debtorParts(ledger: Ledger): (debtor: number) => Int32Array {
  const parts = partitionDebtors(ledger, Math.max(1, ledger.debtors.count));
  const partOf = new Int32Array(ledger.debtors.count);
  parts.forEach((part, at) => {
    for (const debtor of part) partOf[debtor] = at;
  });
  return (debtor) => parts[partOf[debtor]];
}

function valueOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
