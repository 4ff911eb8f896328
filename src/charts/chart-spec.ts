/** The Vega-Lite version whose documents JupyterLab, VS Code and the Vega editor all render. */
export const VEGA_LITE_SCHEMA = 'https://vega.github.io/schema/vega-lite/v5.json';

/**
 * A Vega-Lite document with its data inside: plain JSON, the same bytes for the same table. Typed by the parts that all
 * charts share, so that nobody needs Vega-Lite to hold one.
 */
export interface ChartSpec {
  readonly $schema: typeof VEGA_LITE_SCHEMA;
  readonly title: ChartTitle;
  readonly config: Readonly<Record<string, unknown>>;
  /** The marks, scales and data, as Vega-Lite documents them. */
  readonly [part: string]: unknown;
}

/** The finding in words and, below it, what is shown and in which unit; one entry a line. */
export interface ChartTitle {
  readonly text: readonly string[];
  readonly subtitle: readonly string[];
  readonly anchor: 'start';
}
