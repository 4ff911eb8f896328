import type { Worker } from 'node:worker_threads';
import type { GeneratedFormat } from '../../io/generated/render-csv.ts';
import type { GenerationPlan } from '../../simulate/generation-plan.ts';
import { startWorker } from '../start-worker.ts';
import { blockCount, blockGenerator, type GeneratedBlock, makeBlock } from './generated-block.ts';

/** Blocks that may be ready or in work ahead of the consumer, for each thread: bounds the memory. */
const AHEAD = 3;

/**
 * All blocks of a plan in their order. With one thread they are made here; with more, by worker threads, at most
 * three blocks ahead for each. The blocks are the same for any number of threads, since each depends on its number.
 */
export async function* generateBlocks(
  plan: GenerationPlan,
  format: GeneratedFormat,
  threads: number,
): AsyncGenerator<GeneratedBlock, void, void> {
  const count = blockCount(plan);
  if (threads <= 1 || count === 1) {
    const generator = blockGenerator(plan);
    for (let number = 0; number < count; number++) yield makeBlock(plan, generator, number, format);
    return;
  }
  const workers = Array.from({ length: Math.min(threads, count) }, () =>
    startWorker(import.meta.url, 'generate-worker', {
      workerData: { plan, format },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    }),
  );
  const ready = new Map<number, GeneratedBlock>();
  let failure: Error | undefined;
  let wake: () => void = () => {};
  let asked = 0;
  let given = 0;
  const ask = (worker: Worker): void => {
    worker.postMessage(asked++);
  };
  const idle: Worker[] = [];
  for (const worker of workers) {
    worker.on('message', (block: GeneratedBlock) => {
      ready.set(block.number, block);
      if (asked < count && asked < given + AHEAD * workers.length) ask(worker);
      else idle.push(worker);
      wake();
    });
    worker.on('error', (error) => {
      failure = error instanceof Error ? error : new Error(String(error));
      wake();
    });
    ask(worker);
  }
  try {
    for (; given < count; ) {
      const block = ready.get(given);
      if (failure) throw failure;
      if (!block) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      ready.delete(given++);
      while (idle.length > 0 && asked < count && asked < given + AHEAD * workers.length) ask(idle.pop() as Worker);
      yield block;
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
