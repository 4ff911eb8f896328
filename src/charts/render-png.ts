import { PayrhythmError } from '../errors.ts';
import type { ChartSpec } from './chart-spec.ts';
import { renderSvg } from './render-chart.ts';

/** How a picture is drawn. */
export interface PngOptions {
  /** Pixels per pixel of the drawing: 2 for sharp print and screens, the default; at most 8. */
  readonly scale?: number;
  /** Files of fonts to draw text with; default those of the system, where the text looks a little different on each. */
  readonly fontFiles?: readonly string[];
}

/**
 * Draws a chart as a PNG file, without a browser or a display: {@link renderSvg}, then `@resvg/resvg-js`. Needs a font.
 *
 * @throws {PayrhythmError} `NOT_REACHABLE` where vega, vega-lite or `@resvg/resvg-js` is not installed, or no font is
 * found, so that the chart would have no words; `USAGE` for a scale that is none.
 */
export async function renderPng(spec: ChartSpec, options: PngOptions = {}): Promise<Uint8Array> {
  const scale = options.scale ?? 2;
  if (!(scale > 0 && scale <= 8))
    throw new PayrhythmError('USAGE', `scale ${scale}: give a number above 0 and up to 8`);
  const svg = await renderSvg(spec);
  const { Resvg } = await loadResvg();
  const font = options.fontFiles
    ? { loadSystemFonts: false, fontFiles: [...options.fontFiles] }
    : { loadSystemFonts: true };
  const probe = new Resvg('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">x</text></svg>', {
    font,
  });
  // Without a font resvg leaves all words out and says nothing.
  if (probe.getBBox() === undefined)
    throw new PayrhythmError(
      'NOT_REACHABLE',
      'no font was found to write the words of the chart with: install one (Debian: apt-get install fonts-dejavu-core), or name one in fontFiles',
    );
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: scale }, background: '#FFFFFF' }).render().asPng();
}

async function loadResvg() {
  try {
    return await import('@resvg/resvg-js');
  } catch (error) {
    throw new PayrhythmError(
      'NOT_REACHABLE',
      'a PNG picture needs @resvg/resvg-js, which is not installed: npm install @resvg/resvg-js@2, or take renderSvg',
      { reason: (error as Error).message },
      { cause: error },
    );
  }
}
