import { type Formats, formatsOf } from './formats.ts';
import { LANGUAGES, type LanguageCode, type PageTexts } from './texts/index.ts';

/** A language with its formats, as every part of the page gets it. */
export interface PageWords {
  readonly code: LanguageCode;
  readonly texts: PageTexts;
  readonly formats: Formats;
  /** A code in words: its text, or the code itself without underscores where this version knows no text. */
  of(list: Readonly<Record<string, string>>, code: string): string;
}

/** The words of a language. */
export function wordsOf(code: LanguageCode): PageWords {
  const texts = LANGUAGES[code];
  return {
    code,
    texts,
    formats: formatsOf(texts.locale),
    of: (list, name) => (Object.hasOwn(list, name) ? (list[name] as string) : name.replaceAll('_', ' ')),
  };
}
