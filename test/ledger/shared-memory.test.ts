import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { loadLedger } from '../../src/io/index.ts';
import { itemStates, type Ledger, textsOf, visibleAt } from '../../src/ledger/index.ts';

const SHARED = { allocate: (bytes: number) => new SharedArrayBuffer(bytes) };

function columnsOf(ledger: Ledger): [string, ArrayBufferView][] {
  const { debtors, invoices, payments, contacts, promises, disputes, plans } = ledger;
  return Object.entries({ debtors, invoices, payments, contacts, promises, disputes, plans }).flatMap(([table, of]) =>
    Object.entries(of as unknown as Record<string, unknown>).flatMap(([name, column]): [string, ArrayBufferView][] => {
      if (ArrayBuffer.isView(column)) return [[`${table}.${name}`, column]];
      if (typeof column !== 'object') return [];
      const { bytes, offsets } = column as { bytes: Uint8Array; offsets: Uint32Array };
      return [
        [`${table}.${name} bytes`, bytes],
        [`${table}.${name} offsets`, offsets],
      ];
    }),
  );
}

it('a ledger in shared memory is the ledger, in all of its columns', async () => {
  const [plain, shared] = [(await loadLedger('data/sample')).ledger, (await loadLedger('data/sample', SHARED)).ledger];
  const columns = columnsOf(shared);
  expect(columns.filter(([, column]) => !(column.buffer instanceof SharedArrayBuffer)).map(([name]) => name)).toEqual(
    [],
  );
  expect(columns).toEqual(columnsOf(plain));
  const day = plain.invoices.issueDay[plain.invoices.count >> 1];
  expect(itemStates(visibleAt(shared, day))).toEqual(itemStates(visibleAt(plain, day)));
});

it('a worker reads its texts without a copy', async () => {
  const { ledger } = await loadLedger('data/sample', SHARED);
  const worker = new Worker(
    `const { parentPort, workerData: { bytes, offsets } } = require('node:worker_threads');
     const texts = [];
     for (let i = 0; i + 1 < offsets.length; i++) texts.push(new TextDecoder().decode(bytes.subarray(offsets[i], offsets[i + 1])));
     parentPort.postMessage({ texts, isShared: bytes.buffer instanceof SharedArrayBuffer });`,
    { eval: true, workerData: ledger.debtors.name },
  );
  const [answer] = await new Promise<[{ texts: string[]; isShared: boolean }]>((resolve, reject) => {
    worker.once('message', (message) => resolve([message]));
    worker.once('error', reject);
  });
  await worker.terminate();
  expect(answer.isShared).toBe(true);
  expect(answer.texts).toEqual(textsOf(ledger.debtors.name));
  expect(answer.texts.some((text) => /[^\0-\x7f]/.test(text))).toBe(true);
});
