/** Known headers by ledger column, parted by bars, the closest first. */
export type HeaderWords = Readonly<Record<string, string>>;
