import { createBusinessCalendar, type EpochDay, parseDay } from '../../../../src/calendar/index.ts';
import { prepareRunCalendar, type RunFamily } from '../../../../src/features/rhythm/index.ts';
import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import { observe, type WorldDebtor } from './world-debtor.ts';

/*
 * Foreign world 1: a small evaluation script. Weeks are Monday to Friday, nobody has holidays; invoices come one by one
 * at exponential distances; the debtor wants to pay a normal number of days after the due date, waits for its next run
 * and the money comes a fixed number of calendar days later. A constant share of 5–30 % of invoices is paid on any day.
 */

const START = parseDay('2022-03-01');

function isOpen(day: EpochDay): boolean {
  return (((day + 3) % 7) + 7) % 7 < 5;
}

function roll(day: EpochDay, forward: boolean): EpochDay {
  let at = day;
  while (!isOpen(at)) at += forward ? 1 : -1;
  return at;
}

function monthOf(day: EpochDay): { first: EpochDay; last: EpochDay; day: number } {
  const date = new Date(day * 86_400_000);
  const first = day - date.getUTCDate() + 1;
  const last = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0) / 86_400_000;
  return { first, last, day: date.getUTCDate() };
}

type Rule = (day: EpochDay) => boolean;

function drawRule(family: RunFamily, random: SeededRandom): { about: string; rule: Rule } {
  const weekday = random.whole(0, 4);
  const forward = random.uniform() < 0.5;
  const weekdayOfDay = (day: EpochDay): number => (((day + 3) % 7) + 7) % 7;
  if (family === 'weekly') {
    const second = random.uniform() < 0.35 ? (weekday + random.whole(1, 4)) % 5 : weekday;
    return {
      about: `${weekday}|${second}`,
      rule: (day) => weekdayOfDay(day) === weekday || weekdayOfDay(day) === second,
    };
  }
  if (family === 'fortnightly') {
    const phase = random.whole(0, 1);
    return {
      about: `${weekday} phase ${phase}`,
      rule: (day) => weekdayOfDay(day) === weekday && Math.floor((day + 3) / 7) % 2 === phase,
    };
  }
  if (family === 'monthly_day') {
    const days = random.pick([[random.whole(1, 28)], [random.whole(1, 28)], [15, 31], [1, 15], [10, 25], [31]]);
    // A day is a run day when a wanted day of this or a neighbouring month rolls onto it.
    return {
      about: days.join('|'),
      rule: (day) => {
        for (let meant = day - 4; meant <= day + 4; meant++) {
          const { day: dayOfMonth, last } = monthOf(meant);
          const wanted = days.includes(dayOfMonth) || (meant === last && days.some((one) => one > dayOfMonth));
          if (wanted && roll(meant, forward) === day) return true;
        }
        return false;
      },
    };
  }
  const n = family === 'month_end_after_due' ? -1 : random.pick([1, 2, 3, 4, 5, 7, 10, -1, -2, -3, -4]);
  return {
    about: `${n}`,
    rule: (day) => {
      if (!isOpen(day)) return false;
      const { first, last } = monthOf(day);
      let count = 0;
      if (n > 0) for (let at = first; at <= day; at++) count += isOpen(at) ? 1 : 0;
      else for (let at = day; at <= last; at++) count += isOpen(at) ? 1 : 0;
      return count === Math.abs(n);
    },
  };
}

/** `count` debtors of each family, and of each kind of trap. */
export function clerkWorld(seed: number, count: number): WorldDebtor[] {
  const calendar = prepareRunCalendar(createBusinessCalendar(''));
  const world: WorldDebtor[] = [];
  const families = ['weekly', 'fortnightly', 'monthly_day', 'monthly_business_day', 'month_end_after_due'] as const;
  const traps = [
    'fixed lag, due on Fridays',
    'fixed lag, due on the 15th',
    'uniform',
    'weekday taste',
    'debit',
  ] as const;
  for (let at = 0; at < count * (families.length + traps.length); at++) {
    const random = seededRandom(seed * 1_000_003 + at);
    const kind = at % (families.length + traps.length);
    const family: RunFamily = families[kind] ?? 'none';
    const trap = traps[kind - families.length];
    const end = START + Math.round(30.4 * random.whole(12, 36));
    const gap = random.pick([5, 8, 12, 18]);
    const term = random.pick([14, 30, 30, 60]);
    const mean = -3 + 18 * random.uniform();
    const spread = 1 + 5 * random.uniform();
    const offShare = 0.05 + 0.25 * random.uniform();
    const lag = random.whole(0, 3);
    const { about, rule } = drawRule(family, random);
    const fixed = random.whole(-4, 15);
    const taste = [0.1, 0.15, 0.2, 0.25, 0.3];
    const clear = (day: EpochDay): EpochDay => roll(day + lag, true);
    const pairs: [EpochDay, EpochDay][] = [];
    let issue = START - 40;
    while (issue < end) {
      issue += Math.max(1, Math.round(-gap * Math.log(1 - random.uniform())));
      const sent = roll(issue, true);
      let due = sent + term;
      let paid = due;
      if (trap === undefined) {
        const wanted = Math.round(due + mean + spread * random.normal());
        let run = Math.max(sent + 1, family === 'month_end_after_due' ? due : wanted);
        while (!rule(run)) run++;
        paid = random.uniform() < offShare ? roll(wanted + random.whole(0, 9), true) : clear(run);
      } else if (trap === 'uniform') paid = roll(due + random.whole(-8, 40), true);
      else if (trap === 'debit') paid = roll(due, true);
      else if (trap === 'weekday taste') {
        paid = due + Math.round(mean);
        while (!isOpen(paid) || random.uniform() > taste[(((paid + 3) % 7) + 7) % 7] * 2) paid++;
      } else {
        if (trap === 'fixed lag, due on Fridays') while ((((due + 3) % 7) + 7) % 7 !== 4) due++;
        else while (monthOf(due).day !== 15) due++;
        paid = roll(due + fixed, true);
        if (random.uniform() < 0.05) paid = roll(paid + random.whole(1, 20), true);
      }
      if (paid >= START && paid < end) pairs.push([paid, due]);
    }
    let next: EpochDay | undefined;
    if (trap === undefined)
      for (let day = end - 8; next === undefined; day++) if (rule(day) && clear(day) >= end) next = clear(day);
    world.push({
      observations: observe(pairs),
      asOf: end,
      calendar,
      family,
      trap: trap === 'debit' ? undefined : trap,
      trueNext: next,
      about: `${at} ${trap ?? family} ${about} gap ${gap} term ${term} mean ${mean.toFixed(1)} spread ${spread.toFixed(1)} off ${offShare.toFixed(2)} lag ${lag}`,
    });
  }
  return world;
}
