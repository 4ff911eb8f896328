import { readFileSync } from 'node:fs';
import type { MomentKind } from '../../src/features/index.ts';
import { loadLedger } from '../../src/io/index.ts';
import { type Ledger, ledgerFromRows } from '../../src/ledger/index.ts';
import { type GeneratedRows, generateLedger, rowsFromTables } from '../../src/simulate/index.ts';

/** One ledger, one cut, one question. */
export interface AccuracyCase {
  /** How the table names the ledger; never its path. */
  readonly name: string;
  /** A ledger as the command line takes it, or a ledger to generate. */
  readonly ledger: string | { readonly invoices: number; readonly debtors: number; readonly seed: number };
  readonly columns?: string;
  readonly cut: string;
  readonly at?: MomentKind;
  readonly lateAfter?: number;
  readonly roll?: 'following' | 'none';
}

/** A ledger to judge on, with the true P(late) at issue by invoice where it is known. */
export interface JudgedLedger {
  readonly ledger: Ledger;
  readonly truth?: ReadonlyMap<string, number>;
}

/** Cases of a JSON file: a list of objects with the keys of {@link AccuracyCase}. */
export function readCases(path: string): AccuracyCase[] {
  const cases = JSON.parse(readFileSync(path, 'utf8')) as AccuracyCase[];
  if (!Array.isArray(cases) || cases.some(({ name, ledger, cut }) => !name || !ledger || !cut))
    throw new Error(`${path}: write a list of cases, each with at least name, ledger and cut`);
  return cases;
}

/** Two worlds of which the truth is known. */
export function generatedCases(invoices: number, debtors: number): AccuracyCase[] {
  return [11, 12].map((seed) => ({
    name: `generated, ${invoices} invoices of ${debtors} debtors, seed ${seed}`,
    ledger: { invoices, debtors, seed },
    cut: '2025-07-01',
  }));
}

/** Reads or makes the ledger of a case. */
export async function ledgerOf({ ledger, columns }: AccuracyCase): Promise<JudgedLedger> {
  if (typeof ledger === 'string') return { ledger: (await loadLedger(ledger, { columns })).ledger };
  const chunks: GeneratedRows[] = [];
  for (const { tables } of generateLedger({ ...ledger, months: 30 })) chunks.push(rowsFromTables(tables));
  const all = <Name extends keyof GeneratedRows['ledger']>(table: Name) =>
    chunks.flatMap((chunk) => chunk.ledger[table] as readonly object[]) as unknown as GeneratedRows['ledger'][Name];
  return {
    ledger: ledgerFromRows({
      invoices: all('invoices'),
      payments: all('payments'),
      debtors: all('debtors'),
      contacts: all('contacts'),
      promises: all('promises'),
      disputes: all('disputes'),
      plans: all('plans'),
    }),
    truth: new Map(chunks.flatMap(({ truthInvoices }) => truthInvoices.map((row) => [row.invoice_id, row.p_late]))),
  };
}
