import type { EpochDay } from '../../calendar/index.ts';
import type { Policy } from '../policy/policy-schema.ts';

/** A call that may be made, as the day is filled. */
export interface RankedCall {
  readonly debtor: number;
  readonly candidate: {
    /** Minutes that it takes. */
    readonly minutes: number;
    /** Language that it is made in, two letters. */
    readonly language: string;
    /** Last day through which it may wait and lose nothing; `NO_DAY` where waiting costs. */
    readonly waitThroughDay: EpochDay;
  };
}

/** What fits into the day of one agent, or of a team that is not told apart. */
export interface DayRoom {
  /** Empty where nobody is named. */
  readonly name: string;
  /** Empty = every language. */
  readonly languages: readonly string[];
  readonly calls: number;
  readonly minutes: number;
}

/** The agents of a policy, or its one nameless team; those of few languages first, then by name in code-point order. */
export function roomsOf({ agents, callsPerDay, minutesPerDay }: Policy): DayRoom[] {
  const team = { name: '', languages: [], calls: callsPerDay, minutes: minutesPerDay ?? Number.POSITIVE_INFINITY };
  if (agents.length === 0) return [team];
  const rooms = agents.map(({ name, languages, callsPerDay: calls, minutesPerDay: minutes }): DayRoom => {
    const own = { name, languages: [...new Set(languages)].sort() };
    if (calls === null && minutes === null) return { ...team, ...own };
    return { ...own, calls: calls ?? Number.POSITIVE_INFINITY, minutes: minutes ?? Number.POSITIVE_INFINITY };
  });
  const breadth = ({ languages }: DayRoom): number => languages.length || Number.MAX_SAFE_INTEGER;
  return rooms.sort((a, b) => breadth(a) - breadth(b) || (a.name < b.name ? -1 : 1));
}

/** Whether calls in a language can be made there. */
export function speaks({ languages }: DayRoom, language: string): boolean {
  return languages.length === 0 || languages.includes(language);
}
