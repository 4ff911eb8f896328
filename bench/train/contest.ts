import { cpus, loadavg } from 'node:os';
import type { BinaryEstimator, FeatureMatrix, FittedBinaryEstimator } from '../../src/models/estimators/index.ts';
import { auc } from '../../src/models/metrics/index.ts';
import { startCrew } from '../../src/parallel/crew/start-crew.ts';
import type { Measured } from './python-peer.ts';

/** One model, one number of threads. */
export interface Contestant {
  readonly name: string;
  run(): Measured | Promise<Measured>;
}

/** Medians over the rounds. */
export interface ContestResult {
  readonly name: string;
  readonly version: string;
  readonly trainSeconds: number;
  readonly cpuSeconds: number;
  readonly scoreSeconds: number;
  readonly auc: number;
}

/** Rows `from … to − 1` of a table; views, not copies. */
export function rowsOf(matrix: FeatureMatrix, from: number, to: number): FeatureMatrix {
  return { rows: to - from, names: matrix.names, columns: matrix.columns.map((c) => c.subarray(from, to)) };
}

/** One of our estimators as a contestant. The crew is started before the clock, as a program does once. */
export function ours(
  estimator: BinaryEstimator,
  threads: number,
  data: {
    readonly train: FeatureMatrix;
    readonly labels: Uint8Array;
    readonly test: FeatureMatrix;
    readonly seed: number;
  },
): Contestant {
  return {
    name: `payrhythm ${estimator.name}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    async run() {
      const crew = await startCrew({ threads });
      try {
        const cpu = process.cpuUsage();
        const begin = performance.now();
        const model: FittedBinaryEstimator = estimator.fit(data.train, data.labels, { seed: data.seed, crew });
        const trained = performance.now();
        const { user, system } = process.cpuUsage(cpu);
        const scores = model.predict(data.test, crew);
        return {
          trainSeconds: (trained - begin) / 1000,
          cpuSeconds: (user + system) / 1e6,
          scoreSeconds: (performance.now() - trained) / 1000,
          scores,
          version: `node ${process.version}`,
        };
      } finally {
        await crew.close();
      }
    },
  };
}

/** Runs all contestants in turn, round by round, so that a busy minute of the machine strikes each of them. */
export async function contest(
  contestants: readonly Contestant[],
  rounds: number,
  testLabels: Uint8Array,
): Promise<ContestResult[]> {
  const runs = contestants.map((): Measured[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [i, contestant] of contestants.entries()) runs[i].push(await contestant.run());
  return contestants.map(({ name }, i) => ({
    name,
    version: runs[i][0].version,
    trainSeconds: median(runs[i].map((run) => run.trainSeconds)),
    cpuSeconds: median(runs[i].map((run) => run.cpuSeconds)),
    scoreSeconds: median(runs[i].map((run) => run.scoreSeconds)),
    auc: auc(runs[i][0].scores, testLabels),
  }));
}

/** Prints machine, table and results; `key` is the time that the ratios to the named reference compare. */
export function printContest(
  title: string,
  results: readonly ContestResult[],
  reference: string,
  key: 'trainSeconds' | 'scoreSeconds',
): void {
  const against = results.find((result) => result.name === reference);
  if (against === undefined) throw new Error(`there is no contestant "${reference}"`);
  const machine = `${cpus()[0]?.model.trim()} × ${cpus().length}, load ${loadavg()[0]?.toFixed(1)}, node ${process.version}`;
  const lines = results.map(
    (r) =>
      `${r.name.padEnd(44)} train ${r.trainSeconds.toFixed(2).padStart(7)} s (${r.cpuSeconds.toFixed(2)} s CPU)  score ${r.scoreSeconds.toFixed(3)} s  AUC ${r.auc.toFixed(5)}  ratio ${(r[key] / against[key]).toFixed(2)}, CPU ${(r.cpuSeconds / against.cpuSeconds).toFixed(2)}  (${r.version})`,
  );
  process.stdout.write(`machine  ${machine}\ntable    ${title}\n${lines.join('\n')}\n`);
  process.stdout.write(
    `ratio: ${key === 'trainSeconds' ? 'train' : 'score'} seconds by those of ${reference}, CPU: processor seconds of training by its; below 1 is faster\n\n`,
  );
}

/** Fails where one of ours is worse by more than chance on so many test rows allows: times would not compare. */
export function requireEqualAuc(results: readonly ContestResult[], reference: string, testRows: number): void {
  const bar = results.find((result) => result.name === reference)?.auc ?? Number.NaN;
  const tolerance = Math.max(0.001, 0.3 / Math.sqrt(testRows));
  for (const result of results.filter(({ name }) => name.startsWith('payrhythm')))
    if (!(result.auc >= bar - tolerance))
      throw new Error(
        `${result.name} has AUC ${result.auc.toFixed(5)}, ${reference} ${bar.toFixed(5)}: times do not compare`,
      );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
