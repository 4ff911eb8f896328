// Writes the pages that come from declarations, and the README's snippet with what it prints.
// `--check` writes nothing and fails where a page is not what the declarations say.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import {
  DEBTOR_FEATURES,
  DEFAULT_RUN_THRESHOLDS,
  FEATURE_FAMILIES,
  type FeatureDeclaration,
  type FeatureFamily,
  INVOICE_FEATURES,
  nextRunRefresh,
} from '../src/features/index.ts';
import { TABLES } from '../src/ledger/index.ts';
import { NIGHT_EVENTS } from '../src/nightly/night-events.ts';
import { nightMetrics } from '../src/nightly/night-metrics.ts';
import { nightlyConfigSchema, parseNightlyConfig } from '../src/nightly/nightly-config.ts';
import { DEFAULT_POLICY } from '../src/prioritise/index.ts';
import { policySchema } from '../src/prioritise/policy/policy-schema.ts';
import {
  ACTION_ROW,
  ACTIONS,
  CALL_REASONS,
  QUEUE_ROW,
  SUPPRESSED_ROW,
  SUPPRESSION_REASONS,
} from '../src/prioritise/queue-rows.ts';

const GENERATED = '<!-- Made by `npm run docs` from the declarations in the sources; do not edit. -->\n\n';
const cell = (text: unknown): string => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  `| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|\n${rows.map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')}\n`;

function featuresPage(): string {
  const range = ([least, most]: FeatureDeclaration['range']): string => `${least ?? '−∞'} … ${most ?? '∞'}`;
  const rows = (features: readonly FeatureDeclaration[]): string =>
    table(
      ['feature', 'unit', 'range', 'missing means', 'in words', 'model input'],
      features.map((f) => [
        `\`${f.name}\``,
        f.unit,
        range(f.range),
        f.missing,
        f.sentence.replace('{}', '…'),
        f.isModelInput ? 'yes' : 'no',
      ]),
    );
  const families = (declared: readonly FeatureDeclaration[]): string =>
    (Object.keys(FEATURE_FAMILIES) as FeatureFamily[])
      .map((family) => ({ ...FEATURE_FAMILIES[family], features: declared.filter((f) => f.family === family) }))
      .filter(({ features }) => features.length > 0)
      .map(({ title, note, features }) => `### ${title}\n\n${note}\n\n${rows(features)}`)
      .join('\n');
  const refreshes: number[] = [];
  for (let count = 0; refreshes.length < 9; refreshes.push(count))
    count = nextRunRefresh(count, DEFAULT_RUN_THRESHOLDS.minimumDates);
  return `# Features

${GENERATED}Every feature is a function of what was known strictly before its moment (\`issue\`, \`due\`, \`due-N\` or the as-of date):

- an invoice paid and booked before the moment teaches how late it was;
- one past its rolled due date and still open counts as late so far, never as on time;
- one not yet due is censored and teaches nothing;
- credit notes, write-offs and settlements of unknown date teach nothing about paying.

One sweep over a debtor's events in the order in which they became known computes them all, so nothing later can reach
a feature. A property test compares every value with a slow reference that filters the rows first, and checks that rows
known later change nothing.

## What is fitted once

Rates are drawn towards a prior: first towards the debtor's segment (its country and kind), and the segment towards all
debtors. The weight of the prior against a debtor's own record is fitted by the method of moments (Kleinman 1973); the
weight of all debtors against a segment by hierarchical credibility (Jewell 1975): a small segment, or segments that
differ no more than by chance, fall back to all. These values, the thirds of the amounts, the share of promises kept and
the open total are fitted at training, stored in the model and constant afterwards, so that one debtor's features can be
computed alone.

## When the payment run is looked for

${FEATURE_FAMILIES.run.note} By default these are the mornings after the payment days number
${refreshes.join(', ')}, and so on.

## Cost

- Only the records behind the asked features are kept (\`features: ['prior_late_rate', …]\`).
- Time is linear in a debtor's invoices and payments, but for a logarithm where the oldest or largest open item is asked
  for; a giant debtor costs hardly more an invoice than a small one (tested). Run detection comes on top, a handful of
  times a debtor.
- Memory: 8 bytes a row and feature for the table, and 4 bytes an invoice where the rows do not stand in the ledger's order.
  Everything else is reused from debtor to debtor: about 300 bytes for each invoice of the largest one.
  The index of unmatched cash takes 12 bytes for each payment that was unmatched for some days, and 4 a debtor.
- Measured with \`npx tsx bench/features/run.ts --sizes 10000000 --rounds 1 --peers duckdb,polars,pandas\`: 16 features at issue
  of 9.8 million invoices, every value checked equal first: 4.7 s on two threads (7.9 s CPU, 2.4 GB) against DuckDB 28.8 s,
  Polars 16.6 s and pandas 44.5 s (AMD EPYC × 2, Node 20.20). At a million invoices, warm, an invoice takes half
  of that CPU time (0.5 µs): what bounds large ones is memory. All 75 features take 4.3 s for a million invoices on two threads, most of it the detection of runs (the aim, four times
  the 16 features, is not met).
- \`computeInvoiceFeatures\` and \`computeDebtorFeatures\` take a \`crew\` of threads (\`payrhythm/parallel\`): the same bits for any
  number of them. \`fillInvoiceFeatures\` and \`fillDebtorFeatures\` fill the rows of some debtors of a table on shared memory, for threads.

## Of a debtor

${families(DEBTOR_FEATURES)}
## Of an invoice

Debtor features beside an invoice leave out what this invoice has open, and its being late so far. Once it is settled it
has taught like any other.

${families(INVOICE_FEATURES)}`;
}

function ledgerPage(): string {
  const tables = Object.values(TABLES).map(
    (declaration) =>
      `## ${declaration.name}\n\n${table(
        ['column', 'holds', 'required', 'meaning'],
        declaration.columns.map((c) => [
          `\`${c.name}\``,
          c.choices ? c.choices.join(', ') : c.type,
          c.required ? 'yes' : '',
          c.meaning,
        ]),
      )}`,
  );
  return `# The ledger

${GENERATED}Only \`invoices\` is needed. How files are read is told in [import.md](import.md).

${tables.join('\n')}
## How amounts are counted

- An invoice's open amount is its amount less its own payment rows. Refunds and returned payments are negative rows.
- A credit note (kind \`credit_note\`, or a negative amount) is a negative item with an open amount of its own.
- A debtor's balance is the sum of its items less its unapplied cash. Nothing is netted twice.
- An invoice is paid on the date of the payment that brings its open amount to the tolerance (1.00) or below.
- A write-off closes an item and teaches nothing about paying.
- In a ledger without a payments table, \`paid_on\` (or \`paid_after_days\`) is the payment; where \`open_amount\` says that a
  part is still open, only the difference was paid that day. Where less than the amount is open and no date is given,
  the difference counts as settled on no known date.
- A payment that names an invoice the ledger does not hold is kept as unapplied cash, with a warning.

## What is visible on a morning

\`as-of D\` means the morning of D: a row counts when its known date lies strictly before D. An invoice is known from
\`known_on\` (default its issue date), a payment from \`booked_on\`, its link to an invoice from \`applied_on\`, a contact from
\`at\`, a promise from \`promised_on\`, a dispute from \`opened_on\` and its settlement from \`resolved_on\`.
`;
}

function outputsPage(): string {
  const columns = (row: Readonly<Record<string, { readonly meaning: string }>>): string =>
    table(
      ['column', 'meaning'],
      Object.entries(row).map(([name, column]) => [`\`${name}\``, column.meaning]),
    );
  return `# What \`rank\` writes

${GENERATED}Every debtor with open debt, or with an invoice due within the horizon, is in \`queue.csv\` or in \`suppressed.csv\`, never in
both. The same inputs, options and seed give the same bytes. \`run.json\` is written last: what was read, what reconciles,
which model and policy, what was assumed.

## queue.csv

${columns(QUEUE_ROW)}
Reasons to call, in order of precedence: ${CALL_REASONS.map((reason) => `\`${reason}\``).join(', ')}.

## suppressed.csv

${columns(SUPPRESSED_ROW)}
Reasons not to call: ${SUPPRESSION_REASONS.map((reason) => `\`${reason}\``).join(', ')}.

## actions.csv

${columns(ACTION_ROW)}
Actions: ${ACTIONS.map((action) => `\`${action}\``).join(', ')}. Escalations and deposits are proposals for a human to decide.

## rejects.csv

Rows of the source that could not be used: table, line, column, value, problem.
`;
}

/** A row for each key of a schema: name, default, meaning; `leftOut` keys have a page of their own. */
function keyRows(schema: unknown, defaults: unknown, leftOut: readonly string[] = []): string[][] {
  const rows: string[][] = [];
  const walk = (part: unknown, value: unknown, path: string): void => {
    if (leftOut.includes(path)) return;
    const { shape, description } = unwrapped(part);
    if (shape && value !== null && typeof value === 'object') {
      for (const [key, inner] of Object.entries(shape))
        walk(inner, (value as Record<string, unknown>)[key], path === '' ? key : `${path}.${key}`);
      return;
    }
    rows.push([`\`${path}\``, value === undefined ? '–' : `\`${JSON.stringify(value)}\``, description ?? '']);
  };
  walk(schema, defaults, '');
  return rows;
}

function nightlyPage(): string {
  const document = { runId: '', asOf: '', startedAt: '', model: { id: '' }, tool: 'payrhythm' } as const;
  const metrics = nightMetrics({ exitCode: 0, endedAt: 0, seconds: 0, document });
  return `# Settings, events and figures of the batch

${GENERATED}What they are for is told in [nightly.md](nightly.md).

## Configuration

Keys of \`payrhythm.config.json\`. An unknown key is refused, with the one that was probably meant.

${table(['key', 'default', 'meaning'], keyRows(nightlyConfigSchema, parseNightlyConfig(), ['$schema', 'policy']))}
\`tables\` holds, for each ledger table, \`schema\` and \`table\` (PostgreSQL only) and \`columns\` (our column: its header
in the source). \`policy\` holds the keys of [policy.md](policy.md) that differ from the default.

## Events

Names of the lines of \`--log-format json\`; they do not change. A failed night ends with the code of its error in lower
case: \`usage\`, \`bad_data\`, \`bad_model\`, \`not_reachable\`, \`target_busy\` and so on.

${table(
  ['event', 'meaning'],
  Object.entries(NIGHT_EVENTS).map(([name, meaning]) => [`\`${name}\``, meaning]),
)}
## Figures

Gauges of the file of \`--metrics\` (OpenMetrics text). A failed night has the first four only; a figure that is not known is
left out.

${table(
  ['figure', 'meaning'],
  metrics.map(({ name, help }) => [`\`payrhythm_${name}\``, help]),
)}`;
}

function policyPage(): string {
  const rows = keyRows(policySchema, DEFAULT_POLICY);
  return `# The policy

${GENERATED}A policy is a JSON file (\`--policy FILE\`) or an object (\`rankCallQueue({ policy })\`) with the keys that differ from these
defaults. An unknown key is refused. How the keys are used is told in [prioritise.md](prioritise.md).

${table(['key', 'default', 'meaning'], rows)}`;
}

function unwrapped(schema: unknown): { shape?: Record<string, unknown>; description?: string } {
  let at = schema as { shape?: Record<string, unknown>; description?: string; def?: { innerType?: unknown } };
  let description = at.description;
  while (!at.shape && at.def?.innerType) {
    at = at.def.innerType as typeof at;
    description ??= at.description;
  }
  return { ...(at.shape ? { shape: at.shape } : {}), ...(description === undefined ? {} : { description }) };
}

function readmePage(): string {
  const readme = readFileSync('README.md', 'utf8');
  const example = readFileSync('examples/first-queue.ts', 'utf8').split('\n').slice(1).join('\n').trim();
  const printed = execFileSync(process.execPath, ['--import', 'tsx', 'examples/first-queue.ts'], {
    encoding: 'utf8',
  }).trim();
  const snippet = `<!-- snippet -->\n\`\`\`ts\n${example}\n\`\`\`\n\n\`\`\`text\n${printed}\n\`\`\`\n<!-- /snippet -->`;
  return readme.replace(/<!-- snippet -->[\s\S]*<!-- \/snippet -->/, () => snippet);
}

const pages: Record<string, string> = {
  'docs/features.md': featuresPage(),
  'docs/ledger.md': ledgerPage(),
  'docs/outputs.md': outputsPage(),
  'docs/nightly-settings.md': nightlyPage(),
  'docs/policy.md': policyPage(),
  'README.md': readmePage(),
};
const isCheck = process.argv.includes('--check');
for (const [path, content] of Object.entries(pages)) {
  if (!isCheck) writeFileSync(path, content);
  else if (readFileSync(path, 'utf8') !== content) {
    console.error(`${path} is not what the declarations say: run npm run docs`);
    process.exitCode = 1;
  }
}
