import { type ChartSpec, VEGA_LITE_SCHEMA } from './chart-spec.ts';

/**
 * Colours that people with any common colour blindness tell apart and that differ in lightness in grey print (Okabe & Ito
 * 2008). Charts never rely on them alone: shape, place or a label says the same.
 */
export const CHART_COLOURS = {
  blue: '#0072B2',
  vermilion: '#D55E00',
  green: '#009E73',
  orange: '#E69F00',
  grey: '#8C8C8C',
  ink: '#222222',
} as const;

/** Width of the plotting area of every chart, pixels. */
export const CHART_WIDTH = 560;

const FONT = 'Helvetica, Arial, sans-serif';
const CONFIG = {
  background: '#FFFFFF',
  font: FONT,
  view: { stroke: null },
  title: {
    fontSize: 15,
    subtitleFontSize: 12,
    subtitleColor: '#555555',
    color: '#222222',
    offset: 14,
    subtitlePadding: 5,
  },
  axis: {
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titleColor: '#555555',
    labelColor: '#333333',
    gridColor: '#E6E6E6',
    domainColor: '#999999',
    tickColor: '#999999',
    labelLimit: 240,
  },
  legend: {
    labelFontSize: 11,
    titleFontSize: 11,
    titleFontWeight: 'normal',
    orient: 'bottom',
    symbolStrokeWidth: 1.5,
    labelLimit: 0,
    columnPadding: 18,
  },
} as const;
// Widths of text are taken generously where no font is at hand: longer lines would widen the picture.
const TITLE_CHARACTERS = 60;
const SUBTITLE_CHARACTERS = 74;

/** What a chart says and how it is drawn. */
export interface ChartParts {
  /** The finding, as a sentence without its full stop. */
  readonly finding: string;
  /** What is shown, and in which unit. */
  readonly shows: string;
  /** Everything of the Vega-Lite document but schema, title and look. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Puts a chart's words, body and the common look together. Long words in titles are broken over lines, never cut. */
export function composeChart({ finding, shows, body }: ChartParts): ChartSpec {
  return {
    $schema: VEGA_LITE_SCHEMA,
    title: {
      text: brokenLines(finding, TITLE_CHARACTERS),
      subtitle: brokenLines(shows, SUBTITLE_CHARACTERS),
      anchor: 'start',
    },
    ...body,
    config: CONFIG,
  };
}

function brokenLines(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}
