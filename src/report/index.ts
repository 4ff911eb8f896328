export type { PageData } from './page-data.ts';
export { type RankOutput, readRankOutput } from './read-rank-output.ts';
export { reportData } from './report-data.ts';
export {
  type ExpectedWeek,
  type ReasonValue,
  type ReportFigures,
  reportFigures,
  type UntilDate,
  type ValueAtRank,
} from './report-figures.ts';
export { MOST_PAGE_BYTES, type ReportPage, reportHtml, reportPage } from './report-html.ts';
