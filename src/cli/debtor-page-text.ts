import type { DebtorPage, PageFeature, PageInvoice, PageValue } from '../prioritise/index.ts';
import { BETWEEN_TEXTS } from '../prioritise/speech/between-texts.ts';
import { historyLines } from './history-lines.ts';
import { printable } from './printable.ts';
import { ACTION_WORDS, CALL_WORDS, CIRCUMSTANCE_WORDS, SUPPRESSION_WORDS } from './reason-words.ts';
import { money, percent } from './text-table.ts';
import { wrapText } from './wrap-text.ts';

/** Parts of a forecast that are told, strongest first. */
const LISTED_CONTRIBUTIONS = 6;
const LANGUAGE_NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** One debtor's page in plain words. `calendar` is the picture of its payments, in lines of its own; empty without. */
export function debtorPageText(page: DebtorPage, calendar = ''): string {
  const lines: string[] = [];
  const say = (text: string, indent = 0): void => {
    lines.push(...wrapText(text, indent));
  };
  say(`${page.name === '' ? page.debtor_id : `${page.name} (${page.debtor_id})`}, morning of ${page.asOf}`);
  lines.push('');
  if (page.call) {
    const { call } = page;
    say(`CALL, place ${call.rank}: ${CALL_WORDS[call.reason]}${call.habitual_late ? '; it is habitually late' : ''}`);
    const overdue = call.overdue_amount > 0 ? `${money(call.overdue_amount)} ${page.currency} overdue, ` : '';
    say(
      `about ${call.invoice_ids.split('|').join(', ')}: ${overdue}${money(call.open_amount)} ${page.currency} open in all; oldest due ${call.oldest_due_date}`,
      2,
    );
    say(
      `without a call the money is expected ${call.expected_payment_date ? `by ${call.expected_payment_date}` : 'not within a year'}`,
      2,
    );
    const also = call.reasons.split('|').filter((code) => code !== call.reason && code !== 'habitual_late');
    if (also.length > 0) say(`also true: ${also.map(inWords).join('; ')}`, 2);
    const whom = [call.contact_name, call.phone].filter((text) => text !== '').join(', ');
    if (whom !== '') say(`ask for ${whom}`, 2);
    const language = LANGUAGE_NAMES.of(call.language) ?? call.language;
    say(call.agent === '' ? `the call is made in ${language}` : `${call.agent} makes the call, in ${language}`, 2);
    say(`say: "${call.opening}"`, 2);
    say(`ask: ${call.questions.split(BETWEEN_TEXTS).join(' ')}`, 2);
    say(`offer: ${call.offer.split(BETWEEN_TEXTS).join('; ')}`, 2);
    say(`note down: ${call.note.split(BETWEEN_TEXTS).join('; ')}`, 2);
    say(call.behaviour, 2);
  } else if (page.suppressed) {
    const { reason, until, evidence } = page.suppressed;
    say(`NO CALL: ${SUPPRESSION_WORDS[reason]}, ${until ? `until ${until}` : 'open-ended'}`);
    say(evidence, 2);
  } else say('NO CALL: nothing is open');
  for (const action of page.actions)
    say(`do: ${ACTION_WORDS[action.action]}${action.due_on ? ` by ${action.due_on}` : ''}: ${action.evidence}`, 2);

  lines.push('', 'What was weighed');
  for (const gate of page.gates) {
    if (gate.evidence === page.suppressed?.evidence) continue;
    const about = gate.invoice_ids.length > 0 ? `a call about ${gate.invoice_ids.join(', ')}` : 'any call';
    const until = gate.until ? ` until ${gate.until}` : '';
    say(`${SUPPRESSION_WORDS[gate.reason]}, which holds ${about}${until}: ${gate.evidence}`, 2);
  }
  if (page.gates.length === 0) say('no rule speaks against a call', 2);
  if (page.value) say(valueText(page.value, page.currency), 2);
  say(`the law that applies: ${page.law.concerns} (as we wrote it down on ${page.law.version})`, 2);

  for (const line of historyLines(page))
    if (line.isTitle) lines.push('', line.text);
    else say(line.text, 2);

  lines.push('', 'How it pays');
  say(page.run.family === 'none' ? 'no payment run was found' : `${page.run.label}: ${page.run.evidence}`, 2);
  const picture = lines.length;
  let about = 'How it pays';
  for (const feature of page.features.filter(isTelling)) {
    if (feature.about !== about && feature.about !== 'How late it pays') {
      about = feature.about;
      lines.push('', about);
    }
    say(feature.sentence, 2);
  }
  if (page.invoices.length > 0) lines.push('', 'Open invoices');
  for (const invoice of page.invoices) {
    const chance =
      invoice.p_late >= 0.995 ? 'is late, or all but certain to be' : `is late with ${percent(invoice.p_late)}`;
    say(
      `${invoice.invoice_id}: ${money(invoice.open_amount)} due ${invoice.due_date}, ${chance} (by its record alone ${percent(invoice.baseline_p_late)}); expected ${paidWhen(invoice)}`,
      2,
    );
    for (const line of reasonLines(invoice)) say(line, 4);
  }
  lines.push('');
  say('Dates and chances are estimates from the record of payments. A person decides, and may decide otherwise.');
  const text = (part: readonly string[]): string => `${printable(part.join('\n'))}\n`;
  // The picture has colours, which are control characters; all other text is made printable.
  return calendar === '' ? text(lines) : text(lines.slice(0, picture)) + calendar + text(lines.slice(picture));
}

/** A reason or circumstance of a call in words. */
function inWords(code: string): string {
  const words: Readonly<Record<string, string>> = { ...CALL_WORDS, ...CIRCUMSTANCE_WORDS };
  return words[code] ?? code.replaceAll('_', ' ');
}

/** Day by which half of such invoices are paid, and the days between which four in five of them are. */
function paidWhen({ date_p10, date_p50, date_p90 }: DebtorPage['invoices'][number]): string {
  const half = date_p50 || 'not within a year';
  if (date_p10 === '') return half;
  return `${half}, four times in five between ${date_p10} and ${date_p90 || 'a day more than a year from now'}`;
}

/** Whether a feature says anything: a count, share or amount of nothing does not, nor does "no". */
function isTelling({ name, value, unit }: PageFeature): boolean {
  if (value === null || (name === 'oldest_overdue_days' && value === 0)) return false;
  if (unit === 'count' || unit === 'money') return Math.abs(value) >= 0.005;
  return unit !== 'flag' || value === 1;
}

/** What a forecast is made of: the strongest features one by one, then all else, so that the parts add up. */
function reasonLines({ contributions, other, after_days: afterDays, margin, base }: PageInvoice): string[] {
  if (contributions.length === 0) return [];
  const about = afterDays === 0 ? 'late payment' : `payment more than ${afterDays} days late`;
  // The record is the debtor's own, though no feature of the invoice: it belongs among what is told first.
  const ofDebtor = [...contributions, ...other.filter(({ part }) => part === 'own_record')].sort(
    (a, b) => Math.abs(b.effect) - Math.abs(a.effect),
  );
  const shown = ofDebtor.slice(0, LISTED_CONTRIBUTIONS);
  const rest = ofDebtor.slice(LISTED_CONTRIBUTIONS);
  const together = rest.reduce((sum, { effect }) => sum + effect, 0);
  const beside = [
    ...(rest.length > 0 ? [`${rest.length} others together (${signed(together)})`] : []),
    ...other
      .filter(({ part }) => part !== 'own_record')
      .map(({ sentence, effect }) => `${sentence} (${signed(effect)})`),
  ];
  return [
    `why: the log-odds of ${about} start from ${signed(base)} and end at ${signed(margin)} with`,
    ...shown.map(
      ({ sentence, effect }) =>
        `${effect > 0 ? '+ later' : '– sooner'}, ${strength(effect)}: ${sentence} (${signed(effect)})`,
    ),
    ...(beside.length > 0 ? [`and ${beside.join('; ')}`] : []),
  ];
}

/** In log-odds, which move an even chance by 12 points at 0.5, by 5 at 0.2. */
function strength(effect: number): string {
  const size = Math.abs(effect);
  return size >= 0.5 ? 'strongly' : size >= 0.2 ? 'somewhat' : 'a little';
}

function signed(logOdds: number): string {
  return `${logOdds > 0 ? '+' : ''}${logOdds.toFixed(2)}`;
}

/** What the worth of today is measured against, where that is a later call rather than none. */
function laterText({ laterDay, neededThen, worthToday }: PageValue, currency: string): string {
  if (neededThen === null) return '';
  return `; against a call on ${laterDay}, still needed with ${percent(neededThen)}, today is worth ${money(worthToday)} ${currency} more`;
}

function valueText(value: PageValue, currency: string): string {
  const less = [
    ...(value.annoyance > 0 ? [`${money(value.annoyance)} for annoyance`] : []),
    ...(value.cost > 0 ? [`${money(value.cost)} for the call`] : []),
  ];
  return (
    `a call today is worth ${money(value.value)} ${currency}: ${money(value.cash)} for money that comes sooner and ${money(value.loss)} for loss avoided` +
    `${less.length > 0 ? `, less ${less.join(' and ')}` : ''}; it reaches somebody with ${percent(value.reach)}, who then pays sooner with ${percent(value.heed)}${laterText(value, currency)}`
  );
}
