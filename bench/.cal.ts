import { createDebtorGenerator, planGeneration } from '../src/simulate/generate-ledger.ts';
const plan = planGeneration({ invoices: 500000, seed: 3 });
const t0 = performance.now();
const g = createDebtorGenerator(plan);
console.log('debtors', plan.debtorCount, 'rows', plan.rowCount, 'plan ms', t0);
const by = new Map<string, [number, number, number, number]>();
const dec = Array.from({ length: 20 }, () => [0, 0, 0]);
const t1 = performance.now();
let all=0, lateAll=0;
for (let k = 0; k < plan.debtorCount; k++) {
  const p = g.live(k);
  const b = by.get(p.profile.archetype.name) ?? [0, 0, 0, 0];
  by.set(p.profile.archetype.name, b);
  for (let r = 0; r < p.issue.length; r++) {
    if (p.credits[r] !== -1) continue;
    const c = p.chanceLate[r]! / 1e6;
    let late = p.arrival[r]! > p.rolledDue[r]! ? 1 : 0;
    b[0]++; b[1] += late; b[2] += c; b[3] += c * (1 - c);
    const d = dec[Math.min(19, Math.floor(c * 20))]!;
    d[0]++; d[1] += late; d[2] += c; all++; lateAll+=late;
  }
}
console.log('gen ms', performance.now() - t1, 'late', lateAll/all);
for (const [n, b] of [...by].sort()) console.log(n.padEnd(26), b[0], (b[1] / b[0]).toFixed(4), (b[2] / b[0]).toFixed(4), 'z(indep)', ((b[1] - b[2]) / Math.sqrt(b[3])).toFixed(1));
for (const d of dec) console.log(d[0], (d[1]! / d[0]!).toFixed(4), (d[2]! / d[0]!).toFixed(4));
