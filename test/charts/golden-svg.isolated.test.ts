import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderSvg, VEGA_LITE_SCHEMA } from '../../src/charts/index.ts';
import { SMALL_CHARTS } from './small-charts.ts';

/** Ids that count up within a process, and digits beyond what the eye sees. */
const normalised = (svg: string): string =>
  `${svg.replace(/\b(clip|gradient_)\d+/g, '$1N').replace(/\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100))}\n`;

describe.each(Object.entries(SMALL_CHARTS))('the chart %s', (name, spec) => {
  it('is drawn as before', async () => {
    await expect(normalised(await renderSvg(spec))).toMatchFileSnapshot(`golden/${name}.svg`);
  });

  it('is plain JSON of the version that notebooks render', () => {
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    expect(spec.$schema).toBe(VEGA_LITE_SCHEMA);
  });

  it('says its finding, and names every axis that has numbers or dates', () => {
    expect(spec.title.text.join(' ').length).toBeGreaterThan(10);
    const bare: string[] = [];
    const walk = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, value] of Object.entries(node)) {
        if (key === 'encoding') bare.push(...axesWithoutTitle(value as Record<string, Channel>));
        walk(value);
      }
    };
    walk(spec);
    const titled = JSON.stringify(spec).match(/"title":"[^"]+"/g) ?? [];
    expect(bare).toEqual([]);
    expect(titled.length).toBeGreaterThan(0);
  });

  it('keeps text of the ledger inert', async () => {
    const svg = await renderSvg(spec);
    expect(svg).not.toContain('<script');
    expect(svg).not.toMatch(/(href|src)="(?!#)/);
  });
});

interface Channel {
  readonly type?: string;
  readonly title?: string | null;
  readonly axis?: { readonly format?: string };
}

/** Axes that are formatted, so meant to be read, without a title. */
function axesWithoutTitle(encoding: Record<string, Channel>): string[] {
  return ['x', 'y'].filter((name) => encoding[name]?.axis?.format !== undefined && !encoding[name].title);
}

describe('renderSvg', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    vi.doUnmock('vega');
    vi.resetModules();
  });

  it('draws the same dates in every time zone', async () => {
    const drawn: string[] = [];
    for (const timeZone of ['UTC', 'America/Los_Angeles', 'Pacific/Auckland']) {
      process.env['TZ'] = timeZone;
      for (const spec of Object.values(SMALL_CHARTS)) drawn.push(normalised(await renderSvg(spec)));
    }
    const charts = Object.keys(SMALL_CHARTS).length;
    expect(drawn.slice(charts, 2 * charts)).toEqual(drawn.slice(0, charts));
    expect(drawn.slice(2 * charts)).toEqual(drawn.slice(0, charts));
  });

  it('says what to install where vega is missing', async () => {
    vi.resetModules();
    vi.doMock('vega', () => {
      throw new Error("Cannot find package 'vega'");
    });
    const fresh = await import('../../src/charts/render-chart.ts');
    await expect(fresh.renderSvg(SMALL_CHARTS['queue'])).rejects.toMatchObject({
      name: 'PayrhythmError',
      code: 'NOT_REACHABLE',
      message: expect.stringContaining('npm install vega@6 vega-lite@~6.4.3'),
    });
  });
});
