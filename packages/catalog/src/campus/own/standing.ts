import type {CampusItem, Text} from '@uggla/protocol';

/** Something that a person has to do. */
export interface Todo {
  readonly lesson: string;
  readonly title: Text;
  readonly isLate: boolean;
  /** It was done before, and is to be done again. */
  readonly isAgain: boolean;
  /** When it closes (ISO 8601). */
  readonly until?: string | undefined;
}

/** How somebody stands in a course of a campus. */
export interface Standing {
  /** How much of it is done, 0 to 1. */
  readonly share: number;
  readonly isComplete: boolean;
  /** Lesson to go on with; empty for where the course thinks. */
  readonly lesson: string;
  /** When anything of it was last recorded, in milliseconds since 1970. */
  readonly at: number;
  readonly todos: readonly Todo[];
}

/** A certificate that was earned. */
export interface Earned {
  /** Id of the item whose course it is for. */
  readonly item: string;
  readonly title: Text;
  /** When (ISO 8601). */
  readonly completed: string;
  readonly expires?: string | undefined;
  readonly isRevoked: boolean;
  /** Address of the page to print; where no server gave it, there is none. */
  readonly page?: string | undefined;
}

/** What is known of the person who is there. */
export interface Own {
  /** Who told so. A server knows what is due; a device only what was done on it. */
  readonly from: 'server' | 'device';
  /** Item id → how they stand. */
  readonly standings: ReadonlyMap<string, Standing>;
  readonly earned: readonly Earned[];
}

/** Nothing is known. */
export const nobody: Own = {from: 'device', standings: new Map(), earned: []};

/** The item that shows the course of this IRI: a course's IRI ends with the id that it has in its campus. */
export function itemOfCourse(items: readonly CampusItem[], iri: string): CampusItem | undefined {
  return items.find(({id}) => iri === id || iri.endsWith(`/${id}`) || iri.endsWith(`/${encodeURIComponent(id)}`));
}
