import type { ProposedAction, QueuedCall, SuppressedDebtor } from '../../prioritise/index.ts';
import { BETWEEN_TEXTS } from '../../prioritise/speech/between-texts.ts';
import { element } from './element.ts';
import { type PageWords, wordsOf } from './page-words.ts';
import { fillText, isLanguage, type LanguageCode } from './texts/index.ts';

/** Whom a card is about: a call, a debtor left alone, or one known from its actions only. */
export interface CardSubject {
  readonly debtorId: string;
  readonly call: QueuedCall | undefined;
  readonly suppressed: SuppressedDebtor | undefined;
  readonly actions: readonly ProposedAction[];
}

/** What a card needs besides its subject. */
export interface CardOptions {
  readonly currency: string;
  /** Language of the interface. */
  readonly words: PageWords;
  onClose(): void;
}

/** The language that a card is written in first: the debtor's where the page has it, else the interface's. */
export function cardLanguage(subject: CardSubject, interfaceCode: LanguageCode): LanguageCode {
  const spoken = subject.call?.language ?? '';
  return isLanguage(spoken) ? spoken : interfaceCode;
}

/**
 * The card of one debtor, in the debtor's language; a button shows it in the interface's. Evidence is English, as the run
 * wrote it.
 */
export function createCard(subject: CardSubject, options: CardOptions): HTMLElement {
  const own = cardLanguage(subject, options.words.code);
  const root = element('aside', { class: 'card', attributes: { id: 'card', tabindex: '-1' } });
  const show = (code: LanguageCode): void => {
    const words = wordsOf(code);
    root.setAttribute('lang', code);
    root.setAttribute('aria-label', `${words.texts.card.label}: ${subject.debtorId}`);
    const other = code === own ? options.words.code : own;
    const turn =
      other === code
        ? undefined
        : element('button', {
            class: 'quiet',
            text: fillText(words.texts.card.showIn, { language: words.formats.language(other) }),
            attributes: { type: 'button' },
            onClick: () => {
              show(other);
              root.querySelector<HTMLElement>('.quiet')?.focus();
            },
          });
    root.replaceChildren(
      header(subject, words, options.onClose),
      ...(subject.call ? callParts(subject.call, words, options.currency) : []),
      ...(subject.suppressed ? suppressedParts(subject.suppressed, words, options.currency) : []),
      ...actionParts(subject.actions, words),
      ...(turn ? [turn] : []),
    );
  };
  show(own);
  return root;
}

function header(subject: CardSubject, words: PageWords, onClose: () => void): HTMLElement {
  const { texts } = words;
  const { call, suppressed } = subject;
  const kicker = call
    ? `${fillText(texts.card.place, { rank: words.formats.count(call.rank) })} · ${words.of(texts.timings, call.timing)}`
    : suppressed
      ? texts.tabs.suppressed
      : texts.tabs.actions;
  const why = call
    ? words.of(texts.reasons, call.reason)
    : suppressed
      ? words.of(texts.suppressions, suppressed.reason)
      : '';
  return element('header', {
    children: [
      element('div', {
        children: [
          element('p', { class: 'kicker', text: kicker }),
          element('h2', { children: [element('bdi', { text: subject.debtorId })] }),
          call && call.name !== '' ? element('p', { children: [element('bdi', { text: call.name })] }) : undefined,
          element('p', { class: 'why', text: why }),
        ],
      }),
      element('button', {
        class: 'close',
        text: '×',
        attributes: { type: 'button', 'aria-label': texts.card.close, title: `${texts.card.close} (Esc)` },
        onClick: onClose,
      }),
    ],
  });
}

function callParts(call: QueuedCall, words: PageWords, currency: string): HTMLElement[] {
  const { texts, formats } = words;
  const { card } = texts;
  const money = (amount: number): string => `${formats.money(amount)}\u00a0${currency}`;
  const codes = call.reasons.split('|').filter((code) => code !== '' && code !== call.reason);
  const spoken = isLanguage(call.language) ? call.language : 'en';
  // What the run wrote in the language that is spoken, several texts in one cell.
  const script = (title: string, cell: string): HTMLElement[] =>
    cell === ''
      ? []
      : [
          list(
            title,
            cell.split(BETWEEN_TEXTS).map((text) => ({ text })),
            'words',
            spoken,
          ),
        ];
  const given = (name: string, text: string): readonly (readonly [string, string])[] =>
    text === '' ? [] : [[name, text]];
  return [
    element('section', {
      class: 'say',
      children: [
        element('h3', { text: card.say }),
        element('blockquote', { attributes: { lang: spoken, dir: 'auto' }, text: call.opening }),
      ],
    }),
    ...script(card.questions, call.questions),
    ...script(card.offer, call.offer),
    ...script(card.noteDown, call.note),
    facts([
      ...given(card.contact, call.contact_name),
      ...given(card.phone, call.phone),
      [card.overdue, call.overdue_amount > 0 ? money(call.overdue_amount) : texts.none],
      [card.open, money(call.open_amount)],
      [card.oldestDue, formats.day(call.oldest_due_date)],
      [card.daysOverdue, call.days_overdue > 0 ? formats.count(call.days_overdue) : texts.none],
      [card.chanceLate, formats.share(call.p_late)],
      [card.expected, formats.day(call.expected_payment_date) || texts.beyondYear],
      [card.callWorth, money(call.expected_value)],
      [
        card.lastContact,
        call.last_contact_at === ''
          ? card.noContact
          : `${[formats.day(call.last_contact_at), call.last_contact_agent].filter((text) => text !== '').join(', ')}: ${words.of(texts.outcomes, call.last_contact_outcome)}`,
      ],
      ...given(card.lastNote, call.last_contact_note),
      ...given(
        card.promiseLapsed,
        `${formats.day(call.promise_due_on)}${call.promise_amount === null ? '' : `: ${money(call.promise_amount)}`}`,
      ),
    ]),
    ...script(card.said, call.said),
    ...script(card.behaviour, call.behaviour),
    ...(call.first_contact ? [element('p', { class: 'first', text: card.firstContact })] : []),
    list(
      card.invoices,
      call.invoice_ids.split('|').map((text) => ({ text })),
      'ids',
    ),
    ...(codes.length === 0
      ? []
      : [
          list(
            card.alsoTrue,
            codes.map((code) => ({ text: words.of({ ...texts.reasons, ...texts.circumstances }, code) })),
          ),
        ]),
  ];
}

function suppressedParts(row: SuppressedDebtor, words: PageWords, currency: string): HTMLElement[] {
  const { texts, formats } = words;
  const { card } = texts;
  return [
    element('section', {
      class: 'say',
      children: [
        element('h3', { text: card.why }),
        element('p', { text: row.evidence, attributes: { lang: 'en', dir: 'auto' } }),
      ],
    }),
    facts([
      [card.callFrom, formats.day(row.until) || texts.openEnded],
      [card.overdue, row.overdue_amount > 0 ? `${formats.money(row.overdue_amount)}\u00a0${currency}` : texts.none],
      [card.open, `${formats.money(row.open_amount)}\u00a0${currency}`],
      [card.chanceLate, formats.share(row.p_late)],
      [card.expected, formats.day(row.expected_payment_date) || texts.beyondYear],
    ]),
  ];
}

function actionParts(actions: readonly ProposedAction[], words: PageWords): HTMLElement[] {
  if (actions.length === 0) return [];
  const { texts, formats } = words;
  return [
    list(
      texts.card.actions,
      actions.map((row) => ({
        text: `${words.of(texts.actions, row.action)}${row.due_on === '' ? '' : `, ${fillText(texts.card.doBy, { date: formats.day(row.due_on) })}`}`,
        note: row.evidence,
      })),
    ),
  ];
}

function facts(rows: readonly (readonly [string, string])[]): HTMLElement {
  return element('dl', {
    children: rows.flatMap(([name, value]) => [element('dt', { text: name }), element('dd', { text: value })]),
  });
}

function list(
  title: string,
  items: readonly { readonly text: string; readonly note?: string }[],
  name = 'words',
  language?: string,
): HTMLElement {
  return element('section', {
    children: [
      element('h3', { text: title }),
      element('ul', {
        class: name,
        ...(language === undefined ? {} : { attributes: { lang: language } }),
        children: items.map(({ text, note }) =>
          element('li', {
            children: [
              element('bdi', { text }),
              note === undefined ? undefined : element('p', { text: note, attributes: { lang: 'en', dir: 'auto' } }),
            ],
          }),
        ),
      }),
    ],
  });
}
