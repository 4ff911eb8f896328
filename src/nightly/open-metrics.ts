/** One figure of an OpenMetrics text file. */
export interface Metric {
  /** Without the prefix `payrhythm_`. */
  readonly name: string;
  readonly help: string;
  /** One value a set of labels; null and NaN are left out. */
  readonly samples: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number | null }[];
}

/**
 * An OpenMetrics 1.0 text document of gauges, which node_exporter's textfile collector reads too. Metrics without a
 * sample are left out. O(samples).
 */
export function openMetricsText(metrics: readonly Metric[]): string {
  let text = '';
  for (const { name, help, samples } of metrics) {
    const lines = samples
      .filter(({ value }) => value !== null && Number.isFinite(value))
      .map(({ labels, value }) => `payrhythm_${name}${labelText(labels)} ${value}\n`);
    if (lines.length === 0) continue;
    text += `# TYPE payrhythm_${name} gauge\n# HELP payrhythm_${name} ${escaped(help)}\n${lines.join('')}`;
  }
  return `${text}# EOF\n`;
}

function labelText(labels: Readonly<Record<string, string>> | undefined): string {
  const pairs = Object.entries(labels ?? {}).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
