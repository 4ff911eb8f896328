import pc from 'picocolors';
import type { CallQueue } from '../prioritise/index.ts';
import type { Streams } from './console-log.ts';
import { countOf, shortMoney, textTable } from './text-table.ts';

/** How much of a queue is printed. */
export interface QueueTextOptions {
  readonly calls: number;
  readonly suppressed: number;
}

const WORDS: Readonly<Record<string, string>> = {
  broken_promise: 'broken promise',
  missed_run: 'missed its payment run',
  overdue_first_contact: 'overdue, first contact',
  overdue_follow_up: 'overdue, follow-up',
  habitual_late_pre_due: 'habitually late, not due yet',
  not_received_pre_due: 'often "not received", not due yet',
  high_value_pre_due: 'large, not due yet',
};

/** Today's queue for a terminal of 80 columns: whom to call and why, and who is left alone until when. */
export function queueText(queue: CallQueue, streams: Streams, options: QueueTextOptions): string {
  const colours = pc.createColors(Boolean(streams.stdout.isTTY) && !process.env['NO_COLOR']);
  const shown = queue.calls.slice(0, options.calls);
  let text = `${colours.bold('Call today')}  (* = habitually late)\n\n`;
  text += textTable(
    [
      { title: '#', align: 'right', width: 4 },
      { title: 'debtor', width: 12 },
      { title: 'why', width: 23 },
      { title: 'overdue', align: 'right', width: 11 },
      { title: 'days', align: 'right', width: 5 },
      { title: 'expected', width: 11 },
      { title: 'worth', align: 'right', width: 9 },
    ],
    shown.map((call) => [
      String(call.rank),
      `${call.debtor_id}${call.habitual_late ? ' *' : ''}`,
      WORDS[call.reason] ?? call.reason,
      call.overdue_amount > 0 ? shortMoney(call.overdue_amount) : '–',
      call.days_overdue > 0 ? String(call.days_overdue) : '',
      call.expected_payment_date || '> 1 year',
      shortMoney(call.expected_value),
    ]),
  );
  if (queue.calls.length > shown.length)
    text += `   … and ${countOf(queue.calls.length - shown.length, 'more call')}\n`;
  if (queue.calls.length === 0) text += '   nobody\n';
  if (queue.suppressed.length === 0) return text;
  const byReason = new Map<string, (typeof queue.suppressed)[number][]>();
  for (const row of queue.suppressed) {
    const rows = byReason.get(row.reason);
    if (rows) rows.push(row);
    else byReason.set(row.reason, [row]);
  }
  const groups = [...byReason].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const counts = wrapWords(
    groups.map(([reason, rows], at) => `${reason} ${rows.length}${at < groups.length - 1 ? ',' : ''}`),
    66,
  );
  text += `\n${colours.bold('Leave alone')}  ${counts.join('\n             ')}\n\n`;
  const examples = roundRobin(
    groups.map(([, rows]) => [...rows].sort((a, b) => ((a.until || '9999') < (b.until || '9999') ? -1 : 1))),
    options.suppressed,
  );
  text += textTable(
    [
      { title: 'debtor', width: 13 },
      { title: 'until', width: 12 },
      { title: 'why', width: 54 },
    ],
    examples.map((row) => [row.debtor_id, row.until || 'open-ended', row.evidence]),
  );
  if (queue.suppressed.length > examples.length) text += `   … and ${queue.suppressed.length - examples.length} more\n`;
  return text;
}

/** The first of each group, then the second of each, until there are enough. */
function roundRobin<T>(groups: readonly (readonly T[])[], most: number): T[] {
  const taken: T[] = [];
  for (let round = 0; taken.length < most; round++) {
    const before = taken.length;
    for (const group of groups) if (round < group.length && taken.length < most) taken.push(group[round]);
    if (taken.length === before) break;
  }
  return taken;
}

function wrapWords(words: readonly string[], width: number): string[] {
  const lines = [''];
  for (const word of words) {
    const line = lines[lines.length - 1];
    if (line !== '' && line.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
