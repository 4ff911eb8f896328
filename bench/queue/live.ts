/**
 * Time of a queue: cold, prepared, and by live event beside a full re-rank.
 *
 *   npx tsx bench/queue/live.ts [--smoke] [--debtors N] [--invoices N] [--events N] [--seed N] [--train-on N]
 *
 * cold: rankCallQueue with a fitted model on a ledger not looked at before; prepared: decideQueue on inputs kept; event:
 * a payment, an attempt, a conversation, a promise, a dispute or a new invoice in turn, of debtors of the queue and of
 * others. Medians of 5; percentiles over all events, and over the second half of them (by then the engine has optimised
 * what only events run through), as wall time and as processor time (which is a little more than the event's own: it
 * counts the threads of the engine). The model is trained on a world of its own (`--train-on`
 * invoices; logistic regression with --smoke), so that setting up a large ledger does not mean training on it.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { trainLatenessModel } from '../../src/models/index.ts';
import { createQueue, decideQueue, type LiveEvent, prepareQueue, rankCallQueue } from '../../src/prioritise/index.ts';
import { createWorld, ledgerFromTables } from '../../src/simulate/index.ts';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    debtors: { type: 'string' },
    invoices: { type: 'string' },
    events: { type: 'string' },
    'train-on': { type: 'string' },
    seed: { type: 'string', default: '7' },
  },
});
const debtors = Number(flags.debtors ?? (flags.smoke ? 300 : 10_000));
const invoices = Number(flags.invoices ?? (flags.smoke ? 3000 : 100_000));
const events = Number(flags.events ?? (flags.smoke ? 60 : 1000));
const trainOn = Number(flags['train-on'] ?? (flags.smoke ? 1500 : 20_000));
const seed = Number(flags.seed);
const asOf = '2025-12-01';

interface Time {
  readonly wall: number;
  readonly cpu: number;
}
const timed = (work: () => unknown): Time => {
  const cpu = process.cpuUsage();
  const started = performance.now();
  work();
  const wall = performance.now() - started;
  const used = process.cpuUsage(cpu);
  return { wall, cpu: (used.user + used.system) / 1000 };
};
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const at = (share: number, values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.round(share * (values.length - 1))] as number;
const told = (times: readonly Time[], share = 0.5, digits = 0): string =>
  `${at(
    share,
    times.map(({ wall }) => wall),
  ).toFixed(digits)} ms (${at(
    share,
    times.map(({ cpu }) => cpu),
  ).toFixed(digits)} ms CPU)`;
const repeat = (work: () => unknown): Time[] => Array.from({ length: 5 }, () => timed(work));

const ledgerOf = (world: { invoices: number; debtors: number; seed: number }) =>
  ledgerFromTables(createWorld({ ...world, from: asOf }).tablesAsOf(asOf));
print(
  `machine   ${cpus()[0]?.model.trim()} × ${cpus().length}, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}`,
);
const ledger = ledgerOf({ invoices, debtors, seed });
print(`ledger    ${ledger.debtors.count} debtors, ${ledger.invoices.count} invoices, seed ${seed}`);
const training = ledgerOf({ invoices: trainOn, debtors: Math.ceil(trainOn / 10), seed: seed + 1 });
const model = trainLatenessModel(training, { asOf, estimator: flags.smoke ? 'logistic' : 'boosted-trees' });
print(`model     ${model.estimator}, trained on ${training.invoices.count} invoices of another world`);

const request = { ledger, model, asOf };
print(`first     ${told([timed(() => rankCallQueue(request))])}`);
print(`cold      ${told(repeat(() => rankCallQueue({ ...request, ledger: { ...ledger } })))}`);
const inputs = prepareQueue(request);
const prepared = repeat(() => decideQueue(inputs));
print(`prepared  ${told(prepared)}`);

const queue = createQueue(request);
const listed = queue.snapshot().suppressed.map((row) => row.debtor_id);
const today = queue.calls();
const first = today[0];
if (!first) throw new Error('the bench has no call to work on: give it more debtors');
const eventAt = (n: number): LiveEvent => {
  const call = today[n % today.length] ?? first;
  const other = listed[(n * 37) % listed.length] as string;
  const invoiceId = call.invoice_ids.split('|')[0] as string;
  const kinds: readonly LiveEvent[] = [
    { kind: 'payment', debtorId: other, amount: 100 },
    { kind: 'contact', debtorId: call.debtor_id, outcome: 'no_answer' },
    { kind: 'payment', debtorId: call.debtor_id, invoiceId, amount: 50 },
    { kind: 'contact', debtorId: other, outcome: 'reached' },
    { kind: 'promise', debtorId: call.debtor_id, dueOn: '2025-12-08' },
    { kind: 'dispute', invoiceId },
    { kind: 'contact', debtorId: call.debtor_id, outcome: 'promised' },
    { kind: 'invoice', debtorId: other, invoiceId: `new-${n}`, dueOn: '2025-12-31', amount: 1200 },
  ];
  return kinds[n % kinds.length] as LiveEvent;
};
const byKind = new Map<string, Time[]>();
const all: Time[] = [];
for (let n = 0; n < events; n++) {
  const event = eventAt(n);
  const time = timed(() => queue.apply(event));
  all.push(time);
  byKind.set(event.kind, [...(byKind.get(event.kind) ?? []), time]);
}
const spread = (times: readonly Time[]): string =>
  `median ${told(times, 0.5, 3)}, 95th percentile ${told(times, 0.95, 3)}, of ${times.length}`;
const later = (times: readonly Time[]): readonly Time[] => times.slice(Math.ceil(times.length / 2));
for (const [kind, times] of byKind) print(`  ${kind.padEnd(8)}${spread(times)}`);
print(`event     ${spread(all)}`);
print('second half');
for (const [kind, times] of byKind) print(`  ${kind.padEnd(8)}${spread(later(times))}`);
print(`event     ${spread(later(all))}`);
const read = timed(() => queue.calls());
const again = repeat(() => queue.calls());
print(`calls     ${told([read], 0.5, 2)} to read today's ${queue.calls().length} calls, ${told(again, 0.5, 2)} again`);
const cpuOf = (times: readonly Time[], share: number): number =>
  at(
    share,
    times.map(({ cpu }) => cpu),
  );
const full = cpuOf(
  repeat(() => decideQueue(inputs)),
  0.5,
);
print(
  `ratio     a full re-rank takes ${(full / cpuOf(all, 0.95)).toFixed(0)} times the processor time of an event's 95th percentile`,
);
