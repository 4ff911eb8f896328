import { PayrhythmError } from '../../errors.ts';
import { checkMoment, type FeatureGrain, featureOutput } from '../../io/feature-output.ts';
import { writeTable } from '../../io/index.ts';
import { loadForRun, startRun, withThreads } from '../command-run.ts';
import { asOfDay, type CommonOptions } from '../common-options.ts';
import type { Streams } from '../console-log.ts';

/** Options of `features`. */
export interface FeaturesOptions extends CommonOptions {
  readonly grain: FeatureGrain;
  readonly at: string;
  readonly out: string;
}

/** `features LEDGER`: the feature table of every debtor or invoice, as csv, parquet or arrow by the file's ending. */
export async function featuresCommand(path: string, options: FeaturesOptions, streams: Streams): Promise<void> {
  const run = startRun(streams, options);
  if (!/\.(csv|parquet|arrow)$/.test(options.out))
    throw new PayrhythmError(
      'USAGE',
      `--out ${options.out}: the file's ending says what to write: .csv, .parquet or .arrow`,
    );
  if (options.grain !== 'debtor' && options.grain !== 'invoice')
    throw new PayrhythmError('USAGE', `--grain ${String(options.grain)}: choose debtor or invoice`);
  checkMoment(options.at);
  const asOf = asOfDay(options);
  const { ledger } = await loadForRun(run, path, options);
  const table = await withThreads(options, ledger, (crew) =>
    featureOutput(ledger, { grain: options.grain, at: options.at, asOf, ...(crew ? { crew } : {}) }),
  );
  await writeTable(options.out, table);
  await run.print(
    {
      out: options.out,
      grain: options.grain,
      at: options.grain === 'debtor' ? 'as-of' : options.at,
      rows: table.rows,
      columns: table.columns.map((column) => column.name),
    },
    () => `${table.rows} rows × ${table.columns.length} columns written to ${options.out}\n`,
  );
}
