import type { NightLog, NightStage } from './night-events.ts';

/** Takes the time of the stages of a night. */
export interface StageClock {
  /** Ends the stage that runs, and begins one. */
  begin(stage: NightStage): void;
  /** Seconds of the stages that have ended, to the millisecond. */
  seconds(): Readonly<Record<string, number>>;
}

/** Names the stages to the log and takes their time; a stage that comes twice counts as one. */
export function createStageClock(log: NightLog): StageClock {
  const seconds: Partial<Record<NightStage, number>> = {};
  let stage: NightStage = 'hold';
  let since = performance.now();
  const stop = (): void => {
    const now = performance.now();
    seconds[stage] = Math.round((seconds[stage] ?? 0) * 1000 + now - since) / 1000;
    since = now;
  };
  return {
    begin(next: NightStage): void {
      stop();
      stage = next;
      log.stage(next);
    },
    seconds: () => ({ ...seconds }),
  };
}
