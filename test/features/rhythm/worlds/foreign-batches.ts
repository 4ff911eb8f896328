import { createBusinessCalendar, type EpochDay, parseDay, weekdayOf } from '../../../../src/calendar/index.ts';
import { prepareRunCalendar, type RunFamily } from '../../../../src/features/rhythm/index.ts';
import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import { observe, type WorldDebtor } from './world-debtor.ts';

/*
 * Foreign world 2: a creditor that invoices in batches, and debtors that never pay early. Half of the debtors get their
 * invoices on one weekday; there are few of them (one to six a month). The debtor pays due invoices with its first run
 * on or after the due date, one in ten waits one or two runs more, 5–15 % go out alone. Runs move to the business day
 * before or after; the money takes 0–2 business days. Runs begin, end and change.
 */

const START = parseDay('2021-06-01');
const FAMILIES: readonly RunFamily[] = [
  'weekly',
  'fortnightly',
  'monthly_day',
  'monthly_business_day',
  'month_end_after_due',
];
const TRAPS = ['lag and a day', 'statement', 'same day monthly', 'bank weekdays', 'ended run'] as const;

const calendar = prepareRunCalendar(createBusinessCalendar('NL'));

/** Run days of three years and more, ascending. */
function drawRuns(family: RunFamily, random: SeededRandom, end: EpochDay): { about: string; runs: EpochDay[] } {
  const meant: EpochDay[] = [];
  const weekday = random.whole(0, 4);
  let about = `${weekday}`;
  if (family === 'weekly' || family === 'fortnightly') {
    const apart = family === 'weekly' && random.uniform() < 0.3 ? random.pick([2, 3]) : 0;
    about = `${weekday}+${apart}`;
    const monday = START - 60 - weekdayOf(START - 60) + 7 * random.whole(0, 1);
    for (let week = monday; week < end + 100; week += family === 'weekly' ? 7 : 14) {
      meant.push(week + weekday);
      if (apart > 0) meant.push(week + ((weekday + apart) % 5));
    }
  } else {
    const days = random.pick([[5], [10], [15], [20], [25], [30], [1, 16], [15, 30], [8, 22]]);
    const n = family === 'month_end_after_due' ? -1 : random.pick([1, 2, 3, 4, 6, 9, -1, -2, -4, -6]);
    about = family === 'monthly_day' ? days.join('|') : `${n}`;
    for (let month = 4; month < 60; month++) {
      const first = Date.UTC(2021, month, 1) / 86_400_000;
      const last = Date.UTC(2021, month + 1, 0) / 86_400_000;
      if (family === 'monthly_day') for (const day of days) meant.push(Math.min(first + day - 1, last));
      else meant.push(n > 0 ? calendar.addBusinessDays(first - 1, n) : calendar.addBusinessDays(last + 1, n));
    }
  }
  const forward = random.uniform() < 0.5;
  const runs = meant.map((day) => (forward ? calendar.rollFollowing(day) : calendar.rollPreceding(day)));
  return { about: `${about} ${forward ? 'following' : 'preceding'}`, runs: runs.sort((a, b) => a - b) };
}

function drawDues(random: SeededRandom, end: EpochDay): EpochDay[] {
  const perMonth = random.pick([1.5, 2, 3, 4, 6]);
  const term = random.pick([14, 21, 30, 45]);
  const batch = random.uniform() < 0.5 ? random.whole(0, 4) : -1;
  const dues: EpochDay[] = [];
  for (let day = START - 90; day < end; day++) {
    if (batch >= 0 ? weekdayOf(day) !== batch : !calendar.isBusinessDay(day)) continue;
    const chance = batch >= 0 ? perMonth / 4.35 : perMonth / 21;
    let left = chance;
    while (left > 0) {
      if (random.uniform() < left) dues.push(day + term);
      left -= 1;
    }
  }
  return dues;
}

/** `count` debtors of each family, and of each kind of trap. */
export function batchWorld(seed: number, count: number): WorldDebtor[] {
  const world: WorldDebtor[] = [];
  for (let at = 0; at < count * 10; at++) {
    const random = seededRandom(seed * 7_654_321 + at * 13);
    const family: RunFamily = FAMILIES[at % 10] ?? 'none';
    const trap = TRAPS[(at % 10) - 5];
    const end = START + Math.round(30.4 * random.whole(14, 36));
    const old = drawRuns(trap === 'ended run' ? 'weekly' : family, random, end);
    const isChanged = family !== 'none' && random.uniform() < 0.15;
    const now = isChanged ? drawRuns(family, random, end) : old;
    const change = START + Math.round((end - START) * (0.25 + 0.35 * random.uniform()));
    const offShare = 0.05 + 0.1 * random.uniform();
    const bankDays = random.whole(0, 2);
    const fixed = random.whole(-2, 12);
    const monthDay = random.whole(0, 27);
    const clear = (day: EpochDay): EpochDay => (bankDays === 0 ? day : calendar.addBusinessDays(day, bankDays));
    const pairs: [EpochDay, EpochDay][] = [];
    for (const meantDue of drawDues(random, end)) {
      let due = meantDue;
      let paid = due;
      if (family !== 'none' || (trap === 'ended run' && due < change)) {
        const runs = isChanged && due < change ? old.runs : now.runs;
        let place = runs.findIndex((day) => day >= due);
        while (random.uniform() < 0.1) place++;
        paid = clear(runs[place]);
        if (random.uniform() < offShare) paid = calendar.rollFollowing(due + random.whole(0, 14));
      } else if (trap === 'lag and a day') paid = clear(calendar.rollPreceding(due + fixed + random.whole(0, 1)));
      else if (trap === 'same day monthly') {
        due = Date.UTC(2021, 5 + Math.floor((due - START) / 30.44), 1 + monthDay) / 86_400_000;
        paid = clear(calendar.rollFollowing(due + fixed));
      } else if (trap === 'statement') paid = calendar.rollFollowing(due - (due % 11) + 11 + random.whole(0, 2));
      else {
        paid = due + random.whole(-3, 12);
        if (trap === 'bank weekdays' && weekdayOf(paid) === 0 && random.uniform() < 0.5) paid++;
        paid = clear(calendar.rollFollowing(paid));
      }
      if (paid < end && paid >= START) pairs.push([paid, due]);
    }
    world.push({
      observations: observe(pairs),
      asOf: end,
      calendar,
      family,
      trap,
      trueNext: family === 'none' ? undefined : now.runs.map(clear).find((day) => day >= end),
      about: `${at} ${trap ?? family} ${now.about} ${isChanged ? `changed ${end - change} days ago` : ''} off ${offShare.toFixed(2)} lag ${bankDays}`,
    });
  }
  return world;
}
