/** A table to be written, its columns and what their cells are: the neutral table of `payrhythm/tables`. */
export type {
  ColumnKind as OutputType,
  ColumnTable as OutputTable,
  TableColumn as OutputColumn,
} from '../tables/index.ts';
