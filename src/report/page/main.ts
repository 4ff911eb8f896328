import type { PageData } from '../page-data.ts';
import { startApp } from './app.ts';
import { readPageRows } from './page-rows.ts';
import { isLanguage, type LanguageCode } from './texts/index.ts';

/** The first language of the reader that the page has, else English. */
function readerLanguage(): LanguageCode {
  return navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as PageData;
startApp(document.getElementById('app') as HTMLElement, readPageRows(data), readerLanguage());
