import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTACT_OUTCOMES } from '../../src/ledger/table-declarations.ts';
import { ACTIONS, CALL_REASONS, SUPPRESSION_REASONS } from '../../src/prioritise/index.ts';
import { CIRCUMSTANCES } from '../../src/prioritise/reasons/call-reasons.ts';
import { wordsOf } from '../../src/report/page/page-words.ts';
import { orderRows } from '../../src/report/page/row-order.ts';
import { matches, queryWords, searchable } from '../../src/report/page/row-search.ts';
import { fillText, isLanguage, LANGUAGES } from '../../src/report/page/texts/index.ts';
import { visibleWindow } from '../../src/report/page/visible-window.ts';

describe('visibleWindow', () => {
  it('holds every row in view, few others, and stays within the list', () => {
    const place = { scroll: fc.integer({ min: -50, max: 400_000 }), view: fc.integer({ min: 0, max: 3000 }) };
    fc.assert(
      fc.property(
        place.scroll,
        place.view,
        fc.integer({ min: 20, max: 80 }),
        fc.integer({ min: 0, max: 9000 }),
        (scroll, view, height, rows) => {
          const { from, to } = visibleWindow(scroll, view, height, rows);
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to).toBeLessThanOrEqual(rows);
          expect(to - from).toBeLessThanOrEqual(view / height + 26);
          for (let row = 0; row < rows; row += Math.max(1, Math.floor(rows / 500)))
            if ((row + 1) * height > scroll && row * height < scroll + view)
              expect(row >= from && row < to, `row ${row}`).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('orderRows', () => {
  const rows = [{ v: 'F10' }, { v: '' }, { v: 'F2' }, { v: 'é' }, { v: 'e' }];
  it('sorts numbers within texts as numbers, and keeps missing values last both ways', () => {
    expect(orderRows(rows, (row) => row.v, false).map((row) => row.v)).toEqual(['e', 'é', 'F2', 'F10', '']);
    expect(orderRows(rows, (row) => row.v, true).map((row) => row.v)).toEqual(['F10', 'F2', 'é', 'e', '']);
    const numbers = [{ n: 3 }, { n: null }, { n: -1 }];
    expect(orderRows(numbers, (row) => row.n, true).map((row) => row.n)).toEqual([3, -1, null]);
  });

  it('keeps the order of equals and changes nothing that it is given', () => {
    const given = Array.from({ length: 50 }, (_, at) => ({ at, key: at % 3 }));
    const before = structuredClone(given);
    const sorted = orderRows(given, (row) => row.key, false);
    expect(given).toEqual(before);
    for (let i = 1; i < sorted.length; i++)
      if (sorted[i].key === sorted[i - 1].key) expect(sorted[i].at).toBeGreaterThan(sorted[i - 1].at);
  });
});

describe('the search', () => {
  it('finds every word, whatever its case and accents', () => {
    const text = searchable('Échéance D077 Société Générale F077-55');
    expect(matches(text, queryWords('societe d077'))).toBe(true);
    expect(matches(text, queryWords('ÉCHÉANCE'))).toBe(true);
    expect(matches(text, queryWords('d077 nothing'))).toBe(false);
    expect(matches(text, queryWords('  '))).toBe(true);
  });
});

describe.each(Object.entries(LANGUAGES))('the texts in %s', (code, texts) => {
  const flat = (node: object, path = ''): [string, string][] =>
    Object.entries(node).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flat(value, `${path}${key}.`),
    );
  const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
  const english = new Map(flat(LANGUAGES.en));

  it('are all there, with the values of the English ones', () => {
    expect(flat(texts).map(([path]) => path)).toEqual([...english.keys()]);
    for (const [path, text] of flat(texts)) {
      expect(text.trim(), path).not.toBe('');
      expect(placeholders(text), path).toEqual(placeholders(english.get(path) ?? ''));
    }
  });

  it('name every code that rank writes', () => {
    expect(Object.keys(texts.reasons).sort()).toEqual([...CALL_REASONS].sort());
    expect(Object.keys(texts.suppressions).sort()).toEqual([...SUPPRESSION_REASONS].sort());
    expect(Object.keys(texts.actions).sort()).toEqual([...ACTIONS].sort());
    expect(Object.keys(texts.outcomes).sort()).toEqual([...CONTACT_OUTCOMES].sort());
    expect(Object.keys(texts.circumstances).sort()).toEqual([...CIRCUMSTANCES].sort());
  });

  it('are not English but for words that are the same', () => {
    const same = flat(texts).filter(([path, text]) => text === english.get(path) && text.length > 3);
    if (code !== 'en') expect(same.length).toBeLessThan(12);
    else expect(same.length).toBe(english.size - flat(texts).filter(([, text]) => text.length <= 3).length);
  });

  it('write dates and money as the language does', () => {
    const expected = {
      nl: ['5 januari 2026', '1.234,50'],
      fr: ['5 janvier 2026', '1\u202f234,50'],
      de: ['5. Januar 2026', '1.234,50'],
      en: ['5 January 2026', '1,234.50'],
    }[code as keyof typeof LANGUAGES];
    const { formats } = wordsOf(code as keyof typeof LANGUAGES);
    expect(formats.longDay('2026-01-05')).toContain(expected[0]);
    expect(formats.money(1234.5)).toBe(expected[1]);
  });
});

describe('words', () => {
  it('say a code that this version does not know as itself', () => {
    const words = wordsOf('nl');
    expect(words.of(words.texts.reasons, 'some_new_reason')).toBe('some new reason');
    expect(words.of(words.texts.reasons, 'constructor')).toBe('constructor');
    expect(isLanguage('toString')).toBe(false);
    expect(fillText('{a} of {b}', { a: '$&', b: '{a}' })).toBe('$& of {a}');
  });
});
