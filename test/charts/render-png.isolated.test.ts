import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderPng, renderSvg } from '../../src/charts/index.ts';
import { SMALL_CHARTS } from './small-charts.ts';

const sizeOf = (png: Uint8Array): [number, number] => {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};

describe('renderPng', () => {
  afterEach(() => {
    vi.doUnmock('@resvg/resvg-js');
    vi.resetModules();
  });

  it('draws a PNG of the size of the SVG, scaled', async () => {
    const svg = await renderSvg(SMALL_CHARTS['queue']);
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    for (const scale of [1, 2]) {
      const png = await renderPng(SMALL_CHARTS['queue'], { scale });
      expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
      expect(sizeOf(png)).toEqual([Number(width) * scale, Number(height) * scale]);
    }
  });

  it('refuses to draw a chart without words where there is no font', async () => {
    await expect(renderPng(SMALL_CHARTS['queue'], { fontFiles: [] })).rejects.toMatchObject({
      code: 'NOT_REACHABLE',
      message: expect.stringContaining('fonts-dejavu-core'),
    });
  });

  it('refuses a scale that is none', async () => {
    for (const scale of [0, -1, Number.NaN, 9])
      await expect(renderPng(SMALL_CHARTS['queue'], { scale })).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('says what to install where resvg is missing', async () => {
    vi.resetModules();
    vi.doMock('@resvg/resvg-js', () => {
      throw new Error("Cannot find package '@resvg/resvg-js'");
    });
    const fresh = await import('../../src/charts/render-png.ts');
    await expect(fresh.renderPng(SMALL_CHARTS['queue'])).rejects.toMatchObject({
      code: 'NOT_REACHABLE',
      message: expect.stringContaining('npm install @resvg/resvg-js@2'),
    });
  });
});
