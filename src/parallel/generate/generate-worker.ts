/** Worker thread: makes the blocks it is asked for. Messages in: a block number. Messages out: a {@link GeneratedBlock}. */
import { parentPort, workerData } from 'node:worker_threads';
import type { GeneratedFormat } from '../../io/generated/render-csv.ts';
import type { GenerationPlan } from '../../simulate/generation-plan.ts';
import { blockGenerator, makeBlock } from './generated-block.ts';

const { plan, format } = workerData as { plan: GenerationPlan; format: GeneratedFormat };
const generator = blockGenerator(plan);

parentPort?.on('message', (number: number) => {
  const block = makeBlock(plan, generator, number, format);
  const buffers: ArrayBuffer[] = [];
  for (const table of Object.values(block.tables)) {
    if (table instanceof Uint8Array) buffers.push(table.buffer as ArrayBuffer);
    else {
      buffers.push(table.debtor.buffer as ArrayBuffer);
      for (const column of table.numbers) buffers.push(column.buffer as ArrayBuffer);
    }
  }
  parentPort?.postMessage(block, [...new Set(buffers)]);
});
