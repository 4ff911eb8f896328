import type { DayRoom, RankedCall } from './day-room.ts';

/**
 * Who makes each call, by debtor: among agents of the same languages the calls that they took together are dealt out
 * best first, each to who has fewest so far and room for it, then by name. Where calls of different length cannot be
 * dealt so, each keeps what it took. O(calls · agents).
 */
export function dealCalls(
  rooms: readonly DayRoom[],
  calls: readonly RankedCall[],
  takenBy: (call: RankedCall) => DayRoom,
): Map<number, string> {
  const names = new Map(calls.map((call) => [call.debtor, takenBy(call).name]));
  for (const team of teamsOf(rooms)) {
    if (team.length < 2) continue;
    const dealt = deal(
      team,
      calls.filter((call) => team.includes(takenBy(call))),
    );
    for (const [debtor, name] of dealt ?? []) names.set(debtor, name);
  }
  return names;
}

function teamsOf(rooms: readonly DayRoom[]): DayRoom[][] {
  const teams = new Map<string, DayRoom[]>();
  for (const room of rooms) {
    const key = room.languages.join(' ');
    teams.set(key, [...(teams.get(key) ?? []), room]);
  }
  return [...teams.values()];
}

/** Undefined where a call fits nobody. */
function deal(team: readonly DayRoom[], calls: readonly RankedCall[]): Map<number, string> | undefined {
  const days = team.map((room) => ({ room, calls: 0, minutes: 0 }));
  const names = new Map<number, string>();
  for (const { debtor, candidate } of calls) {
    let best: (typeof days)[number] | undefined;
    for (const day of days) {
      const fits = day.calls < day.room.calls && day.minutes + candidate.minutes <= day.room.minutes;
      if (fits && (!best || day.calls < best.calls)) best = day;
    }
    if (!best) return undefined;
    best.calls++;
    best.minutes += candidate.minutes;
    names.set(debtor, best.room.name);
  }
  return names;
}
