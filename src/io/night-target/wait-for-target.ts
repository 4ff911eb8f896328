import { setTimeout as pause } from 'node:timers/promises';
import { PayrhythmError } from '../../errors.ts';
import type { HoldTargetOptions } from './night-target.ts';

const LONGEST_PAUSE_MS = 1000;

/**
 * Tries to take a target until it is free or the wait is over.
 *
 * @throws what `take` throws; `TARGET_BUSY` only at the end of the wait.
 */
export async function waitForTarget<T>(take: () => Promise<T>, options: HoldTargetOptions): Promise<T> {
  const endsAt = performance.now() + options.waitSeconds * 1000;
  for (let attempt = 0; ; attempt++) {
    try {
      return await take();
    } catch (error) {
      const leftMs = endsAt - performance.now();
      if (!(error instanceof PayrhythmError) || error.code !== 'TARGET_BUSY' || leftMs <= 0) throw error;
      if (attempt === 0) options.onWait(error.message);
      await pause(Math.min(leftMs, LONGEST_PAUSE_MS, 50 * 2 ** Math.min(attempt, 10)));
    }
  }
}
