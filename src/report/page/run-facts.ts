import type { PageData } from '../page-data.ts';
import { element } from './element.ts';
import type { PageWords } from './page-words.ts';
import { fillText } from './texts/index.ts';

/** How the queue was made: versions, model, what was read, warnings. */
export function createRunFacts({ run }: PageData, words: PageWords): HTMLElement {
  const { texts, formats } = words;
  const { heldBack } = run;
  const rows: (readonly [string, readonly string[]])[] = [
    [texts.run.method, [texts.run.methodWords]],
    [texts.run.madeAt, [run.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')]],
    [texts.run.version, [`payrhythm ${run.version}`]],
    [texts.run.model, [`${run.estimator} (${run.modelId})`]],
    [texts.run.trainedAt, [formats.day(run.trainedAt)]],
  ];
  if (heldBack)
    rows.push([
      texts.run.heldBack,
      [
        fillText(texts.run.heldBackWords, {
          auc: formats.decimals(heldBack.auc, 3),
          baseline: formats.decimals(heldBack.baselineAuc, 3),
          ece: formats.decimals(heldBack.ece, 3),
          rows: formats.count(heldBack.rows),
          from: formats.day(heldBack.from),
        }),
      ],
    ]);
  rows.push(
    [
      texts.run.read,
      run.tables.map((table) =>
        fillText(texts.run.readWords, {
          table: table.name,
          read: formats.count(table.read),
          accepted: formats.count(table.accepted),
          rejected: formats.count(table.rejected),
        }),
      ),
    ],
    [texts.run.warnings, run.warnings.length === 0 ? [texts.run.noWarnings] : run.warnings],
  );
  return element('dl', {
    class: 'run',
    children: rows.flatMap(([name, values]) => [
      element('dt', { text: name }),
      ...values.map((text) => element('dd', { text })),
    ]),
  });
}
