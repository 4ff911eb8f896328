import type { PageWords } from './page-words.ts';
import type { SortKey } from './row-order.ts';

/** How one column of a table is headed, filled and sorted. */
export interface TableColumn<Row> {
  /** Names the column, its header text and its class `c-<key>`. */
  readonly key: keyof PageWords['texts']['columns'];
  /** Numbers stand on the right. */
  readonly isNumber?: boolean;
  /** Highest first on the first click: money and chances. */
  readonly descendingFirst?: boolean;
  text(row: Row, words: PageWords): string;
  sort(row: Row, words: PageWords): SortKey;
  /** Share 0–1 that is drawn as a bar behind the number. */
  bar?(row: Row): number | null;
  /** A mark behind the text, with what it means. */
  mark?(row: Row, words: PageWords): string | undefined;
}
