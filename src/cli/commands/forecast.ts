import { formatDay } from '../../calendar/index.ts';
import { PayrhythmError } from '../../errors.ts';
import { cashTable } from '../../io/cash-output.ts';
import { writeTable } from '../../io/index.ts';
import { type CashForecast, expectedCash } from '../../models/index.ts';
import { startRun, withThreads } from '../command-run.ts';
import { asOfDay } from '../common-options.ts';
import type { Streams } from '../console-log.ts';
import { openDay, type RankDayOptions } from '../rank-day.ts';
import { countedNoun, percent, shortMoney, textTable } from '../text-table.ts';

/** Options of `forecast`. */
export interface ForecastOptions extends Omit<RankDayOptions, 'policy' | 'capacity' | 'effects'> {
  readonly by: 'day' | 'week' | 'month';
  readonly horizon: number;
  readonly out?: string;
}

/** `forecast LEDGER`: the money that the open invoices are expected to bring, beside what is due. */
export async function forecastCommand(path: string, options: ForecastOptions, streams: Streams): Promise<void> {
  const run = startRun(streams, options);
  if (options.out !== undefined && !/\.(csv|parquet|arrow)$/.test(options.out))
    throw new PayrhythmError(
      'USAGE',
      `--out ${options.out}: the file's ending says what to write: .csv, .parquet or .arrow`,
    );
  const { loaded, model, modelOrigin, asOf } = await openDay(run, path, asOfDay(options), {
    ...options,
    partitions: 1,
  });
  const ledger = loaded.read(0);
  run.log.stage('forecast', 2, 3);
  const until = asOf + options.horizon - 1;
  const forecast = await withThreads(options, ledger, (crew) =>
    expectedCash({ ledger, model, asOf, by: options.by, until, ...(crew ? { crew } : {}) }),
  ).finally(loaded.close);
  if (options.out !== undefined) await writeTable(options.out, cashTable(forecast));
  const { asOf: morning, ...rest } = forecast;
  run.print(
    {
      asOf: morning,
      by: options.by,
      model: { id: model.id, estimator: model.estimator, origin: modelOrigin, trainedAt: formatDay(model.trainedAt) },
      ...rest,
      warnings: [...loaded.report.warnings.map((warning) => warning.message), ...model.warnings],
    },
    () => cashText(forecast, options.by) + (options.out === undefined ? '' : `\nwritten to ${options.out}\n`),
  );
}

/** The forecast for a terminal of 80 columns. */
function cashText(forecast: CashForecast, by: ForecastOptions['by']): string {
  const { invoices, openAmount, overdueAmount, intervals, laterAmount, dueLaterAmount, currency } = forecast;
  const amount = (value: number): string => `${shortMoney(value)}${currency === '' ? '' : ` ${currency}`}`;
  let text = `Cash expected by ${by}, seen on the morning of ${forecast.asOf}\n`;
  text += `${countedNoun(invoices, 'open invoice')} of ${amount(openAmount)}, of that overdue ${amount(overdueAmount)}\n\n`;
  const share = (value: number): string => (openAmount > 0 ? percent(value / openAmount) : '–');
  const spread = (alone: number, together: number): string => `${shortMoney(alone)} – ${shortMoney(together)}`;
  text += textTable(
    [
      { title: 'from', width: 11 },
      { title: 'to', width: 11 },
      { title: 'due', align: 'right', width: 11 },
      { title: 'expected', align: 'right', width: 11 },
      { title: 'give or take', align: 'right', width: 20 },
      { title: 'by then', align: 'right', width: 8 },
    ],
    [
      ...intervals.map((row) => [
        row.from_date,
        row.to_date,
        row.due_amount === 0 ? '–' : shortMoney(row.due_amount),
        shortMoney(row.expected_amount),
        spread(row.sd_independent, row.sd_together),
        share(row.cumulative_amount),
      ]),
      ['later', '', dueLaterAmount === 0 ? '–' : shortMoney(dueLaterAmount), shortMoney(laterAmount), '', ''],
    ],
  );
  const last = intervals[intervals.length - 1];
  text += `\nby ${last.to_date} in all ${amount(last.cumulative_amount)}, give or take ${spread(last.cumulative_sd_independent, last.cumulative_sd_together)}\n`;
  return `${text}give or take: one standard deviation, if every invoice is paid on its own – if
all invoices of a debtor come together. By then: share of what is open.
Credit notes, unmatched cash and invoices still to come are not in it.\n`;
}
