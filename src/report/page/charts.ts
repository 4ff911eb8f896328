import type { PageData } from '../page-data.ts';
import { cumulativeFigure } from './cumulative-figure.ts';
import { element } from './element.ts';
import { expectedFigure } from './expected-figure.ts';
import type { PageWords } from './page-words.ts';
import { reasonFigure } from './reason-figure.ts';
import { untilFigure } from './until-figure.ts';

/** The charts of the page. */
export function createCharts({ figures, currency, asOf }: PageData, words: PageWords): HTMLElement {
  return element('div', {
    class: 'charts',
    children: [
      reasonFigure(figures.reasons, currency, words),
      cumulativeFigure(figures.cumulative, figures.half, currency, words),
      expectedFigure(figures.expected, currency, words),
      untilFigure(figures.until, asOf, words),
    ],
  });
}
