import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type RankOutput, readRankOutput, reportData, reportPage } from '../../src/report/index.ts';
import { packColumn, unpackColumn } from '../../src/report/packed-column.ts';
import { packTexts, unpackTexts } from '../../src/report/packed-texts.ts';
import { tableRows } from '../../src/report/page/table-rows.ts';
import { rowsThatFit } from '../../src/report/rows-that-fit.ts';
import { callAt, HOSTILE, queueOf, rankedDirectory, suppressedAt, withWords } from './ranked-day.ts';

let small: RankOutput;
beforeAll(async () => {
  small = await readRankOutput(rankedDirectory(queueOf(3, 2, 1)));
});

const dataOf = (html: string): ReturnType<typeof reportData> =>
  JSON.parse(/id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? '');

describe('a page of a large day', () => {
  it('stays below 3 MB, uses the room, and says what it leaves out', async () => {
    const { calls, suppressed, actions } = withWords(queueOf(4000, 22_000, 5000));
    const { html, leftOut } = await reportPage({ ...small, calls, suppressed, actions });
    const bytes = Buffer.byteLength(html);
    expect(bytes).toBeLessThan(3e6);
    expect(bytes).toBeGreaterThan(2.8e6);
    const data = dataOf(html);
    expect(tableRows(data.calls)).toEqual(calls.slice(0, calls.length - leftOut.calls));
    const shown = tableRows<(typeof suppressed)[number]>(data.suppressed);
    expect(leftOut.suppressed).toBeGreaterThan(0);
    expect(shown).toHaveLength(suppressed.length - leftOut.suppressed);
    const least = Math.min(...shown.map((row) => row.open_amount));
    expect(suppressed.filter((row) => row.open_amount > least).length).toBeLessThan(shown.length);
    const ids = shown.map((row) => row.debtor_id);
    expect(ids).toEqual([...ids].sort());
    const cents = (rows: readonly { open_amount: number }[]): number =>
      rows.reduce((sum, row) => sum + Math.round(row.open_amount * 100), 0);
    expect(data.totals).toMatchObject({ calls: 4000, leftAlone: 22_000, actions: 5000 });
    expect(Math.round(data.totals.openLeftAlone * 100)).toBe(cents(suppressed));
    expect(data.figures.reasons.reduce((sum, row) => sum + row.calls, 0)).toBe(4000);
  });

  it('stays below 3 MB whatever the texts are', async () => {
    const long = HOSTILE[0].repeat(500);
    const ids = Array.from({ length: 4000 }, (_, at) => `F-${at}`).join('|');
    const calls = Array.from({ length: 400 }, (_, at) => callAt(at + 1, { opening: `${at}${long}`, invoice_ids: ids }));
    const suppressed = [suppressedAt(0, { evidence: long })];
    const { html } = await reportPage({ ...small, calls, suppressed });
    expect(Buffer.byteLength(html)).toBeLessThan(3e6);
    const [first] = tableRows<(typeof calls)[number]>(dataOf(html).calls);
    expect(first.opening.length).toBeLessThan(2100);
    expect(first.opening).toMatch(/…$/);
    expect(first.invoice_ids).toMatch(/\|F-\d+\|…$/);
    expect(ids.startsWith(first.invoice_ids.slice(0, -1))).toBe(true);
  });

  it('leaves nothing out where there is room', async () => {
    expect((await reportPage(small)).leftOut).toEqual({ calls: 0, suppressed: 0, actions: 0 });
    expect(tableRows(reportData(small).suppressed)).toEqual(small.suppressed);
  });
});

describe('rowsThatFit', () => {
  it('gives each table its share, and the others what it leaves over', () => {
    const rows = (count: number): { rowBytes: number[]; share: number } => ({
      rowBytes: new Array<number>(count).fill(10),
      share: 0.5,
    });
    expect(rowsThatFit([rows(3), rows(4)], 70)).toEqual([3, 4]);
    expect(rowsThatFit([rows(90), rows(90)], 100)).toEqual([5, 5]);
    expect(rowsThatFit([rows(1), rows(90)], 100)).toEqual([1, 9]);
    expect(rowsThatFit([rows(90), rows(1)], 100)).toEqual([9, 1]);
    expect(rowsThatFit([rows(90), rows(90)], 0)).toEqual([0, 0]);
    expect(rowsThatFit([], 10)).toEqual([]);
  });
});

describe('packColumn', () => {
  it('writes cells that repeat once, and gives back the same', () => {
    const column = Array.from({ length: 40 }, (_, at) => [null, 'a', 1, true][at % 4]);
    expect(packColumn(column)).toMatchObject({ cells: [null, 'a', 1, true] });
    expect(unpackColumn(packColumn(column))).toEqual(column);
    const mixed = ['x', 'y', 'x'];
    expect(packColumn(mixed)).toBe(mixed);
    expect(unpackColumn(packColumn([]))).toEqual([]);
  });

  it('writes texts that differ in their numbers as templates, and gives back the same', () => {
    const column = Array.from({ length: 200 }, (_, at) =>
      at % 9 === 0 ? '' : `On day 0${at} it paid ${at * 7},00 EUR of invoice F0${at}-1 | on day ${at} as well 1`,
    );
    const packed = packColumn(column);
    expect(packed).toMatchObject({ templates: expect.any(Array) });
    expect(JSON.stringify(packed).length).toBeLessThan(0.5 * JSON.stringify(column).length);
    expect(unpackColumn(packed)).toEqual(column);
  });

  it('gives back any texts', () => {
    const texts = fc.array(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '|', ' 1| 2 ', '007', '٣ 3', ...HOSTILE)),
    );
    fc.assert(
      fc.property(texts, (column) => {
        expect(unpackTexts(JSON.parse(JSON.stringify(packTexts(column))))).toEqual(column);
        expect(unpackColumn(packColumn(column))).toEqual(column);
      }),
    );
  });
});
