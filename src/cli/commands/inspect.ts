import { describeLedger } from '../../io/describe-ledger.ts';
import { describeReject } from '../../io/index.ts';
import { loadForRun, startRun } from '../command-run.ts';
import { asOfDay, type CommonOptions, type PrintedOptions } from '../common-options.ts';
import type { Streams } from '../console-log.ts';
import { printable } from '../printable.ts';
import { money, percent, textTable } from '../text-table.ts';

const SHOWN_REJECTS = 10;

/** `inspect LEDGER`: how the ledger was understood, what is in it, what is wrong with it; changes nothing. */
export async function inspectCommand(
  path: string,
  options: CommonOptions & PrintedOptions,
  streams: Streams,
): Promise<void> {
  const run = startRun(streams, options, options.out);
  const asOf = asOfDay(options);
  const { ledger, report, source } = await loadForRun(run, path, {
    ...options,
    maxRejects: options.maxRejects ?? '100',
  });
  const facts = describeLedger(ledger, asOf);
  const { tables, rejects, warnings } = report;
  await run.print(
    {
      ...facts,
      mapping: source.mapping,
      ignoredFiles: source.ignoredFiles,
      inputs: source.inputs,
      tables,
      warnings,
      rejects,
    },
    () => {
      let text = '';
      for (const table of source.mapping) {
        text += `${table.table}: ${table.file}, ${table.rows} rows, ${[table.format, table.encoding, table.dateOrder && `dates ${table.dateOrder}`, table.decimal && `decimal ${table.decimal}`].filter(Boolean).join(', ')}\n`;
        text += textTable(
          [
            { title: 'header', width: 28 },
            { title: 'is taken for', width: 30 },
            { title: 'by', width: 18 },
          ],
          table.columns.map((column) => [column.header, column.column ?? '– not used', column.how ?? '']),
        );
        for (const { header, reason } of table.columns)
          if (reason !== undefined) text += `${printable(`passed over: ${header} ${reason}`)}\n`;
        text += '\n';
      }
      if (source.ignoredFiles.length > 0) text += `files that are no table: ${source.ignoredFiles.join(', ')}\n\n`;
      text += textTable(
        [
          { title: 'table', width: 12 },
          { title: 'read', align: 'right', width: 10 },
          { title: 'accepted', align: 'right', width: 10 },
          { title: 'rejected', align: 'right', width: 10 },
          { title: 'collapsed', align: 'right', width: 11 },
        ],
        Object.entries(tables).map(([name, counts]) => [
          name,
          ...[counts.read, counts.accepted, counts.rejected, counts.collapsed].map(String),
        ]),
      );
      const issued =
        facts.firstIssueDate === ''
          ? `none known on ${facts.asOf}`
          : `issued ${facts.firstIssueDate} to ${facts.lastIssueDate}`;
      text += `\n${facts.invoices} invoices and ${facts.creditNotes} credit notes of ${facts.debtors} debtors,\n${issued}\n`;
      text +=
        `as of ${facts.asOf}: ${facts.settled} paid, of them ${percent(facts.lateShare)} late; ${facts.open} open, ${money(facts.openAmount)} ${facts.currency}`.trimEnd();
      text += `;\n${facts.overdue} overdue, ${money(facts.overdueAmount)} ${facts.currency}`.trimEnd();
      text += '\n';
      if (facts.lateDays)
        text += `paid from ${facts.lateDays.p10} to ${facts.lateDays.p90} days after the due date (10 % to 90 %), half by ${facts.lateDays.p50}\n`;
      if (warnings.length > 0)
        text += `\nworth a look:\n${warnings.map((warning) => `  ${printable(warning.message)}`).join('\n')}\n`;
      if (rejects.length > 0) {
        text += `\nrejected rows (${rejects.length}):\n${rejects.slice(0, SHOWN_REJECTS).map(describeReject).map(printable).join('\n')}\n`;
        if (rejects.length > SHOWN_REJECTS)
          text += `  … and ${rejects.length - SHOWN_REJECTS} more; --json lists all\n`;
      }
      return text;
    },
  );
}
