export * from './render-csv.ts';
export * from './write-generated-ledger.ts';
