/**
 * What a header is compared by: its letters and digits only, in lower case and without accents, so that `Invoice No.`,
 * `invoice_no` and `InvoiceNo` are one. `ß` is `ss`. Empty where the header has no letter or digit.
 */
export function headerKey(header: string): string {
  return header
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * The keys a header is looked up by, the closest first: all of it; without what stands in brackets; without a currency
 * at its end (`Amount (EUR)`, `Bedrag EUR`).
 */
export function headerKeys(header: string): string[] {
  const keys = [headerKey(header)];
  const plain = header.replace(/\(.*?\)|\[.*?\]/g, ' ');
  keys.push(headerKey(plain));
  keys.push(headerKey(plain.replace(/[\s_-]+(?:in[\s_-]+)?(?:EUR|USD|GBP|CHF|€|\$|£)\s*$/, '')));
  return [...new Set(keys)].filter((key) => key !== '');
}
