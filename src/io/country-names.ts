import { isKnownCountry } from '../calendar/index.ts';
import { headerKey } from './header-key.ts';

const LANGUAGES = ['en', 'nl', 'fr', 'de'];
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * The ISO 3166-1 alpha-2 code of a country by its name in English, Dutch, French or German (names of the Unicode CLDR, as
 * the runtime has them; case and accents ignored), undefined for anything else. O(countries × languages): keep results.
 */
export function countryNamed(text: string): string | undefined {
  const key = headerKey(text);
  if (key.length < 3) return undefined;
  for (const language of LANGUAGES) {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const first of LETTERS)
      for (const second of LETTERS) {
        const code = first + second;
        const name = names.of(code);
        if (name !== undefined && headerKey(name) === key && isKnownCountry(code)) return code;
      }
  }
  return undefined;
}
