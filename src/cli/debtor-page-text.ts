import type { DebtorPage } from '../prioritise/index.ts';
import { printable } from './printable.ts';
import { money, percent } from './text-table.ts';

const WIDTH = 78;

/** One debtor's page in plain words. `calendar` is the picture of its payments, in lines of its own; empty without. */
export function debtorPageText(page: DebtorPage, calendar = ''): string {
  const lines: string[] = [];
  const say = (text: string, indent = 0): void => {
    lines.push(...wrap(text, indent));
  };
  say(`${page.name === '' ? page.debtor_id : `${page.name} (${page.debtor_id})`}, morning of ${page.asOf}`);
  lines.push('');
  if (page.call) {
    const { call } = page;
    say(`CALL, place ${call.rank}: ${call.reason}${call.habitual_late ? ', habitually late' : ''}`);
    say(
      `about ${call.invoice_ids.split('|').join(', ')}: ${money(call.overdue_amount)} ${page.currency} overdue, ${money(call.open_amount)} open in all; oldest due ${call.oldest_due_date}`,
      2,
    );
    say(
      `calling today is worth ${money(call.expected_value)} ${page.currency}; without a call the money is expected ${call.expected_payment_date ? `by ${call.expected_payment_date}` : 'not within a year'}`,
      2,
    );
    say(`reasons: ${call.reasons.split('|').join(', ')}`, 2);
    say(`say: "${call.opening}"`, 2);
  } else if (page.suppressed) {
    say(
      `NO CALL: ${page.suppressed.reason}, ${page.suppressed.until ? `until ${page.suppressed.until}` : 'open-ended'}`,
    );
    say(page.suppressed.evidence, 2);
  } else say('NO CALL: nothing is open, and nothing falls due soon');
  for (const action of page.actions)
    say(`do: ${action.action}${action.due_on ? ` by ${action.due_on}` : ''}: ${action.evidence}`, 2);
  lines.push('', 'How it pays');
  say(page.run.family === 'none' ? 'no payment run was found' : `${page.run.label}: ${page.run.evidence}`, 2);
  const picture = lines.length;
  for (const feature of page.features) if (feature.value !== null) say(feature.sentence, 2);
  if (page.invoices.length > 0) lines.push('', 'Open invoices');
  for (const invoice of page.invoices) {
    say(
      `${invoice.invoice_id}: ${money(invoice.open_amount)} due ${invoice.due_date}; late with ${percent(invoice.p_late)} (by its record alone ${percent(invoice.baseline_p_late)}); expected ${invoice.date_p50 || 'not within a year'}, most likely ${invoice.date_p10 || 'later'} to ${invoice.date_p90 || 'much later'}`,
      2,
    );
    for (const { sentence, effect } of invoice.contributions)
      say(`${effect > 0 ? '+ later: ' : '– sooner: '}${sentence} (${effect > 0 ? '+' : ''}${effect.toFixed(2)})`, 4);
  }
  const text = (part: readonly string[]): string => `${printable(part.join('\n'))}\n`;
  // The picture has colours, which are control characters; all other text is made printable.
  return calendar === '' ? text(lines) : text(lines.slice(0, picture)) + calendar + text(lines.slice(picture));
}

function wrap(text: string, indent: number): string[] {
  const pad = ' '.repeat(indent);
  const lines: string[] = [];
  let line = pad;
  for (const word of text.split(' ')) {
    if (line.length > indent && line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = `${pad}  `;
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  lines.push(line);
  return lines;
}
