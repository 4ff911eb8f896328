import { paymentCalendarTable } from '../../charts/index.ts';
import { PayrhythmError } from '../../errors.ts';
import { debtorPage, decideQueue, prepareQueue } from '../../prioritise/index.ts';
import { startRun } from '../command-run.ts';
import { asOfDay, type PrintedOptions } from '../common-options.ts';
import type { Streams } from '../console-log.ts';
import { debtorPageText } from '../debtor-page-text.ts';
import { openDay, type RankDayOptions } from '../rank-day.ts';
import { sparklineText } from '../sparkline-text.ts';

/** Options of `explain`. */
export interface ExplainOptions extends RankDayOptions, PrintedOptions {
  readonly debtor?: string;
}

/** `explain LEDGER --debtor ID`: everything behind one debtor's place. */
export async function explainCommand(path: string, options: ExplainOptions, streams: Streams): Promise<void> {
  const run = startRun(streams, options, options.out);
  if (options.debtor === undefined) throw new PayrhythmError('USAGE', 'explain needs --debtor ID');
  const { loaded, model, asOf, policy } = await openDay(run, path, asOfDay(options), { ...options, partitions: 1 });
  const ledger = loaded.read(0);
  const inputs = prepareQueue({ ledger, model, asOf, policy });
  const page = debtorPage(inputs, decideQueue(inputs), model, options.debtor);
  await run.print(page, () => {
    const calendar = paymentCalendarTable(ledger, page.debtor_id, page.run, { asOf });
    return debtorPageText(page, sparklineText(calendar, run.streams));
  });
}
