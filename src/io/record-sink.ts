/** A header as the source has it. */
export interface SourceHeader {
  readonly name: string;
  /** The source holds numbers as numbers, so that a point in a cell is a decimal point and nothing else. */
  readonly exactNumbers: boolean;
}

/** Takes the records of one table as texts, whatever its format; missing cells are empty. */
export interface RecordSink {
  /** Comes first and once. */
  header(headers: readonly SourceHeader[]): void;
  /** `cells` runs parallel to the headers and is read before the call returns. */
  record(line: number, cells: readonly string[]): void;
  /**
   * A record as UTF-8: cell `c` is `bytes[bounds[2c] … bounds[2c + 1])`. Returns whether it was taken; where not, it has to
   * come as texts. Absent where only texts are taken.
   */
  recordBytes?(line: number, bytes: Uint8Array, bounds: Int32Array): boolean;
  /** A record that cannot be laid under the headers. */
  malformed(line: number, text: string, problem: string): void;
}

/** A line above the header, such as the title of a report. */
export interface LineAbove {
  readonly line: number;
  readonly text: string;
}

/** Lines that name the customer of the rows below them; the first one, and how many. */
export interface GroupHeadings {
  readonly first: LineAbove;
  readonly count: number;
}

/** What a format reader found out on the way; null where it does not apply. */
export interface RecordFacts {
  readonly delimiter: string | null;
  readonly encoding: string | null;
  /** Lines above the header that were passed over; absent where a format has none. */
  readonly linesAbove?: readonly LineAbove[];
  /** Undefined where rows do not stand under headings. */
  readonly headings?: GroupHeadings | undefined;
}
