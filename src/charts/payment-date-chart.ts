import type { ChartSpec } from './chart-spec.ts';
import { amountWords, dayWords } from './chart-words.ts';
import { CHART_COLOURS, CHART_WIDTH, composeChart } from './compose-chart.ts';
import type { PaymentDateTable } from './payment-date-table.ts';

/** The chance that an open invoice is paid by each date, with the 10 %–90 % span, the due date and today. */
export function paymentDateChart(table: PaymentDateTable): ChartSpec {
  const date = (field: string): Record<string, unknown> => ({ field, type: 'temporal', scale: { type: 'utc' } });
  const marks = [
    { date: table.asOf, label: 'today', row: 0 },
    ...(table.dueDate >= table.asOf ? [{ date: table.dueDate, label: 'due', row: 1 }] : []),
  ];
  const latest = table.points.at(-1)?.date ?? table.asOf;
  const span = table.p10 === '' ? [] : [{ from: table.p10, to: table.p90 || latest }];
  const money = amountWords(table.openAmount, table.currency);
  return composeChart({
    finding:
      table.p50 === ''
        ? `Less than an even chance that ${money} come within a year`
        : `${money} are in by ${dayWords(table.p50)} with an even chance`,
    shows: `Invoice ${table.invoiceId} of ${table.debtorId}, ${table.dueDate < table.asOf ? `overdue since ${dayWords(table.dueDate)}` : `due ${dayWords(table.dueDate)}: ${Math.round(table.pLate * 100)} % chance of late payment`}. Points are the forecast, lines join them; shaded: paid with 10 % to ${table.p90 === '' ? 'the end' : '90 %'}`,
    body: {
      width: CHART_WIDTH,
      height: 220,
      layer: [
        {
          data: { values: span },
          mark: { type: 'rect', aria: false, color: CHART_COLOURS.blue, opacity: 0.12 },
          encoding: { x: date('from'), x2: { field: 'to' } },
        },
        {
          data: { values: marks },
          mark: { type: 'rule', aria: false, strokeDash: [4, 3], color: CHART_COLOURS.ink },
          encoding: { x: date('date') },
        },
        {
          data: { values: marks },
          mark: { type: 'text', aria: false, align: 'left', dx: 4, y: 8, color: CHART_COLOURS.ink, fontSize: 12 },
          encoding: {
            x: date('date'),
            text: { field: 'label' },
            yOffset: { field: 'row', type: 'ordinal', scale: { range: [0, 14] } },
          },
        },
        {
          data: {
            values: table.points.map(({ date: day, paid_by }) => ({
              date: day,
              paid_by,
              says: `by ${day}: ${Math.round(paid_by * 100)} %`,
            })),
          },
          mark: {
            type: 'line',
            strokeWidth: 2,
            color: CHART_COLOURS.blue,
            point: { filled: true, size: 50, color: CHART_COLOURS.blue },
          },
          encoding: {
            x: { ...date('date'), title: 'date', axis: { format: '%-d %b %y', grid: false, tickCount: 7 } },
            y: {
              field: 'paid_by',
              type: 'quantitative',
              scale: { domain: [0, 1] },
              title: 'chance that it is paid by then',
              axis: { format: '.0%', tickCount: 5 },
            },
            order: { field: 'paid_by', type: 'quantitative' },
            description: { field: 'says' },
            tooltip: { field: 'says' },
          },
        },
      ],
    },
  });
}
