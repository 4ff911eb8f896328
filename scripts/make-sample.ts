/** Writes data/sample: `npx tsx scripts/make-sample.ts [OUT]`. The same bytes every time. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderCsvHeader, renderCsvRows } from '../src/io/generated/render-csv.ts';
import { createDebtorGenerator, generateDebtors } from '../src/simulate/generate-ledger.ts';
import type { GeneratedTableName } from '../src/simulate/generated-tables.ts';
import { planGeneration } from '../src/simulate/generation-plan.ts';

const SEED = 942;
const AS_OF = '2026-01-05';
const out = process.argv[2] ?? join(import.meta.dirname, '..', 'data', 'sample');
/** Sizes less unequal than in a large ledger, so that two hundred debtors show something each. */
const SIZE_SPREAD = 0.8;
const CALL_INTENSITY = 2.2;
/** A team that keeps a list of difficult payers sees more of these than a whole population would show. */
const ARCHETYPE_WEIGHTS = {
  month_end_after_due: 6,
  business_day_run: 4,
  habitual_late_fixed: 7,
  habitual_late_growing: 4,
  forgetful: 9,
  after_first_reminder: 4,
  trap_due_weekday: 3,
  insolvent: 1,
  promise_breaker: 14,
  promise_keeper: 6,
  wilful_late: 4,
  not_received_claimer: 4,
  disputer: 4,
  direct_debit: 6,
};
const plan = planGeneration({
  invoices: 4900,
  debtors: 200,
  seed: SEED,
  asOf: AS_OF,
  sizeSpread: SIZE_SPREAD,
  callIntensity: CALL_INTENSITY,
  archetypeWeights: ARCHETYPE_WEIGHTS,
});
const tables = generateDebtors(plan, createDebtorGenerator(plan), 0, plan.debtorCount);

/** One creditor entity, so no column for it; probabilities to four decimals, no trailing zeros. */
function shorten(name: GeneratedTableName, text: string): string {
  if (name === 'invoices') return text.replace(/,(?:entity)?$/gm, '');
  if (name === 'truth_invoices') return text.replace(/0\.\d{6}$/gm, (chance) => Number(chance).toFixed(4));
  if (name === 'truth')
    return text.replace(/\.(\d*?)0+(?=,|$)/gm, (_, kept: string) => (kept === '' ? '' : `.${kept}`));
  return text;
}

mkdirSync(join(out, 'truth'), { recursive: true });
const counts: string[] = [];
let bytes = 0;
for (const name of Object.keys(tables) as GeneratedTableName[]) {
  const table = tables[name];
  const file = name.startsWith('truth') ? `truth/${name}.csv` : `${name}.csv`;
  const text = shorten(name, renderCsvHeader(name) + renderCsvRows(name, table));
  bytes += Buffer.byteLength(text);
  writeFileSync(join(out, file), text);
  counts.push(`| \`${file}\` | ${table.rows} |`);
}
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')) as {
  version: string;
};
writeFileSync(
  join(out, 'README.md'),
  `# The bundled sample ledger

Everything here is invented: no row, name, number or address comes from a real ledger, and telephone numbers lie in
ranges set aside for fiction where a country has one. It was made by payrhythm ${version}, seed ${SEED}, with

    npx tsx scripts/make-sample.ts

which writes the same bytes every time. Invoices run from 2024-01-01 to 2025-12-31; facts are those known on the morning
of ${AS_OF}, the date for which the demo makes its queue. Columns are those of the ledger contract. The folder
\`truth/\` holds what no ledger knows: each debtor's hidden parameters and each invoice's true probability of being paid
late (columns: docs/simulation.md). It is not part of the ledger.

| file | rows |
|---|---|
${counts.join('\n')}
`,
);
process.stdout.write(`${out}: ${bytes} bytes\n`);
