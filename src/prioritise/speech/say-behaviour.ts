import { ITEM } from '../../ledger/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import { sayRun } from './say-run.ts';
import { fillSpeech, SPEECH } from './speech.ts';
import type { SpokenLanguage } from './spoken-money.ts';
import type { BehaviourTexts } from './texts/speech-texts.ts';

/** Invoices paid last that are told of. */
const LAST_PAID = 20;

/**
 * How a debtor pays, for the one who calls it: how many of the 20 invoices it paid last came late, and by how many days
 * past the (rolled) due date it paid half of them, its payment run, and the promises it kept. O(n log n) in its invoices.
 */
export function sayBehaviour(c: DebtorCase, language: SpokenLanguage): string {
  const { behaviour } = SPEECH[language];
  const { judgedEver, brokenEver } = c.promises;
  const sentences = [sayPayments(lateDaysOfLast(c), c.context.smoothing.lateAfterDays, behaviour)];
  if (c.run.family !== 'none') sentences.push(fillSpeech(behaviour.run, { run: sayRun(c.run, language) }));
  if (judgedEver === 1) sentences.push(brokenEver === 0 ? behaviour.keptOne : behaviour.brokeOne);
  else if (judgedEver > 1)
    sentences.push(fillSpeech(behaviour.kept, { kept: String(judgedEver - brokenEver), count: String(judgedEver) }));
  return sentences.join(' ');
}

function sayPayments(lateDays: readonly number[], lateAfterDays: number, texts: BehaviourTexts): string {
  const count = lateDays.length;
  if (count === 0) return texts.nothing;
  const median = [...lateDays].sort((a, b) => a - b)[(count - 1) >> 1] as number;
  const days = Math.abs(median);
  const side = median > 0 ? (days === 1 ? 'dayAfter' : 'daysAfter') : days === 1 ? 'dayBefore' : 'daysBefore';
  const when = fillSpeech(texts.when[median === 0 ? 'onTime' : side], { days: String(days) });
  if (count === 1) return fillSpeech(texts.paidOne, { when });
  const late = lateDays.filter((day) => day > lateAfterDays).length;
  return fillSpeech(texts.paid, { late: String(late), count: String(count), when });
}

/** Days by which each of the invoices paid last came after its due date, rolled as lateness counts. */
function lateDaysOfLast({ context, debtor }: DebtorCase): number[] {
  const { ledger, items, smoothing } = context;
  const { invoices } = ledger;
  const dueDays = smoothing.roll === 'none' ? invoices.dueDay : invoices.rolledDueDay;
  const paid: number[] = [];
  for (let row = invoices.start[debtor]; row < invoices.start[debtor + 1]; row++)
    if (items.state[row] === ITEM.paid && invoices.amountMinor[row] > 0) paid.push(row);
  return paid
    .sort((a, b) => items.paidDay[b] - items.paidDay[a] || b - a)
    .slice(0, LAST_PAID)
    .map((row) => items.paidDay[row] - dueDays[row]);
}
