import type { EpochDay } from '../calendar/index.ts';
import type { CrewJob } from '../crew/index.ts';
import type { ItemStates } from '../ledger/index.ts';
import type { BehaviourLedger } from './behaviour-ledger.ts';
import type { CashIndex } from './cash-index.ts';
import type { FeatureTable } from './feature-table.ts';
import type { PreparedInvoices } from './prepared-invoices.ts';
import type { RunThresholds } from './rhythm/index.ts';
import type { FeatureOptions } from './sweep-source.ts';

/** Ranges of debtors for each thread: so many that none waits long for the last. */
export const TASKS_A_MEMBER = 16;

/** Which rows are asked for. */
export type FeatureQuestion =
  | { readonly grain: 'debtor'; readonly asOf: EpochDay; readonly cash: CashIndex }
  | { readonly grain: 'invoice'; readonly prepared: PreparedInvoices };

/** Features of ranges of debtors: task `t` fills the rows of the debtors `bounds[t] … bounds[t + 1] − 1`. */
export interface FeatureTableJob extends CrewJob {
  readonly kind: 'features';
  readonly ledger: BehaviourLedger;
  readonly question: FeatureQuestion;
  readonly options: Omit<FeatureOptions, 'crew'>;
  /** Its columns lie on shared memory. */
  readonly table: FeatureTable;
  readonly bounds: Int32Array;
}

/** Payment runs of ranges of debtors: each task returns those of its range. */
export interface RunJob extends CrewJob {
  readonly kind: 'runs';
  readonly ledger: BehaviourLedger;
  readonly items: ItemStates;
  readonly asOf: EpochDay;
  readonly thresholds: RunThresholds;
  readonly bounds: Int32Array;
}

/** Work on features that a crew shares. */
export type FeatureJob = FeatureTableJob | RunJob;
