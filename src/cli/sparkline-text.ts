import pc from 'picocolors';
import { type PaymentCalendarTable, paymentSparkline } from '../charts/index.ts';
import type { Streams } from './console-log.ts';

/** The payment calendar of a debtor by week, in colour on a terminal only; empty where nothing was ever settled. */
export function sparklineText(table: PaymentCalendarTable, streams: Streams): string {
  if (!table.days.some((day) => day.invoices > 0)) return '';
  const colours = pc.createColors(Boolean(streams.stdout.isTTY) && !process.env['NO_COLOR']);
  const { months, bars, marks, legend } = paymentSparkline(table);
  // The marks are about a run: without one they would call every payment one that is off it.
  const ofRun = table.family === 'none' ? [] : [marks, colours.dim(legend)];
  const lines = [colours.dim(months), colours.cyan(bars), ...ofRun];
  return lines.map((line) => `  ${line.trimEnd()}\n`).join('');
}
