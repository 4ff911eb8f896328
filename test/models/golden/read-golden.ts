import { readFileSync } from 'node:fs';

/** One golden file of this folder; see README.md here. */
export function readGolden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')) as T;
}

/** Columns of a golden file; null stands for a missing value. */
export function goldenColumns(columns: readonly (readonly (number | null)[])[]): Float64Array[] {
  return columns.map((column) => Float64Array.from(column, (value) => value ?? Number.NaN));
}
