import type { RejectedRow } from '../../ledger/index.ts';
import type { CallQueue } from '../../prioritise/index.ts';

/** The record of a run as it is kept with it: `run.json`, or the same document in a database. */
export interface RunDocument {
  readonly tool: 'payrhythm';
  readonly runId: string;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  /** ISO time at which the run began. */
  readonly startedAt: string;
  readonly model: { readonly id: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** A night's result, ready to be published. */
export interface NightRun {
  readonly document: RunDocument;
  readonly queue: CallQueue;
  readonly rejects: readonly RejectedRow[];
}

/** A model as it is kept: its file, and what it was trained on looked like. */
export interface StoredModel {
  readonly id: string;
  /** JSON text of the model. */
  readonly document: string;
  /** JSON text of the profile that drift is measured against. */
  readonly profile: string;
}

/**
 * A place that runs are published to, held by this process. One run is current: what callers see. Publishing is one
 * step: before it they see the previous run, after it the new one, and never anything between.
 */
export interface HeldTarget {
  /** What runs that did not come to their end had left, and was removed on opening; sentences. */
  readonly leftovers: readonly string[];
  /** The current run's record; undefined where nothing was published yet. @throws {PayrhythmError} `BAD_DATA` where it cannot be read. */
  currentRun(): Promise<RunDocument | undefined>;
  /** The record of a whole run that is kept here; undefined where there is none, or it is damaged. */
  findRun(asOf: string, runId: string): Promise<RunDocument | undefined>;
  /** A kept model; undefined where there is none of this id. */
  readModel(id: string): Promise<Pick<StoredModel, 'document' | 'profile'> | undefined>;
  /** Keeps the model (where it is new) and publishes the run, in one step. */
  publish(run: NightRun, model: StoredModel | undefined): Promise<void>;
  /** Makes a kept run current again. */
  makeCurrent(asOf: string, runId: string): Promise<void>;
  /** Removes runs of days before `asOf` (never the current one) and models that no run is left of. Returns the runs removed. */
  removeBefore(asOf: string): Promise<number>;
  release(): Promise<void>;
}

/** How a target is waited for. */
export interface HoldTargetOptions {
  /** How long to wait for another run that holds the target; 0 = not at all. */
  readonly waitSeconds: number;
  /** Called once when waiting begins, with the reason. */
  readonly onWait: (reason: string) => void;
}

/** A place that runs are published to. */
export interface NightTarget {
  /** Names the place in messages; without any password. */
  readonly label: string;
  /**
   * Holds the target, makes what is missing, and clears away what an interrupted run left.
   *
   * @throws {PayrhythmError} `TARGET_BUSY` where another run holds it to the end of the wait; `USAGE` where the place is
   * not ours; `NOT_REACHABLE` where it cannot be reached or written.
   */
  hold(options: HoldTargetOptions): Promise<HeldTarget>;
}
