import cliProgress from 'cli-progress';
import { writeGeneratedLedger } from '../../io/index.ts';
import { secondsSince, startRun } from '../command-run.ts';
import type { CommonOptions } from '../common-options.ts';
import type { Streams } from '../console-log.ts';

/** Options of `generate`. */
export interface GenerateCommandOptions
  extends Pick<CommonOptions, 'json' | 'quiet' | 'logFormat' | 'seed' | 'threads'> {
  readonly invoices: number;
  readonly debtors?: number;
  readonly start?: string;
  readonly months?: number;
  readonly asOf?: string;
  readonly currencies?: boolean;
  readonly out: string;
  readonly format: 'csv' | 'parquet';
}

/** `generate --invoices N --out DIR`: a synthetic ledger with its truth. */
export async function generateCommand(options: GenerateCommandOptions, streams: Streams): Promise<void> {
  const run = startRun(streams, options);
  const started = performance.now();
  const showsBar = Boolean(streams.stderr.isTTY) && !options.quiet && options.logFormat === 'text';
  const bar = new cliProgress.SingleBar(
    {
      format: '{bar} {percentage}% {step}, {value} invoices, {rate}/s, {eta_formatted} left',
      clearOnComplete: true,
      hideCursor: true,
      stream: streams.stderr,
      barsize: 24,
    },
    cliProgress.Presets.shades_classic,
  );
  if (showsBar) bar.start(options.invoices, 0, { step: 'generate', rate: 0 });
  try {
    const { format, threads = 1, out } = options;
    const made = await writeGeneratedLedger(
      {
        invoices: options.invoices,
        seed: options.seed,
        ...(options.debtors === undefined ? {} : { debtors: options.debtors }),
        ...(options.start === undefined ? {} : { start: options.start }),
        ...(options.months === undefined ? {} : { months: options.months }),
        ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
        ...(options.currencies ? { currencies: true } : {}),
      },
      out,
      {
        format,
        threads,
        onProgress({ invoices, invoicesPlanned, step }) {
          if (!showsBar) return;
          bar.setTotal(invoicesPlanned);
          bar.update(Math.min(invoices, invoicesPlanned), {
            step,
            rate: Math.round(invoices / Math.max(0.001, (performance.now() - started) / 1000)),
          });
        },
      },
    );
    if (showsBar) bar.stop();
    await run.print(
      {
        out: made.directory,
        format,
        seed: options.seed,
        debtors: made.debtors,
        invoices: made.invoices,
        seconds: secondsSince(started),
      },
      () => {
        const { debtors, invoices, directory } = made;
        return `${invoices} invoices of ${debtors} debtors written to ${directory} in ${secondsSince(started).toFixed(1)} s; the truth is in truth.csv and truth_invoices.${format}\n`;
      },
    );
  } finally {
    if (showsBar) bar.stop();
  }
}
