import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import { type GenerationProgress, writeGeneratedLedger } from '../../src/io/generated/index.ts';
import { GENERATED_TABLES, type GeneratedTableName, generateLedger } from '../../src/simulate/index.ts';
import { renderCell } from '../../src/simulate/render-cell.ts';

const work = mkdtempSync(join(tmpdir(), 'payrhythm-generate-'));
afterAll(() => rmSync(work, { recursive: true }));

const OPTIONS = { invoices: 12_000, seed: 3 };

function expectSameFiles(one: string, other: string): void {
  expect(readdirSync(other).sort()).toEqual(readdirSync(one).sort());
  for (const file of readdirSync(one))
    expect(readFileSync(join(one, file)).equals(readFileSync(join(other, file))), file).toBe(true);
}

describe('writeGeneratedLedger', () => {
  it.each(['csv', 'parquet'] as const)('writes the same bytes for any number of threads: %s', async (format) => {
    const seen: GenerationProgress[] = [];
    const single = join(work, `${format}-1`);
    const summary = await writeGeneratedLedger(OPTIONS, single, { format, onProgress: (one) => seen.push(one) });
    const double = join(work, `${format}-2`);
    await writeGeneratedLedger(OPTIONS, double, { format, threads: 2 });
    expectSameFiles(single, double);
    expect(summary.invoices).toBe(seen[0]?.invoicesPlanned);
    expect(Math.abs(summary.invoices - OPTIONS.invoices)).toBeLessThanOrEqual(240);
    expect(seen.filter((one) => one.step === 'generate').length).toBeGreaterThan(1);
    expect(existsSync(join(single, 'truth.csv'))).toBe(true);
    expect(existsSync(join(single, `truth_invoices.${format}`))).toBe(true);
  });

  it('holds the same cells in Parquet as the rows rendered for CSV', async () => {
    const out = join(work, 'compare');
    await writeGeneratedLedger({ invoices: 3000, seed: 5, currencies: true }, out, { format: 'parquet' });
    const connection = await (await DuckDBInstance.create()).connect();
    const chunks = [...generateLedger({ invoices: 3000, seed: 5, currencies: true }, 100_000)];
    for (const name of Object.keys(GENERATED_TABLES) as GeneratedTableName[]) {
      if (name === 'truth') continue;
      const columns = GENERATED_TABLES[name];
      const text = columns.map(({ name: column, type }) => {
        const decimals = ({ amount: 2, thousandths: 3, millionths: 6 } as Record<string, number>)[type];
        return `coalesce(${decimals ? `printf('%.${decimals}f', "${column}")` : `"${column}"::VARCHAR`}, '')`;
      });
      const rows = await connection.runAndReadAll(`SELECT ${text.join(', ')} FROM '${join(out, `${name}.parquet`)}'`);
      const table = chunks[0]!.tables[name];
      const rendered = Array.from({ length: table.rows }, (_, row) =>
        columns.map((column, at) => renderCell(column, table, at, row)),
      );
      expect(rows.getRows()).toEqual(rendered);
    }
    connection.closeSync();
  });

  it('replaces an earlier ledger of ours and leaves nothing beside it', async () => {
    const out = join(work, 'twice');
    await writeGeneratedLedger({ invoices: 100 }, out);
    await writeGeneratedLedger({ invoices: 200 }, out);
    expect(JSON.parse(readFileSync(join(out, 'generate.json'), 'utf8'))).toMatchObject({ options: { invoices: 200 } });
    expect(readdirSync(work).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('refuses a directory that is not ours and leaves it alone', async () => {
    const out = join(work, 'foreign');
    mkdirSync(out);
    writeFileSync(join(out, 'thesis.txt'), 'mine');
    await expect(writeGeneratedLedger({ invoices: 100 }, out)).rejects.toThrow(
      'was not written by generate: choose another --out or remove it',
    );
    expect(readdirSync(out)).toEqual(['thesis.txt']);
  });

  it('cleans up after a failure half way', async () => {
    const out = join(work, 'broken');
    const failing = writeGeneratedLedger({ invoices: 5000 }, out, {
      format: 'parquet',
      threads: 2,
      onProgress: () => {
        throw new Error('stop');
      },
    });
    await expect(failing).rejects.toThrow('stop');
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(work).filter((name) => name.includes('partial'))).toEqual([]);
  });
});
