// Draws the charts of the bundled sample to docs/gallery and writes docs/gallery.md.
// `--check` writes nothing and fails where a picture or the page is not what the sources draw.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseDay } from '../src/calendar/index.ts';
import {
  agingChart,
  agingTable,
  backtestChart,
  backtestTable,
  type ChartSpec,
  calibrationChart,
  calibrationTable,
  callEffectChart,
  callEffectTable,
  contributionsChart,
  contributionsTable,
  driftChart,
  gainsChart,
  gainsTable,
  latenessChart,
  latenessTable,
  lateRateChart,
  lateRateTable,
  paymentCalendarChart,
  paymentCalendarTable,
  paymentDateChart,
  paymentDateTable,
  queueChart,
  renderSvg,
  suppressedChart,
} from '../src/charts/index.ts';
import { loadLedger } from '../src/io/index.ts';
import { findSorted, textAt } from '../src/ledger/index.ts';
import { evaluateLateness, explainForecast, populationStability, trainLatenessModel } from '../src/models/index.ts';
import { decideQueue, estimateCallEffect, prepareQueue } from '../src/prioritise/index.ts';
import { comparePolicies, createWorld, ledgerFromTables } from '../src/simulate/index.ts';

const AS_OF = '2026-01-05';
const CUT = '2025-07-01';
const SEED = 7;
/** Features that grow by themselves as time goes by: that they move says nothing about the debtors. */
const GROWING = ['tenure_days', 'lessons'];
/** Generated worlds in which policies are played; the model learnt in another one. Small, so that they are played at each check. */
const WORLD = { invoices: 3750, debtors: 150, from: '2025-06-02' };
const WORLD_SEEDS = [11, 12, 13, 14];
const WORLD_DAYS = 28;
const WORLD_CALLS_PER_DAY = 5;

const { ledger } = await loadLedger('data/sample');
const model = trainLatenessModel(ledger, { asOf: AS_OF, seed: SEED });
const inputs = prepareQueue({ ledger, model, asOf: AS_OF, policy: { callsPerDay: 25 } });
const queue = decideQueue(inputs);
const evaluation = evaluateLateness(ledger, { cut: CUT, seed: SEED });
const effect = estimateCallEffect(ledger, { asOf: AS_OF });
const lesson = ledgerFromTables(createWorld({ ...WORLD, seed: 10 }).tablesAsOf(WORLD.from));
const scores = comparePolicies(WORLD, {
  seeds: WORLD_SEEDS,
  days: WORLD_DAYS,
  model: trainLatenessModel(lesson, { asOf: WORLD.from, seed: SEED, estimator: 'logistic' }),
  policy: { callsPerDay: WORLD_CALLS_PER_DAY },
  policies: ['ours', 'oldest-first', 'largest-overdue-first'],
});
const currency = ledger.reporting.code;
const preDueInvoice = queue.calls.find((call) => call.timing === 'pre_due')?.invoice_ids.split('|')[0] ?? '';
const preDueRow = inputs.forecasts.invoice.find((i) => textAt(inputs.ledger.invoices.id, i) === preDueInvoice) ?? -1;
const why = explainForecast(model, inputs.ledger, preDueRow, parseDay(AS_OF, 'asOf'));

function calendarOf(debtorId: string): ChartSpec {
  const run = inputs.runs[findSorted(inputs.ledger.debtors.id, debtorId)];
  return paymentCalendarChart(paymentCalendarTable(ledger, debtorId, run, { asOf: AS_OF }));
}

const entries: readonly {
  readonly name: string;
  readonly words: string;
  readonly call: string;
  readonly spec: ChartSpec;
}[] = [
  {
    name: 'payment-calendar-weekly',
    words: 'A debtor that pays in a weekly run: the run is a row of circles, what fell beside it a triangle.',
    call: 'paymentCalendarChart(paymentCalendarTable(ledger, debtorId, run, { asOf }))',
    spec: calendarOf('D075'),
  },
  {
    name: 'payment-calendar-monthly',
    words: 'A debtor that pays twice a month: the run is two columns, bent by weekends and the time the money takes.',
    call: 'paymentCalendarChart(paymentCalendarTable(ledger, debtorId, run, { asOf }))',
    spec: calendarOf('D137'),
  },
  {
    name: 'lateness',
    words:
      'What the weekend roll does to the late rate: due dates without business are moved before anything is counted.',
    call: 'latenessChart(latenessTable(ledger, asOf))',
    spec: latenessChart(latenessTable(ledger, AS_OF)),
  },
  {
    name: 'calibration',
    words: `Forecasts made at issue against what came, on invoices issued from ${CUT}; the model beside the debtor's own record.`,
    call: 'calibrationChart(calibrationTable({ forecast, label, ownRecord }))',
    spec: calibrationChart(
      calibrationTable({
        forecast: evaluation.forecasts.pLate,
        label: evaluation.label,
        ownRecord: evaluation.forecasts.baselinePLate,
      }),
    ),
  },
  {
    name: 'payment-date',
    words: 'When the money of one open invoice is expected.',
    call: 'paymentDateChart(paymentDateTable(prepareQueue({ ledger, model, asOf }), invoiceId))',
    spec: paymentDateChart(paymentDateTable(inputs, preDueInvoice, model.lateAfterDays)),
  },
  {
    name: 'queue',
    words: "The day's calls by reason.",
    call: 'queueChart(calls)',
    spec: queueChart(queue.calls),
  },
  {
    name: 'suppressed',
    words: 'Everybody else, and until when they are left alone.',
    call: 'suppressedChart(suppressed, asOf)',
    spec: suppressedChart(queue.suppressed, AS_OF),
  },
  {
    name: 'aging',
    words: 'Open debt by age; the sum of the bars is the balance of the ledger.',
    call: 'agingChart(agingTable(ledger, asOf), { asOf, currency })',
    spec: agingChart(agingTable(ledger, AS_OF), { asOf: AS_OF, currency }),
  },
  {
    name: 'late-rate',
    words:
      'The late rate over time. What is not decided yet is left out, so that the last month is not flattered by those who pay early.',
    call: 'lateRateChart(lateRateTable(ledger, asOf))',
    spec: lateRateChart(lateRateTable(ledger, AS_OF)),
  },
  {
    name: 'gains',
    words: `Late invoices found by looking at those with the highest chance first, on invoices issued from ${CUT}; the debtor's own record is the bar to beat.`,
    call: 'gainsChart(gainsTable({ forecast, label, ownRecord }))',
    spec: gainsChart(
      gainsTable({
        forecast: evaluation.forecasts.pLate,
        label: evaluation.label,
        ownRecord: evaluation.forecasts.baselinePLate,
      }),
    ),
  },
  {
    name: 'contributions',
    words: 'Why one forecast is what it is: the same invoice as in the chart of its payment date.',
    call: 'contributionsChart(contributionsTable(why), { ...why, invoiceId }), where why = explainForecast(model, ledger, invoice, asOf)',
    spec: contributionsChart(contributionsTable(why), { ...why, invoiceId: preDueInvoice }),
  },
  {
    name: 'drift',
    words:
      'How far the features of new invoices moved between the two halves of the test period: population stability index over tenths of the first half, missing values a class of their own. Features that grow with time alone are left out.',
    call: 'driftChart(table, { from, to })',
    spec: driftChart(
      evaluation.features.names.flatMap((feature, f) =>
        GROWING.includes(feature)
          ? []
          : [{ feature, psi: stabilityIndex(evaluation.features.columns[f], evaluation.asked.moment) }],
      ),
      { from: 'the third quarter', to: 'the fourth of 2025' },
    ),
  },
  {
    name: 'backtest',
    words: `What one call saves under this package and under simple rules with the same gates and capacity: ${WORLD_SEEDS.length} generated worlds of ${WORLD.debtors} debtors in which the truth is known, ${WORLD_CALLS_PER_DAY} calls a day, the model (logistic regression) trained in a fifth world. All policies meet the same fate, so the worlds are paired. Few and small worlds leave wide intervals; docs/prioritise.md has the large run.`,
    call: 'backtestChart(backtestTable(comparePolicies(world, { seeds, days, policies }), seeds.length), { measure, unit, interval, days })',
    spec: backtestChart(backtestTable(scores, WORLD_SEEDS.length), {
      measure: 'saved by one call (money × days overdue), % of the best simple rule',
      unit: '%',
      interval: `95 % intervals over ${WORLD_SEEDS.length} paired worlds`,
      days: `${WORLD_DAYS} days played`,
    }),
  },
  {
    name: 'call-effect',
    words:
      'What calls changed, measured from the hold-outs that the ledger records, not assumed. Two hundred debtors are few: most intervals reach zero.',
    call: 'callEffectChart(callEffectTable(effect), effect), where effect = estimateCallEffect(ledger, { asOf })',
    spec: callEffectChart(callEffectTable(effect), effect),
  },
];

/** Population stability index of a column, invoices before against those after the middle of the test period. */
function stabilityIndex(column: Float64Array, moment: Int32Array): number {
  const middle = parseDay('2025-10-01', 'middle');
  return populationStability(
    column.filter((_, row) => moment[row] < middle),
    column.filter((_, row) => moment[row] >= middle),
  ).psi;
}

const files: Record<string, string> = {};
for (const { name, spec } of entries) files[`docs/gallery/${name}.svg`] = `${await renderSvg(spec)}\n`;
files['docs/gallery.md'] = `# Charts

<!-- Made by \`npm run gallery\` from the bundled sample; do not edit. -->

Functions of \`payrhythm/charts\`: a table of plain rows, and a Vega-Lite document made from it. JupyterLab and VS Code show
the document as it is; \`renderSvg(spec)\` draws it in Node, with the packages \`vega\` and \`vega-lite\` beside this one, and
\`renderPng(spec)\` with \`@resvg/resvg-js\` too. But for the backtest, all of these show the bundled sample, whose debtors
are invented, on the morning of ${AS_OF}. The notebooks in [notebooks/](../notebooks/README.md) draw them for any ledger; the
HTML page of \`payrhythm report\` has small charts of its own, in four languages.

${entries.map(({ name, words, call, spec }) => `## ${spec.title.text.join(' ')}\n\n${words}\n\n\`${call}\`\n\n![${spec.title.text.join(' ')}](gallery/${name}.svg)\n`).join('\n')}`;

const isCheck = process.argv.includes('--check');
mkdirSync('docs/gallery', { recursive: true });
for (const file of readdirSync('docs/gallery').map((name) => `docs/gallery/${name}`)) {
  if (file in files) continue;
  if (isCheck) fail(`${file} is drawn by nothing`);
  else rmSync(file);
}
for (const [path, content] of Object.entries(files)) {
  if (!isCheck) writeFileSync(path, content);
  else if (read(path) !== content) fail(`${path} is not what the sources draw`);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function fail(problem: string): void {
  console.error(`${problem}: run npm run gallery`);
  process.exitCode = 1;
}
