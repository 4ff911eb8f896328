import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BENCH_FEATURES } from './bench-features.ts';
import { writeColumn } from './ledger-columns.ts';

/** Feature columns in the order of `BENCH_FEATURES`, one value an invoice, NaN = missing. */
export interface BenchResult {
  readonly columns: readonly Float64Array[];
}

/** What a bench process says on its last line. */
export interface Measured {
  readonly seconds: readonly number[];
  readonly cpuSeconds: readonly number[];
  /** Resident memory when the input was loaded, and at most: before any result is written out. */
  readonly loadedMegabytes: number;
  readonly peakMegabytes: number;
  readonly version: string;
}

/** One engine: everything outside `run` is off the clock. */
export interface Engine<Input, Result> {
  readonly load: (folder: string, threads: number) => Promise<Input>;
  readonly run: (input: Input, threads: number) => Promise<Result>;
  /** Frees what a run left, before the next one. */
  readonly drop?: (input: Input) => Promise<void>;
  /** The columns of a result by invoice, for the comparison. */
  readonly write: (result: Result, input: Input) => Promise<readonly Float64Array[]>;
  readonly version: () => Promise<string>;
}

/**
 * The whole of a bench process: loads the columns of `--folder`, runs the engine `--warm` times off the clock and
 * `--times` times on it, writes the result to `--out` where asked, and prints a {@link Measured} as JSON.
 */
export async function measure<Input, Result>(engine: Engine<Input, Result>): Promise<void> {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string' },
      out: { type: 'string' },
      threads: { type: 'string', default: '1' },
      warm: { type: 'string', default: '0' },
      times: { type: 'string', default: '1' },
    },
  });
  if (values.folder === undefined) throw new Error('--folder is missing');
  const threads = Number(values.threads);
  const input = await engine.load(values.folder, threads);
  const loadedMegabytes = process.memoryUsage.rss() / 2 ** 20;
  const seconds: number[] = [];
  const cpuSeconds: number[] = [];
  let ran: { readonly result: Result } | undefined;
  for (let time = -Number(values.warm); time < Number(values.times); time++) {
    if (ran) {
      ran = undefined;
      await engine.drop?.(input);
    }
    const cpu = process.cpuUsage();
    const from = performance.now();
    const result = await engine.run(input, threads);
    const took = (performance.now() - from) / 1e3;
    const { user, system } = process.cpuUsage(cpu);
    ran = { result };
    if (time < 0) continue;
    seconds.push(took);
    cpuSeconds.push((user + system) / 1e6);
  }
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  if (values.out !== undefined && ran) {
    const columns = await engine.write(ran.result, input);
    for (const [at, name] of BENCH_FEATURES.entries()) writeColumn(join(values.out, `${name}.f64`), columns[at]);
  }
  const measured: Measured = { seconds, cpuSeconds, loadedMegabytes, peakMegabytes, version: await engine.version() };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}
