import { paymentCalendarTable } from '../../charts/index.ts';
import { PayrhythmError } from '../../errors.ts';
import { debtorPage } from '../../prioritise/index.ts';
import { startRun } from '../command-run.ts';
import { asOfDay } from '../common-options.ts';
import type { Streams } from '../console-log.ts';
import { debtorPageText } from '../debtor-page-text.ts';
import { type RankDayOptions, rankDay } from '../rank-day.ts';
import { sparklineText } from '../sparkline-text.ts';

/** Options of `explain`. */
export interface ExplainOptions extends RankDayOptions {
  readonly debtor?: string;
}

/** `explain LEDGER --debtor ID`: everything behind one debtor's place. */
export async function explainCommand(path: string, options: ExplainOptions, streams: Streams): Promise<void> {
  const run = startRun(streams, options);
  if (options.debtor === undefined) throw new PayrhythmError('USAGE', 'explain needs --debtor ID');
  const day = await rankDay(run, path, asOfDay(options), options);
  const page = debtorPage(day.inputs, day.queue, day.model, options.debtor);
  run.print(page, () => {
    const calendar = paymentCalendarTable(day.loaded.ledger, page.debtor_id, page.run, { asOf: day.asOf });
    return debtorPageText(page, sparklineText(calendar, streams));
  });
}
