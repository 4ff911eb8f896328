import { DUTCH } from './dutch.ts';
import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';
import { GERMAN } from './german.ts';
import type { PageTexts } from './page-texts.ts';

export type { PageTexts } from './page-texts.ts';

/** Languages of the page, by two-letter code. */
export const LANGUAGES = { nl: DUTCH, fr: FRENCH, de: GERMAN, en: ENGLISH } as const satisfies Readonly<
  Record<string, PageTexts>
>;
/** A code of {@link LANGUAGES}. */
export type LanguageCode = keyof typeof LANGUAGES;

/** Whether the page has texts in a language. */
export function isLanguage(code: string): code is LanguageCode {
  return Object.hasOwn(LANGUAGES, code);
}

/** A text with its `{names}` filled in; a name without a value stays as it is. */
export function fillText(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
