import { createBusinessCalendar, type EpochDay, parseDay, weekdayOf } from '../../../../src/calendar/index.ts';
import { prepareRunCalendar, type RunFamily } from '../../../../src/features/rhythm/index.ts';
import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import { observe, type WorldDebtor } from './world-debtor.ts';

/*
 * Foreign world 3: debtors in Germany, France and the United States, but the ledger knows no country, so that holidays
 * surprise the detector. Busy accounts (20 to 90 invoices a year), payment part before and part after the due date by a
 * habit in whole weeks, a tenth of the money a business day late at the bank, up to 30 % of invoices off the run on days
 * of their own, runs missed now and then, a change of run or of its family in one debtor of six.
 */

const START = parseDay('2023-01-02');
const FAMILIES: readonly RunFamily[] = [
  'weekly',
  'fortnightly',
  'monthly_day',
  'monthly_business_day',
  'month_end_after_due',
];
const TRAPS = ['any business day', 'term clusters', 'month-end invoices', 'Monday gathers', 'slow drift'] as const;
const told = prepareRunCalendar(createBusinessCalendar(''));
const kept = ['DE', 'FR', 'US'].map((country) => prepareRunCalendar(createBusinessCalendar(country)));

interface Habit {
  readonly about: string;
  isRun(day: EpochDay): boolean;
}

function drawHabit(family: RunFamily, random: SeededRandom, calendar: (typeof kept)[number]): Habit {
  const weekdays = [random.whole(0, 4)];
  if (random.uniform() < 0.4) weekdays.push((weekdays[0] + random.whole(2, 3)) % 5);
  const phase = random.whole(0, 1);
  const monthDays = random.pick([[random.whole(1, 31)], [random.whole(1, 31)], [15, 31], [5, 15, 25], [10, 20, 30]]);
  const n = family === 'month_end_after_due' ? -1 : random.pick([1, 2, 3, 5, 8, 10, -1, -1, -2, -3, -5]);
  const forward = random.uniform() < 0.6;
  const runs = new Set<EpochDay>();
  for (let day = START - 80; day < START + 1400; day++) {
    const { year, month, dayOfMonth, length } = calendarParts(day);
    let wanted = false;
    if (family === 'weekly') wanted = weekdays.includes(weekdayOf(day));
    else if (family === 'fortnightly')
      wanted = weekdayOf(day) === weekdays[0] && Math.floor((day - START) / 7 + 100) % 2 === phase;
    else if (family === 'monthly_day')
      wanted = monthDays.includes(dayOfMonth) || (dayOfMonth === length && monthDays.some((one) => one > length));
    else {
      const first = Date.UTC(year, month, 1) / 86_400_000;
      wanted =
        n > 0 ? calendar.addBusinessDays(first - 1, n) === day : calendar.addBusinessDays(first + length, n) === day;
    }
    if (wanted) runs.add(forward ? calendar.rollFollowing(day) : calendar.rollPreceding(day));
  }
  const days = family === 'monthly_day' ? monthDays : family.startsWith('month') ? [n] : weekdays;
  return { about: `${days.join('|')} ${forward ? 'following' : 'preceding'}`, isRun: (day) => runs.has(day) };
}

function calendarParts(day: EpochDay): { year: number; month: number; dayOfMonth: number; length: number } {
  const date = new Date(day * 86_400_000);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  return { year, month, dayOfMonth: date.getUTCDate(), length: new Date(Date.UTC(year, month + 1, 0)).getUTCDate() };
}

/** `count` debtors of each family, and of each kind of trap. */
export function mixedWorld(seed: number, count: number): WorldDebtor[] {
  const world: WorldDebtor[] = [];
  for (let at = 0; at < count * 10; at++) {
    const random = seededRandom(seed * 99_991 + at * 7);
    const family: RunFamily = FAMILIES[at % 10] ?? 'none';
    const trap = TRAPS[(at % 10) - 5];
    const calendar = kept[at % 3];
    const end = START + Math.round(30.4 * random.whole(12, 30));
    const isChanged = random.uniform() < 1 / 6;
    const change = isChanged ? START + Math.round((end - START) * (0.2 + 0.4 * random.uniform())) : 0;
    const now = drawHabit(family, random, calendar);
    const oldFamily = random.uniform() < 0.5 ? family : random.pick(FAMILIES);
    const old = isChanged ? drawHabit(oldFamily, random, calendar) : now;
    const perYear = 20 + 70 * random.uniform();
    const early = random.pick([-7, 0, 0, 7, 14]) + random.whole(-3, 3);
    const slack = random.whole(1, 6);
    const offShare = 0.3 * random.uniform();
    const missShare = 0.06 * random.uniform();
    const bankDays = random.pick([0, 0, 1, 1, 2, 3]);
    const terms = random.pick([[30], [10, 30], [30, 60], [14]]);
    const fixed = random.whole(-4, 20);
    const clear = (day: EpochDay, more: number): EpochDay =>
      bankDays + more === 0 ? day : calendar.addBusinessDays(day, bankDays + more);
    const missed = new Set<EpochDay>();
    for (let day = START - 80; day < end + 60; day++) if (random.uniform() < missShare) missed.add(day);
    const pairs: [EpochDay, EpochDay][] = [];
    let clock = START - 70;
    while (clock < end) {
      clock += Math.max(1, Math.round((-365 / perYear) * Math.log(1 - random.uniform())));
      const issue = trap === 'month-end invoices' ? clock - calendarParts(clock).dayOfMonth : clock;
      const due = calendar.rollFollowing(issue) + random.pick(terms);
      let paid: EpochDay;
      if (trap === undefined) {
        const wanted = family === 'month_end_after_due' ? due : due + early + random.whole(-slack, slack);
        const habit = wanted < change ? old : now;
        let run = Math.max(wanted, issue + 2);
        while (!habit.isRun(run) || missed.has(run)) run++;
        paid = clear(run, random.uniform() < 0.1 ? 1 : 0);
        if (random.uniform() < offShare) paid = calendar.rollFollowing(wanted + random.whole(0, 20));
      } else if (trap === 'any business day')
        paid = clear(calendar.rollFollowing(due + fixed + random.whole(-8, 8)), 0);
      else if (trap === 'term clusters') paid = calendar.rollFollowing(due + random.pick([0, 0, 0, 10, 21]));
      else if (trap === 'month-end invoices') paid = calendar.rollFollowing(due + fixed + Math.round(random.normal()));
      else if (trap === 'Monday gathers') paid = clear(calendar.rollFollowing(due + random.whole(-2, 4)), 0);
      else paid = calendar.rollFollowing(due + Math.round((clock - START) / 40 + 2 * random.normal()));
      if (paid < end && paid >= START) pairs.push([paid, due]);
    }
    let next: EpochDay | undefined;
    if (trap === undefined)
      for (let day = end - 20; next === undefined; day++)
        if (now.isRun(day) && clear(day, 0) >= end) next = clear(day, 0);
    world.push({
      observations: observe(pairs),
      asOf: end,
      calendar: told,
      family,
      trap,
      trueNext: next,
      about: `${at} ${calendar.country} ${trap ?? family} ${now.about} ${isChanged ? `changed ${end - change} days ago from ${oldFamily}` : ''} early ${early} slack ${slack} off ${offShare.toFixed(2)} lag ${bankDays} terms ${terms.join('|')}`,
    });
  }
  return world;
}
