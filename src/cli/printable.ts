/** `text` with its control characters (but line breaks and tabs) shown as `�`: cells of a ledger cannot steer a terminal. O(length). */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}
