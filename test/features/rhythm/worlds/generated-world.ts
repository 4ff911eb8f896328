import { createCalendars } from '../../../../src/calendar/index.ts';
import { prepareRunCalendar, type RunCalendar } from '../../../../src/features/rhythm/index.ts';
import { createDebtorGenerator } from '../../../../src/simulate/generate-ledger.ts';
import { type GenerateOptions, planGeneration } from '../../../../src/simulate/generation-plan.ts';
import { observe, type WorldDebtor } from './world-debtor.ts';

/** The debtors of a ledger as `generate` makes it, the past team's calls included. Credit notes are no payments. */
export function generatedWorld(options: GenerateOptions): WorldDebtor[] {
  const plan = planGeneration(options);
  const generator = createDebtorGenerator(plan);
  const calendars = createCalendars();
  const prepared = new Map<string, RunCalendar>();
  const world: WorldDebtor[] = [];
  for (let index = 0; index < plan.debtorCount; index++) {
    const process = generator.live(index);
    const { profile, days, runs } = process;
    let calendar = prepared.get(days.country);
    if (!calendar) {
      calendar = prepareRunCalendar(calendars.forCountry(days.country));
      prepared.set(days.country, calendar);
    }
    const pairs: [number, number][] = [];
    for (let row = 0; row < process.issue.length; row++)
      if (process.credits[row] === -1 && process.arrival[row] < plan.asOf)
        pairs.push([process.arrival[row], process.due[row]]);
    const law = profile.laws[profile.driftDay < plan.asOf ? 1 : 0];
    const { run } = law;
    const isActive = run.family !== 'none' && profile.insolvencyDay > plan.asOf;
    world.push({
      observations: observe(pairs),
      asOf: plan.asOf,
      calendar,
      family: run.family,
      trap: profile.archetype.trap || profile.archetype.directDebit ? profile.archetype.name : undefined,
      trueNext: isActive ? runs.arrival.find((day) => day >= plan.asOf) : undefined,
      about: `#${index} ${profile.archetype.name} ${run.family} ${run.days.join('|')} ${run.roll} lag ${profile.clearingLagDays} centre ${law.centre.toFixed(1)} spread ${law.spread.toFixed(1)} ${profile.issuePattern} delay ${law.delayShare.toFixed(2)} off ${law.offRunShare.toFixed(2)} drift ${profile.driftDay < plan.asOf ? plan.asOf - profile.driftDay : '-'}`,
    });
  }
  return world;
}
