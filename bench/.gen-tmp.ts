import { writeGeneratedLedger } from '../src/io/generated/write-generated-ledger.ts';
const [n, format, threads, out] = process.argv.slice(2);
const t0 = performance.now(); let tGen = 0; let peak=0;
const s = await writeGeneratedLedger({ invoices: Number(n), seed: 7 }, out!, { format: format as 'csv', threads: Number(threads), onProgress: (p) => { peak=Math.max(peak,process.memoryUsage().rss); if (p.step === 'generate') tGen = performance.now() - t0; else console.log(p.step, Math.round(performance.now() - t0)); } });
console.log(s, 'gen ms', Math.round(tGen), 'total', Math.round(performance.now() - t0), 'peak MB', Math.round(Math.max(peak,process.resourceUsage().maxRSS*1024) / 1e6));
