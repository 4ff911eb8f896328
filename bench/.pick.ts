import { createDebtorGenerator, generateDebtors } from '../src/simulate/generate-ledger.ts';
import { planGeneration } from '../src/simulate/generation-plan.ts';
import { renderCsvRows } from '../src/io/generated/render-csv.ts';
import { bookedOn } from '../src/simulate/past-team.ts';
import { drawIdentity } from '../src/simulate/debtor-identity.ts';
const W = JSON.parse(process.argv[2]!);
const [a, b] = [Number(process.argv[3]), Number(process.argv[4])];
for (let seed = a; seed <= b; seed++) {
  const plan = planGeneration({ invoices: 5000, debtors: 200, seed, asOf: '2026-01-05', sizeSpread: 0.8, archetypeWeights: W });
  const g = createDebtorGenerator(plan);
  let open = 0, overdue = 0, debtorsOverdue = 0, debtorsOpen = 0, broken = 0, pending = 0, disputes = 0, plans = 0, max = 0, late = 0, known = 0, dnc = 0, consumer = 0, dd = 0, ins = 0;
  for (let k = 0; k < 200; k++) {
    const p = g.live(k);
    max = Math.max(max, p.issue.length);
    let od = 0; let op = 0;
    for (let r = 0; r < p.issue.length; r++) {
      if (p.credits[r] !== -1) continue;
      const isOpen = bookedOn(p, p.arrival[r]!) >= plan.asOf;
      if (isOpen) { open++; op++; }
      if (isOpen && p.rolledDue[r]! < plan.asOf) { overdue++; od++; }
      if (p.rolledDue[r]! < plan.asOf) { known++; if (p.arrival[r]! > p.rolledDue[r]!) late++; }
      if (p.disputeOpened[r]! > 0 && p.disputeOpened[r]! < plan.asOf && p.disputeResolved[r]! >= plan.asOf && isOpen) disputes++;
    }
    const id = drawIdentity(p.profile, false);
    if (op) debtorsOpen++;
    if (od) { debtorsOverdue++; if (id.doNotCall) dnc++; if (id.kind === 'consumer') consumer++; if (p.profile.insolvencyDay < plan.asOf - 50) ins++; }
    if (op && p.profile.archetype.directDebit) dd++;
    const pr = p.promises.at(-1);
    if (pr && od && p.profile.insolvencyDay > plan.asOf && !id.doNotCall) {
      if (pr.dueOn >= plan.asOf - 1) pending++;
      else if (pr.dueOn >= plan.asOf - 10 && pr.dueOn <= plan.asOf - 4) {
        let cash = 0;
        for (let r = 0; r < p.issue.length; r++) { const bk = bookedOn(p, p.arrival[r]!); if (bk >= pr.promisedOn && bk < plan.asOf) cash += p.amount[r]!; }
        const recent = p.contacts.some((c) => c.at >= plan.asOf - 5 && c.channel === 1);
        if (cash < 0.9 * pr.amountMinor && !recent && pr.amountMinor > 30000) broken++;
      }
    }
    plans += p.plans.filter((x) => x.dueOn.at(-1)! >= plan.asOf && x.agreedOn < plan.asOf).length;
  }
  const ok = open >= 300 && broken >= 2 && pending >= 2 && debtorsOverdue >= 36 && disputes >= 1;
  if (ok) {
    const t = generateDebtors(plan, g, 0, 200);
    const bytes = Object.entries(t).reduce((s, [n, x]) => s + Buffer.byteLength(renderCsvRows(n as 'invoices', x)), 0);
    if (bytes < 698_000) console.log(JSON.stringify({ seed, bytes, open, overdue, debtorsOpen, debtorsOverdue, broken, pending, disputes, plans, max, late: (late / known).toFixed(2), dnc, consumer, dd, ins, unapplied: [...t.payments.numbers[2]!].filter((x) => x < 0).length }));
  }
}
