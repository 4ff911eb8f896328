import { expect, it } from 'vitest';
import { binTable } from '../../../src/models/estimators/binned-table.ts';
import { histogramArena } from '../../../src/models/estimators/histogram-arena.ts';
import { exactHistograms, histogramLength } from '../../../src/models/estimators/histogram-source.ts';
import {
  packedArenaBytes,
  packedHistograms,
  packedWorkspace,
} from '../../../src/models/estimators/packed-histograms.ts';
import { createRandom } from '../../../src/models/estimators/random.ts';

const rows = 20_000;
const random = createRandom(1);
// Ten features, of which two are crowded into one code, so that lanes must be emptied on the way.
const columns = Array.from({ length: 10 }, (_, f) =>
  Float64Array.from({ length: rows }, () => (f < 2 && random() < 0.9 ? 0 : random())),
);
const arena = histogramArena(packedArenaBytes(rows, 10, rows));
const codes = arena.uint8(rows * 10);
const table = binTable(columns, rows, rows, 255, 1, codes);
const state = {
  labels: Uint8Array.from({ length: rows }, () => (random() < 0.2 ? 1 : 0)),
  probabilities: Float64Array.from({ length: rows }, () => random()),
  weights: undefined,
};
const listed = arena.uint32(rows);
for (let row = 0; row < rows; row++) listed[row] = row;
const features = [0, 1, 2, 3, 5, 6, 7, 8, 9];
const workspace = packedWorkspace(table, rows, arena);
const packed = () => packedHistograms(table, state, features, listed, rows, 7, workspace);

it('sums in WebAssembly here, and the same in JavaScript', () => {
  expect(arena.kernel).toBe('webassembly');
  const plain = histogramArena(packedArenaBytes(rows, 10, rows), false);
  expect(plain.kernel).toBe('javascript');
  const [fast, slow] = [arena, plain].map((place) => {
    const source = packedHistograms(
      table,
      state,
      features,
      listed,
      rows,
      7,
      packedWorkspace(table, rows, place === arena ? histogramArena(packedArenaBytes(rows, 10, rows)) : place),
    );
    const out = new Float64Array(histogramLength(table));
    source.build(listed, 100, rows, out);
    return out;
  });
  const here = new Float64Array(histogramLength(table));
  packed().build(listed, 100, rows, here);
  expect(fast).toEqual(here);
  expect(slow).toEqual(here);
});

it('comes close to the exact sums', () => {
  const exact = new Float64Array(histogramLength(table));
  exactHistograms(table, state, features).build(listed, 0, rows, exact);
  const source = packed();
  const rounded = new Float64Array(histogramLength(table));
  source.build(listed, 0, rows, rounded);
  for (const f of features) {
    let gradient = 0;
    let curvature = 0;
    for (let cell = f * 512; cell < (f + 1) * 512; cell += 2) {
      expect(Math.abs(rounded[cell] * source.gradientUnit - exact[cell])).toBeLessThan(35);
      gradient += rounded[cell] * source.gradientUnit - exact[cell];
      curvature += rounded[cell + 1] * source.curvatureUnit - exact[cell + 1];
    }
    expect(Math.abs(gradient)).toBeLessThan(50);
    expect(Math.abs(curvature)).toBeLessThan(10);
  }
  expect(rounded.subarray(4 * 512, 5 * 512).every((value) => value === 0)).toBe(true);
});

it('adds up over any split of the rows, exactly', () => {
  const source = packed();
  const whole = new Float64Array(histogramLength(table));
  const part = new Float64Array(histogramLength(table));
  source.build(listed, 0, rows, whole);
  const sum = new Float64Array(histogramLength(table));
  for (const [from, to] of [
    [0, 1],
    [1, 5000],
    [5000, 13_333],
    [13_333, rows],
  ]) {
    source.build(listed, from, to, part);
    for (let i = 0; i < sum.length; i++) sum[i] += part[i];
  }
  expect(sum).toEqual(whole);
});
