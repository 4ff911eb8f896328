import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { PayrhythmError } from '../errors.ts';
import type { ReadLimits } from './read-options.ts';

/** Encodings a text file may have; see {@link surveyFile} for how it is told. */
export type TextEncodingName = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

/** What one pass over a file tells before it is read. */
export interface FileSurvey {
  readonly bytes: number;
  readonly sha256: string;
  readonly encoding: TextEncodingName;
  /** Line of the first byte sequence that is no UTF-8; 0 where there is none or the file is UTF-16. */
  readonly firstInvalidLine: number;
  /** Whether lines end with a carriage return alone. */
  readonly bareReturns: boolean;
  /** The first bytes, unpacked. */
  readonly head: Buffer;
}

const CHUNK_BYTES = 1 << 20;
const HEAD_BYTES = 1 << 16;
const LINE_FEED = 10;

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['504b0304', 'a ZIP archive or an Excel workbook: save the sheet as CSV'],
  ['d0cf11e0', 'an old Excel workbook: save the sheet as CSV'],
  ['89504e47', 'a PNG image'],
  ['25504446', 'a PDF document'],
  ['50415231', 'a Parquet file: give it the ending .parquet'],
  ['4152524f5731', 'an Arrow file: give it the ending .arrow'],
  ['1f8b', 'a gzip file: give it the ending .gz'],
  [
    '3c68746d6c',
    'a web page, as some programs export under the name of a workbook: open it there and save the sheet as CSV',
  ],
  [
    '3c21444f43',
    'a web page, as some programs export under the name of a workbook: open it there and save the sheet as CSV',
  ],
  [
    '3c7461626c65',
    'a web page, as some programs export under the name of a workbook: open it there and save the sheet as CSV',
  ],
  ['3c3f786d6c', 'XML, perhaps a workbook: open it in a spreadsheet and save the sheet as CSV'],
];

/** The bytes of a file in order, unpacked where the name ends with `.gz`; refuses what unpacks beyond the limits. */
export async function* readFileBytes(path: string, limits: ReadLimits): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (!/\.gz$/i.test(path)) {
    yield* file as AsyncIterable<Buffer>;
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  file.on('error', (error) => gunzip.destroy(error));
  let unpacked = 0;
  try {
    for await (const chunk of file.pipe(gunzip) as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      if (unpacked > limits.unpackedBytes && unpacked > file.bytesRead * limits.unpackedRatio)
        throw new PayrhythmError(
          'BAD_DATA',
          `${path} unpacks to more than ${limits.unpackedRatio} times its size (${unpacked} bytes so far): ` +
            'if that is right, unpack it and give the unpacked file',
          { path, unpacked },
        );
      yield chunk;
    }
  } catch (error) {
    if (error instanceof PayrhythmError || (error as NodeJS.ErrnoException).code?.startsWith('Z_') !== true)
      throw error;
    throw new PayrhythmError(
      'BAD_DATA',
      `${path} is no whole gzip file (${(error as Error).message}): export or copy it again`,
      { path },
      { cause: error },
    );
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

/**
 * Reads a text file once, to learn its size, digest and encoding. The encoding is decided over the whole file: a byte
 * order mark says it; else UTF-8 where every byte fits, else Windows-1252. Memory: one chunk.
 *
 * @throws {PayrhythmError} `BAD_DATA` where the file is empty, no text (NUL bytes), or unpacks beyond the limits.
 */
export async function surveyFile(path: string, limits: ReadLimits): Promise<FileSurvey> {
  const { bytes, sha256 } = await digestFile(path);
  let head: Buffer = Buffer.alloc(0);
  let encoding: TextEncodingName = 'utf-8';
  let line = 1;
  let firstInvalidLine = 0;
  let lineFeeds = 0;
  let returns = 0;
  let started = false;
  let halfCharacter: Buffer = Buffer.alloc(0);
  for await (const chunk of readFileBytes(path, limits)) {
    if (!started) {
      started = true;
      encoding = markedEncoding(chunk);
      refuseSignature(path, chunk);
    }
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
    if (encoding !== 'utf-8') continue;
    const nul = chunk.indexOf(0);
    if (nul >= 0)
      throw new PayrhythmError(
        'BAD_DATA',
        `${path} is no text file: a NUL byte at line ${line + countByte(chunk.subarray(0, nul), LINE_FEED)}. ` +
          'Give a CSV file (UTF-8, Windows-1252, or UTF-16 with its byte order mark), Parquet, JSON or Arrow',
        { path },
      );
    if (firstInvalidLine === 0) {
      const bytesToCheck = halfCharacter.length > 0 ? Buffer.concat([halfCharacter, chunk]) : chunk;
      const whole = bytesToCheck.length - halfCharacterLength(bytesToCheck);
      halfCharacter = Buffer.from(bytesToCheck.subarray(whole));
      const checked = bytesToCheck.subarray(0, whole);
      if (!isUtf8(checked)) firstInvalidLine = line + linesBeforeInvalid(checked);
    }
    const feeds = countByte(chunk, LINE_FEED);
    line += feeds;
    lineFeeds += feeds;
    if (lineFeeds === 0) returns += countByte(chunk, 13);
  }
  if (head.length === 0)
    throw new PayrhythmError('BAD_DATA', `${path} is empty: it needs a line of headers and a line for each row`, {
      path,
    });
  if (encoding === 'utf-8' && firstInvalidLine === 0 && halfCharacter.length > 0) firstInvalidLine = line;
  return {
    bytes,
    sha256,
    encoding: firstInvalidLine > 0 ? 'windows-1252' : encoding,
    firstInvalidLine,
    bareReturns: encoding === 'utf-8' && lineFeeds === 0 && returns > 0,
    head,
  };
}

/** Size and SHA-256 of a file as it lies there. O(bytes), memory one chunk. */
export async function digestFile(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

function markedEncoding(start: Buffer): TextEncodingName {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function refuseSignature(path: string, start: Buffer): void {
  const hex = start.subarray(0, 8).toString('hex');
  const known = SIGNATURES.find(([signature]) => hex.startsWith(signature));
  if (known) throw new PayrhythmError('BAD_DATA', `${path} is no text file but ${known[1]}`, { path });
}

function countByte(bytes: Buffer, byte: number): number {
  let count = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) count++;
  return count;
}

/** Bytes at the end that begin a character and do not finish it: 0–3. */
function halfCharacterLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

/** Line feeds before the line with the first byte that is no UTF-8. */
function linesBeforeInvalid(bytes: Buffer): number {
  let lines = 0;
  for (let start = 0; ; lines++) {
    const end = bytes.indexOf(LINE_FEED, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return lines;
    start = end + 1;
  }
}
