/** A sentence in lines of at most `width` characters, cut at blanks; lines after the first are indented. O(length). */
export function wrapText(text: string, indent = 0, width = 78): string[] {
  const pad = ' '.repeat(indent);
  const lines: string[] = [];
  let line = pad;
  for (const word of text.split(' ')) {
    if (line.length > indent && line.length + word.length + 1 > width) {
      lines.push(line);
      line = `${pad}  `;
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  lines.push(line);
  return lines;
}
