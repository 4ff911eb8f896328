import type { EpochDay } from '../calendar/index.ts';
import type { FeatureTable, PaymentRun, PossibleRun, Smoothing } from '../features/index.ts';
import type { ItemStates, Ledger } from '../ledger/index.ts';
import type { InvoiceForecasts } from '../models/lateness/invoice-forecasts.ts';
import type { Policy } from './policy/policy-schema.ts';

/** What the ranking looks at; everything already cut at `asOf`. */
export interface QueueInputs {
  /** `visibleAt(ledger, asOf)`. */
  readonly ledger: Ledger;
  readonly asOf: EpochDay;
  /** `itemStates` of that ledger, with the policy's tolerance. */
  readonly items: ItemStates;
  /** `computeDebtorFeatures`, at least those that the ranking reads (`QUEUE_FEATURES`): one row a debtor. */
  readonly debtorFeatures: FeatureTable;
  /** Payment run of each debtor, by its index. */
  readonly runs: readonly PaymentRun[];
  /** Runs that are only possible, by debtor: filled in as they are asked for, and kept with these inputs. */
  readonly possibleRuns?: Map<number, readonly PossibleRun[]> | undefined;
  /** Forecasts of at least every open invoice, made on the morning of `asOf`. */
  readonly forecasts: InvoiceForecasts;
  readonly smoothing: Smoothing;
  readonly policy: Policy;
  /**
   * Set where the booked payments are too old to tell who has paid: the newest day on which one was booked. Every call
   * about an invoice that is due is then held back.
   */
  readonly staleCash?: EpochDay | undefined;
}
