// Draws the charts of the bundled sample to docs/gallery and writes docs/gallery.md.
// `--check` writes nothing and fails where a picture or the page is not what the sources draw.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseDay } from '../src/calendar/index.ts';
import {
  agingChart,
  agingTable,
  backtestChart,
  type ChartSpec,
  calibrationChart,
  calibrationTable,
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
import { evaluateLateness, explainForecast, trainLatenessModel } from '../src/models/index.ts';
import { decideQueue, prepareQueue } from '../src/prioritise/index.ts';

const AS_OF = '2026-01-05';
const CUT = '2025-07-01';
const SEED = 7;

const { ledger } = await loadLedger('data/sample');
const model = trainLatenessModel(ledger, { asOf: AS_OF, seed: SEED });
const inputs = prepareQueue({ ledger, model, asOf: AS_OF, policy: { callsPerDay: 25 } });
const queue = decideQueue(inputs);
const evaluation = evaluateLateness(ledger, { cut: CUT, seed: SEED });
const currency = ledger.reporting.code;
const preDueInvoice = queue.calls.find((call) => call.timing === 'pre_due')?.invoice_ids.split('|')[0] ?? '';
const preDueRow = inputs.forecasts.invoice.find((i) => textAt(inputs.ledger.invoices.id, i) === preDueInvoice) ?? -1;

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
    call: 'contributionsChart(contributionsTable(explainForecast(model, ledger, invoice, asOf)), { invoiceId, pLate })',
    spec: contributionsChart(
      contributionsTable(explainForecast(model, inputs.ledger, preDueRow, parseDay(AS_OF, 'asOf'))),
      { invoiceId: preDueInvoice, pLate: inputs.forecasts.pLate[inputs.forecasts.invoice.indexOf(preDueRow)] },
    ),
  },
  {
    name: 'drift',
    words:
      'How far the features of new invoices moved between the two halves of the test period: population stability index over tenths of the first half, missing values a class of their own.',
    call: 'driftChart(table, { from, to })',
    spec: driftChart(
      evaluation.features.names.map((feature, f) => ({
        feature,
        psi: stabilityIndex(evaluation.features.columns[f], evaluation.asked.moment),
      })),
      { from: 'the third quarter', to: 'the fourth of 2025' },
    ),
  },
  {
    name: 'backtest',
    words:
      'Policies beside each other with their intervals. These figures are invented, to show the form: the chart takes any table of policy, value, low and high.',
    call: 'backtestChart(table, { measure, interval, days })',
    spec: backtestChart(
      [
        { policy: 'payrhythm', value: 104_200, low: 95_300, high: 113_000 },
        { policy: 'oldest first', value: 92_500, low: 84_000, high: 101_200 },
        { policy: 'largest first', value: 90_100, low: 80_900, high: 99_000 },
        { policy: 'nobody', value: 61_000, low: 55_400, high: 66_800 },
      ],
      { measure: 'money in, EUR', interval: '95 % intervals', days: 'Invented figures' },
    ),
  },
];

/** Population stability index of a column, invoices before against those after the middle of the test period. */
function stabilityIndex(column: Float64Array, moment: Int32Array): number {
  const middle = parseDay('2025-10-01', 'middle');
  const before = column.filter((_, row) => moment[row] < middle);
  const after = column.filter((_, row) => moment[row] >= middle);
  const known = before.filter((value) => !Number.isNaN(value)).sort();
  const cuts = [...new Set(Array.from({ length: 9 }, (_, at) => known[Math.floor(((at + 1) * known.length) / 10)]))];
  const share = (values: Float64Array, bin: number): number => {
    const inBin = values.filter(
      (value) => (Number.isNaN(value) ? -1 : cuts.filter((cut) => value >= cut).length) === bin,
    ).length;
    return Math.max(inBin, 0.5) / values.length;
  };
  let index = 0;
  for (let bin = -1; bin <= cuts.length; bin++) {
    const [from, to] = [share(before, bin), share(after, bin)];
    index += (to - from) * Math.log(to / from);
  }
  return index;
}

const files: Record<string, string> = {};
for (const { name, spec } of entries) files[`docs/gallery/${name}.svg`] = `${await renderSvg(spec)}\n`;
files['docs/gallery.md'] = `# Charts

<!-- Made by \`npm run gallery\` from the bundled sample; do not edit. -->

Functions of \`payrhythm/charts\`: a table of plain rows, and a Vega-Lite document made from it. JupyterLab and VS Code show
the document as it is; \`renderSvg(spec)\` draws it in Node, with the packages \`vega\` and \`vega-lite\` beside this one, and
\`renderPng(spec)\` with \`@resvg/resvg-js\` too. But for the last, all of these show the bundled sample, whose debtors are
invented, on the morning of ${AS_OF}. The notebooks in [notebooks/](../notebooks/README.md) draw them for any ledger; the
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
