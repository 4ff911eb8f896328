import type { PageData } from '../page-data.ts';
import { element } from './element.ts';
import type { PageWords } from './page-words.ts';
import { fillText, isLanguage, LANGUAGES, type LanguageCode } from './texts/index.ts';

/** Title, language, theme and printing. */
export function createTopBar(
  words: PageWords,
  data: PageData,
  onLanguage: (language: LanguageCode) => void,
): HTMLElement {
  const { texts, formats } = words;
  const languages = element('select', {
    attributes: { id: 'language', 'aria-label': texts.language },
    children: Object.entries(LANGUAGES).map(([code, { name }]) =>
      element('option', { text: name, attributes: { value: code, lang: code } }),
    ),
  });
  languages.value = words.code;
  languages.addEventListener('change', () => {
    if (isLanguage(languages.value)) onLanguage(languages.value);
  });
  const theme = element('button', { attributes: { type: 'button', id: 'theme' } });
  const name = (): void => {
    theme.textContent = isDark() ? texts.lightTheme : texts.darkTheme;
  };
  theme.addEventListener('click', () => {
    document.documentElement.dataset['theme'] = isDark() ? 'light' : 'dark';
    name();
  });
  name();
  return element('header', {
    class: 'top',
    children: [
      element('div', {
        children: [
          element('h1', { text: texts.title }),
          element('p', { text: fillText(texts.morningOf, { date: formats.longDay(data.asOf) }) }),
        ],
      }),
      element('div', {
        class: 'controls',
        children: [
          languages,
          theme,
          element('button', {
            text: texts.print,
            attributes: { type: 'button', id: 'print' },
            onClick: () => window.print(),
          }),
        ],
      }),
    ],
  });
}

/** Whether the page is dark now: by its switch, else by the system. */
function isDark(): boolean {
  const chosen = document.documentElement.dataset['theme'];
  return chosen === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
}
