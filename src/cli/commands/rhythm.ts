import { formatDay } from '../../calendar/index.ts';
import { paymentCalendarTable } from '../../charts/index.ts';
import { PayrhythmError } from '../../errors.ts';
import { writeTable } from '../../io/index.ts';
import { ledgerRuns, RUN_COLUMNS, type RunRow, runTable } from '../../io/run-output.ts';
import { loadForRun, startRun, withThreads } from '../command-run.ts';
import { asOfDay, type CommonOptions } from '../common-options.ts';
import type { Streams } from '../console-log.ts';
import { sparklineText } from '../sparkline-text.ts';
import { percent, textTable } from '../text-table.ts';

/** Options of `rhythm`. */
export interface RhythmOptions extends CommonOptions {
  readonly debtor?: string;
  readonly out?: string;
}

/** `rhythm LEDGER`: the payment run of each debtor. */
export async function rhythmCommand(path: string, options: RhythmOptions, streams: Streams): Promise<void> {
  const run = startRun(streams, options);
  if (options.out !== undefined && !/\.(csv|parquet|arrow)$/.test(options.out))
    throw new PayrhythmError(
      'USAGE',
      `--out ${options.out}: the file's ending says what to write: .csv, .parquet or .arrow`,
    );
  const asOf = asOfDay(options);
  const { ledger } = await loadForRun(run, path, options);
  const { rows: all, runs: detected } = await withThreads(options, ledger, (crew) => ledgerRuns(ledger, asOf, crew));
  const runs = options.debtor === undefined ? all : all.filter((row) => row.debtor_id === options.debtor);
  if (options.debtor !== undefined && runs.length === 0)
    throw new PayrhythmError(
      'USAGE',
      `--debtor ${options.debtor}: the ledger knows no such debtor on ${formatDay(asOf)}`,
    );
  if (options.out !== undefined) await writeTable(options.out, runTable(runs));
  await run.print({ runs }, () => {
    const found = runs.filter((row) => row.family !== 'none');
    const shown = options.debtor === undefined ? found : runs;
    let text = textTable(
      [
        { title: 'debtor', width: 16 },
        { title: 'pays', width: 34 },
        { title: 'on run', align: 'right', width: 8 },
        { title: 'dates', align: 'right', width: 6 },
        { title: 'next run', width: 11 },
      ],
      shown.map((row: RunRow) => [
        row.debtor_id,
        row.label,
        row.family === 'none' ? '' : percent(row.strength),
        String(row.payment_dates),
        row.next_run,
      ]),
    );
    if (options.debtor !== undefined) {
      const detectedRun = detected[all.findIndex((row) => row.debtor_id === options.debtor)];
      const picture = sparklineText(paymentCalendarTable(ledger, options.debtor, detectedRun, { asOf }), streams);
      if (picture !== '') text += `\n  settled by week, the highest bar the most\n${picture}`;
    }
    text += `\n${found.length} of ${runs.length} debtors pay in a run (${RUN_COLUMNS.length} columns with --out or --json)\n`;
    if (options.out !== undefined) text += `written to ${options.out}\n`;
    return text;
  });
}
