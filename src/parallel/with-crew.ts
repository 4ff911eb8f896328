import type { Crew } from '../crew/index.ts';
import { startCrew } from './crew/start-crew.ts';

/** How many threads work. */
export interface ThreadOptions {
  /** Threads, the calling one included; a whole number 1–64, default one for each processor. */
  readonly threads?: number | undefined;
}

/** Starts a crew for `work` and closes it afterwards, whatever happens. Errors as `startCrew` and `work`. */
export async function withCrew<T>({ threads }: ThreadOptions, work: (crew: Crew) => T | Promise<T>): Promise<T> {
  const crew = await startCrew(threads === undefined ? {} : { threads });
  try {
    return await work(crew);
  } finally {
    await crew.close();
  }
}
