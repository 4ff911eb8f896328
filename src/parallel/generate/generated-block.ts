import { type GeneratedFormat, renderCsvRows } from '../../io/generated/render-csv.ts';
import { createDebtorGenerator, type DebtorGenerator, generateDebtors } from '../../simulate/generate-ledger.ts';
import type { GeneratedTableName } from '../../simulate/generated-tables.ts';
import type { GenerationPlan } from '../../simulate/generation-plan.ts';
import type { GeneratedTable } from '../../simulate/table-builder.ts';

/** Debtors in one block: small enough to keep few in flight, large enough to hide the hand-over. */
export const DEBTORS_IN_BLOCK = 256;

/** A table of a block: columns where the sink takes columns, UTF-8 CSV lines where it takes text. */
export type BlockTable = GeneratedTable | Uint8Array;

/** Some hundred debtors, ready for a sink. */
export interface GeneratedBlock {
  readonly number: number;
  readonly debtors: number;
  readonly invoices: number;
  readonly tables: Readonly<Record<GeneratedTableName, BlockTable>>;
}

/** Blocks of a plan. */
export function blockCount(plan: GenerationPlan): number {
  return Math.ceil(plan.debtorCount / DEBTORS_IN_BLOCK);
}

/** Makes one block; the truth is always CSV, its invoices as the ledger. O(rows). */
export function makeBlock(
  plan: GenerationPlan,
  generator: DebtorGenerator,
  number: number,
  format: GeneratedFormat,
): GeneratedBlock {
  const from = number * DEBTORS_IN_BLOCK;
  const tables = generateDebtors(plan, generator, from, Math.min(plan.debtorCount, from + DEBTORS_IN_BLOCK));
  const encoder = new TextEncoder();
  const made: Partial<Record<GeneratedTableName, BlockTable>> = {};
  for (const name of Object.keys(tables) as GeneratedTableName[])
    made[name] =
      format === 'csv' || name === 'truth' ? encoder.encode(renderCsvRows(name, tables[name])) : tables[name];
  return {
    number,
    debtors: tables.debtors.rows,
    invoices: tables.invoices.rows,
    tables: made as Record<GeneratedTableName, BlockTable>,
  };
}

/** A generator for the plan; see {@link createDebtorGenerator}. */
export const blockGenerator = createDebtorGenerator;
