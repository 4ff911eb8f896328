import type { SpokenLanguage } from './spoken-money.ts';
import { DUTCH } from './texts/dutch.ts';
import { ENGLISH } from './texts/english.ts';
import { FRENCH } from './texts/french.ts';
import { GERMAN } from './texts/german.ts';
import type { SpeechTexts } from './texts/speech-texts.ts';

/** What is said, by language. */
export const SPEECH: Readonly<Record<SpokenLanguage, SpeechTexts>> = {
  en: ENGLISH,
  nl: DUTCH,
  fr: FRENCH,
  de: GERMAN,
};

/** A text with its values; a name without one becomes empty. O(length). */
export function fillSpeech(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
