import { FeatureColumns } from './feature-columns.ts';
import type { FeatureDeclaration } from './feature-declaration.ts';
import { FEATURES, type FeatureName } from './feature-declarations.ts';
import type { FeatureFamily } from './feature-families.ts';
import type { FeatureTable } from './feature-table.ts';
import { ItemBook } from './item-book.ts';
import { AcquaintanceRecord } from './records/acquaintance-record.ts';
import { CashRecord } from './records/cash-record.ts';
import { ContactRecord } from './records/contact-record.ts';
import { DisputeRecord } from './records/dispute-record.ts';
import { DistributionRecord } from './records/distribution-record.ts';
import { ExposureRecord } from './records/exposure-record.ts';
import { InvoiceRecord } from './records/invoice-record.ts';
import { LatenessRecord } from './records/lateness-record.ts';
import { LikenessRecord } from './records/likeness-record.ts';
import { MonthDays } from './records/month-days.ts';
import { PartialRecord } from './records/partial-record.ts';
import { PromiseRecord } from './records/promise-record.ts';
import { RecencyRecord } from './records/recency-record.ts';
import { RunRecord } from './records/run-record.ts';
import { SequenceRecord } from './records/sequence-record.ts';
import { SituationRecord } from './records/situation-record.ts';
import { DEFAULT_RUN_THRESHOLDS, type RunThresholds } from './rhythm/index.ts';
import type { SweepSource } from './sweep-source.ts';

/** The records of a sweep: one a family of features; null where none of its features was asked for. */
export interface SweepRecords {
  readonly book: ItemBook;
  readonly lateness: LatenessRecord;
  readonly recency: RecencyRecord | null;
  readonly distribution: DistributionRecord | null;
  readonly sequence: SequenceRecord | null;
  readonly situations: SituationRecord | null;
  readonly likeness: LikenessRecord | null;
  readonly exposure: ExposureRecord | null;
  readonly acquaintance: AcquaintanceRecord | null;
  readonly partial: PartialRecord | null;
  readonly run: RunRecord | null;
  readonly promises: PromiseRecord | null;
  readonly disputes: DisputeRecord | null;
  readonly contacts: ContactRecord | null;
  readonly cash: CashRecord | null;
  readonly invoice: InvoiceRecord | null;
  /** Whether the debtor's very late invoices are counted. */
  readonly countsVeryLate: boolean;
}

/**
 * Sets up the records that a table's features need.
 *
 * @param families kept although no feature of theirs is written, for a caller that reads the records themselves.
 */
export function createRecords(
  source: SweepSource,
  table: FeatureTable | undefined,
  runThresholds: RunThresholds = DEFAULT_RUN_THRESHOLDS,
  families: readonly FeatureFamily[] = [],
): SweepRecords {
  const { ledger, smoothing, moneyScale } = source;
  const columns = new FeatureColumns(table);
  const months = new MonthDays();
  const book = new ItemBook();
  const needs = (family: FeatureFamily): boolean => families.includes(family) || columns.has(...featuresOf(family));
  const asked = <R>(family: FeatureFamily, create: () => R): R | null => (needs(family) ? create() : null);
  const cuts = smoothing.amountCuts.map((amount) => amount * moneyScale) as [number, number];
  const missesRuns = columns.has('missed_runs');
  return {
    book,
    lateness: new LatenessRecord(columns, smoothing.strength),
    recency: asked('recency', () => new RecencyRecord(columns, smoothing.strength)),
    distribution: asked('distribution', () => new DistributionRecord(columns)),
    sequence: asked('sequence', () => new SequenceRecord(columns)),
    situations: asked(
      'situations',
      () => new SituationRecord(columns, ledger.invoices, months, cuts, smoothing.strength),
    ),
    likeness: asked('likeness', () => new LikenessRecord(columns, ledger.invoices, source.lateBase, months)),
    exposure:
      missesRuns || needs('exposure')
        ? new ExposureRecord(columns, book, new ItemBook(), moneyScale, smoothing.openTotal)
        : null,
    acquaintance: needs('acquaintance') || needs('disputes') ? new AcquaintanceRecord(columns, moneyScale) : null,
    partial: asked('partial', () => new PartialRecord(columns)),
    run: asked('run', () => new RunRecord(columns, ledger, source.lateBase, runThresholds)),
    promises: asked('promises', () => new PromiseRecord(columns, ledger, source.cash, smoothing.promiseKeptRate)),
    disputes: asked('disputes', () => new DisputeRecord(columns)),
    contacts: asked('contacts', () => new ContactRecord(columns, ledger)),
    cash: asked('cash', () => new CashRecord(columns, moneyScale)),
    invoice: asked('invoice', () => new InvoiceRecord(columns, months, moneyScale)),
    countsVeryLate: families.includes('lateness') || columns.has('very_late_rate'),
  };
}

function featuresOf(family: FeatureFamily): FeatureName[] {
  const declared: readonly (FeatureDeclaration & { readonly name: FeatureName })[] = FEATURES;
  return declared.filter((feature) => feature.family === family).map((feature) => feature.name);
}
