import type { EpochDay } from '../calendar/index.ts';
import type { NightTarget } from '../io/night-target/night-target.ts';
import type { Policy } from '../prioritise/index.ts';
import type { NightEngine } from './night-engine.ts';
import type { NightLog } from './night-events.ts';
import type { NightlyConfig } from './nightly-config.ts';

/** What a night works with. */
export interface NightRequest {
  readonly asOf: EpochDay;
  readonly engine: NightEngine;
  readonly target: NightTarget;
  readonly config: NightlyConfig;
  readonly policy: Policy;
  readonly log: NightLog;
  readonly version: string;
  /** Names the source in messages and the record; without any password. */
  readonly sourceLabel: string;
  /** How the source is read, as plain data: part of the run's identity. */
  readonly sourceSettings: unknown;
  readonly waitSeconds: number;
  /** Publishes a day that lies before the current run's, though the ledger knows later days. */
  readonly allowEarlier: boolean;
  /** Trains a challenger whether one is due or not. */
  readonly retrain: boolean;
  /** The clock, for the record only: milliseconds since 1970. */
  readonly now: () => number;
}
