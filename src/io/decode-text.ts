import type { TextEncodingName } from './file-survey.ts';

/** What Windows-1252 has at 0x80–0x9F; the five unassigned places are control characters, as browsers read them. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Turns chunks of a text file into UTF-8 chunks. The order mark, if any, is left out. O(bytes). */
export async function* decodeToUtf8(chunks: AsyncIterable<Buffer>, encoding: TextEncodingName): AsyncGenerator<Buffer> {
  const utf16 = encoding.startsWith('utf-16') ? new TextDecoder(encoding) : null;
  let started = false;
  for await (const chunk of chunks) {
    if (utf16) yield Buffer.from(utf16.decode(chunk, { stream: true }));
    else {
      const bytes = started ? chunk : withoutMark(chunk);
      yield encoding === 'windows-1252' ? Buffer.from(decodeWindows1252(bytes)) : bytes;
    }
    started = true;
  }
  if (utf16) yield Buffer.from(utf16.decode());
}

/** Text of Windows-1252 bytes. (TextDecoder reads this label as ISO 8859-1 in some Node versions.) */
export function decodeWindows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (char) => WINDOWS_1252[char.charCodeAt(0) - 0x80]);
}

function withoutMark(chunk: Buffer): Buffer {
  return chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;
}
