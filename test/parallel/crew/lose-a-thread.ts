/** A program whose crew loses a thread while it works. */
import { MessageChannel, Worker } from 'node:worker_threads';
import { PayrhythmError } from '../../../src/errors.ts';
import { boostedTrees } from '../../../src/models/estimators/index.ts';
import { BOARD, crewBoard } from '../../../src/parallel/crew/crew-board.ts';
import { workerCrew } from '../../../src/parallel/crew/worker-crew.ts';
import { syntheticRows } from '../../models/estimators/synthetic-rows.ts';

const board = crewBoard();
// A member that takes one task and ends without finishing it.
const dying = `
  const { workerData } = require('node:worker_threads');
  const { board, BOARD } = workerData;
  process.on('exit', () => { Atomics.store(board, BOARD.failed, 1); Atomics.notify(board, BOARD.done); });
  for (;;) {
    const ticket = Atomics.load(board, BOARD.ticket);
    if (ticket !== Atomics.load(board, BOARD.end) && Atomics.compareExchange(board, BOARD.ticket, ticket, ticket + 1) === ticket) break;
  }
  process.exit(1);
`;
const { port1, port2 } = new MessageChannel();
const worker = new Worker(dying, { eval: true, workerData: { board, BOARD } });
port2.close();
await new Promise((resolve) => worker.once('online', resolve));
const crew = workerCrew(board, [{ worker, port: port1 }]);
const { matrix, labels } = syntheticRows(60_000, 6);
try {
  boostedTrees({ maxTrees: 2000, rowShare: 1 }).fit(matrix, labels, { seed: 1, crew });
} catch (error) {
  if (!(error instanceof PayrhythmError)) throw error;
  process.stdout.write(`${error.code} ${error.message}\n`);
}
await crew.close();
