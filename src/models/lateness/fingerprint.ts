/** Two 32-bit FNV-1a hashes over the text's UTF-16 units, as 16 hexadecimal digits. Not a defence against forgery. O(length). */
export function fingerprint(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit ^ (low >>> 17), 0x01000193);
  }
  const hex = (hash: number): string => (hash >>> 0).toString(16).padStart(8, '0');
  return hex(high) + hex(low);
}
