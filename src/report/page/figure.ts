import { element, svgElement } from './element.ts';
import type { PageWords } from './page-words.ts';

/** A chart of the page: what it says, its drawing, and the same as a table. */
export interface FigureParts {
  readonly finding: string;
  readonly shows: string;
  readonly words: PageWords;
  /** Draws for a width in pixels; nothing where there is nothing to draw. */
  draw: ((width: number) => SVGSVGElement) | undefined;
  readonly legend?: readonly (readonly [string, string])[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A figure that is drawn again when its width changes. */
export function createFigure(parts: FigureParts): HTMLElement {
  const { texts } = parts.words;
  const place = element('div', { class: 'drawing' });
  const root = element('figure', {
    children: [
      element('figcaption', {
        children: [
          element('h3', { text: parts.finding }),
          element('p', { text: parts.draw ? parts.shows : texts.charts.nothing }),
        ],
      }),
      place,
      legend(parts.legend ?? []),
    ],
  });
  const { draw } = parts;
  if (!draw) return root;
  let drawnWidth = 0;
  new ResizeObserver(() => {
    const width = Math.floor(place.clientWidth);
    if (width < 40 || width === drawnWidth) return;
    drawnWidth = width;
    const drawing = draw(width);
    drawing.setAttribute('role', 'img');
    drawing.setAttribute('aria-label', `${parts.finding}. ${parts.shows}`);
    place.replaceChildren(drawing);
  }).observe(place);
  root.append(asTable(parts));
  return root;
}

/** An empty drawing. */
export function drawing(width: number, height: number): SVGSVGElement {
  return svgElement('svg', {
    attributes: { viewBox: `0 0 ${width} ${height}`, width: String(width), height: String(height) },
  });
}

/** A line of text in a drawing. */
export function label(
  x: number,
  y: number,
  text: string,
  options: { readonly anchor?: 'start' | 'middle' | 'end'; readonly class?: string } = {},
): SVGTextElement {
  return svgElement('text', {
    class: options.class ?? 'label',
    text,
    attributes: { x: x.toFixed(1), y: y.toFixed(1), 'text-anchor': options.anchor ?? 'start' },
  });
}

/** A rectangle, never thinner than half a pixel. */
export function block(x: number, y: number, width: number, height: number, name: string): SVGRectElement {
  return svgElement('rect', {
    class: name,
    attributes: {
      x: x.toFixed(1),
      y: y.toFixed(1),
      width: Math.max(0.5, width).toFixed(1),
      height: Math.max(0, height).toFixed(1),
    },
  });
}

/** A straight line. */
export function line(x1: number, y1: number, x2: number, y2: number, name: string): SVGLineElement {
  return svgElement('line', {
    class: name,
    attributes: { x1: x1.toFixed(1), y1: y1.toFixed(1), x2: x2.toFixed(1), y2: y2.toFixed(1) },
  });
}

/** Round steps up to at least `most`: 0, 20, 40, … at most `count` of them. */
export function roundSteps(most: number, count: number): number[] {
  if (most <= 0) return [0];
  const rough = most / count;
  const scale = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * scale >= rough) ?? 10) * scale;
  const steps: number[] = [];
  for (let at = 0; at < most + step; at += step) {
    steps.push(at);
    if (at >= most) break;
  }
  return steps;
}

function legend(items: readonly (readonly [string, string])[]): HTMLElement | undefined {
  if (items.length === 0) return undefined;
  return element('ul', {
    class: 'legend',
    children: items.map(([name, text]) =>
      element('li', { children: [element('span', { class: `swatch ${name}` }), element('span', { text })] }),
    ),
  });
}

function asTable({ words, header, rows }: FigureParts): HTMLElement {
  return element('details', {
    children: [
      element('summary', { text: words.texts.charts.asTable }),
      element('table', {
        children: [
          element('thead', {
            children: [
              element('tr', {
                children: header.map((text) => element('th', { text, attributes: { scope: 'col' } })),
              }),
            ],
          }),
          element('tbody', {
            children: rows.map((row) => element('tr', { children: row.map((text) => element('td', { text })) })),
          }),
        ],
      }),
    ],
  });
}
