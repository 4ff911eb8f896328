import type { Crew } from '../crew/index.ts';
import { type LoadedLedger, type LoadedParts, loadLedger, openLedger, writeFileAtomically } from '../io/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { sharedMemory, withCrewWhereWorth } from '../parallel/index.ts';
import { type CommonOptions, loadOptions } from './common-options.ts';
import { type ConsoleLog, createConsoleLog, type Streams } from './console-log.ts';

/** What a command works with. */
export interface CommandRun {
  readonly streams: Streams;
  readonly log: ConsoleLog;
  /** Prints the result, or writes it to the file of `--out`: a JSON document with `--json`, the text otherwise. */
  print(document: unknown, text: () => string): Promise<void>;
}

/**
 * Sets up the streams and messages of a command.
 *
 * @param out file that takes what would be printed; a name that ends in `.json` asks for JSON.
 */
export function startRun(
  streams: Streams,
  options: Pick<CommonOptions, 'json' | 'quiet' | 'logFormat'>,
  out?: string,
): CommandRun {
  const log = createConsoleLog(streams, { quiet: Boolean(options.quiet), format: options.logFormat });
  const isJson = Boolean(options.json) || (out !== undefined && /\.json$/i.test(out));
  return {
    // A file is no terminal, whatever the terminal is.
    streams:
      out === undefined ? streams : { ...streams, stdout: Object.create(streams.stdout, { isTTY: { value: false } }) },
    log,
    async print(document, text) {
      log.endStages();
      const printed = isJson ? `${JSON.stringify(document, undefined, 2)}\n` : text();
      if (out === undefined) streams.stdout.write(printed);
      else await writeFileAtomically(out, printed);
    },
  };
}

/** Loads the ledger of a command and passes its warnings on. */
export async function loadForRun(run: CommandRun, path: string, options: CommonOptions): Promise<LoadedLedger> {
  return tellImported(run, await loadLedger(path, { ...loadOptions(options), ...sharedMemory(options.threads) }));
}

/** The same in parts, where the ledger is large or parts are asked for. */
export async function openForRun(run: CommandRun, path: string, options: CommonOptions): Promise<LoadedParts> {
  const { partitions } = options;
  const onWhole = (reason: string): void => run.log.warn('not_in_partitions', reason);
  return tellImported(
    run,
    await openLedger(path, { ...loadOptions(options), ...sharedMemory(options.threads), partitions, onWhole }),
  );
}

function tellImported<T extends Pick<LoadedLedger, 'report'>>(run: CommandRun, loaded: T): T {
  for (const warning of loaded.report.warnings)
    run.log.warn('import_warning', warning.message, { code: warning.code, count: warning.count });
  const rejected = loaded.report.rejects.length;
  if (rejected > 0)
    run.log.warn(
      'rows_rejected',
      `${rejected} ${rejected === 1 ? 'row was' : 'rows were'} left out; rank writes them to rejects.csv, inspect shows them`,
    );
  for (const [table, { collapsed }] of Object.entries(loaded.report.tables))
    if (collapsed > 0)
      run.log.warn(
        'rows_collapsed',
        `${table}: ${collapsed} ${collapsed === 1 ? 'row repeats' : 'rows repeat'} another one in every cell; each is counted once`,
      );
  return loaded;
}

/** Does the work with as many threads as `--threads` says; by default one for each processor where the ledger is large. */
export async function withThreads<T>(
  options: Pick<CommonOptions, 'threads'>,
  ledger: Ledger,
  work: (crew: Crew | undefined) => T | Promise<T>,
): Promise<T> {
  return await withCrewWhereWorth(ledger.invoices.count, options, work);
}

/** Seconds since `from` (of `performance.now()`), to the millisecond. */
export function secondsSince(from: number): number {
  return Math.round(performance.now() - from) / 1000;
}
