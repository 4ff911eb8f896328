import { stat } from 'node:fs/promises';
import { PayrhythmError } from '../../errors.ts';
import { writeFileAtomically } from '../../io/index.ts';
import { readRankOutput, reportPage } from '../../report/index.ts';
import { startRun } from '../command-run.ts';
import type { Streams } from '../console-log.ts';
import { countedNoun } from '../text-table.ts';

/** Options of `report`, as commander hands them over. */
export interface ReportOptions {
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly logFormat: 'text' | 'json';
}

/** `report DIR --out FILE`: a self-contained HTML page of a `rank` output. */
export async function reportCommand(directory: string, options: ReportOptions, streams: Streams): Promise<void> {
  const run = startRun(streams, options);
  if (!/\.html?$/i.test(options.out))
    throw new PayrhythmError('USAGE', `--out ${options.out}: the page is HTML; give it a name that ends in .html`);
  if ((await stat(options.out).catch(() => undefined))?.isDirectory())
    throw new PayrhythmError('USAGE', `--out ${options.out} is a directory: give the page the name of a file`);
  const output = await readRankOutput(directory);
  const { html, leftOut } = await reportPage(output);
  const bytes = Buffer.byteLength(html);
  if (leftOut.calls + leftOut.suppressed + leftOut.actions > 0)
    run.log.warn(
      'rows_left_out',
      `a page stays below 3 MB, so ${countedNoun(leftOut.calls, 'call')}, ${countedNoun(leftOut.suppressed, 'debtor')} left alone and ${countedNoun(leftOut.actions, 'action')}, the least important ones, are not on it; queue.csv, suppressed.csv and actions.csv hold all, and the page says so`,
      { leftOut },
    );
  await writeFileAtomically(options.out, html);
  const { calls, suppressed, actions } = output;
  await run.print(
    {
      out: options.out,
      bytes,
      asOf: output.run.asOf,
      calls: calls.length,
      suppressed: suppressed.length,
      actions: actions.length,
      leftOut,
    },
    () =>
      `${options.out}: ${countedNoun(calls.length, 'call')}, ${countedNoun(suppressed.length, 'debtor')} left alone, ${countedNoun(actions.length, 'action')} of ${output.run.asOf}; ${megabytes(bytes)}\n`,
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e6 ? 2 : 1)} MB`;
}
