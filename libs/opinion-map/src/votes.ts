/**
 * Votes as columns: the i-th vote is the i-th entry of each. Typed arrays are best; plain arrays work.
 *
 * Ids are whole numbers from 0 to 2,147,483,647 and their numeric order is the canonical order of the method
 * (section 1). Callers with other ids (UUIDs, say) number them first: see `VoteBook`.
 */
export interface VoteColumns {
  readonly statement: ArrayLike<number>;
  readonly participant: ArrayLike<number>;
  /** +1 agree, 0 pass, -1 disagree; anything else is refused. */
  readonly value: ArrayLike<number>;
  /** When the vote was cast, in any unit that grows. Without it, votes count as cast in the order given. */
  readonly time?: ArrayLike<number>;
}

/** Votes or options that cannot be mapped; the message names what is wrong and where. */
export class OpinionMapRefusal extends Error {
  constructor(
    readonly code: 'UNEVEN_COLUMNS' | 'BAD_ID' | 'BAD_VALUE' | 'BAD_TIME' | 'BAD_OPTION',
    message: string,
  ) {
    super(message);
    this.name = 'OpinionMapRefusal';
  }
}

export const LARGEST_ID = 2_147_483_647;

const isId = (id: number): boolean => Number.isInteger(id) && id >= 0 && id <= LARGEST_ID;

/**
 * Refuses columns of different lengths, ids that are no ids, values other than -1, 0 and +1, and times that are
 * no numbers; returns the number of votes.
 */
export function checkVotes(votes: VoteColumns): number {
  const { statement, participant, value, time } = votes;
  const count = value.length;
  if (statement.length !== count || participant.length !== count || (time && time.length !== count)) {
    throw new OpinionMapRefusal('UNEVEN_COLUMNS', 'The columns of the votes differ in length.');
  }
  for (let i = 0; i < count; i++) {
    if (!isId(statement[i]!)) throw badId('statement', statement[i]!, i);
    if (!isId(participant[i]!)) throw badId('participant', participant[i]!, i);
    if (!isVote(value[i]!)) throw badValue(value[i]!, i);
    if (time && !isTime(time[i]!)) throw badTime(i);
  }
  return count;
}

const isVote = (value: number): boolean => value === 1 || value === -1 || value === 0;

const isTime = (time: number): boolean => typeof time === 'number' && !Number.isNaN(time);

function badValue(value: number, i: number): OpinionMapRefusal {
  return new OpinionMapRefusal('BAD_VALUE', `Vote ${i} has the value ${value}; it must be -1, 0 or +1.`);
}

function badTime(i: number): OpinionMapRefusal {
  return new OpinionMapRefusal('BAD_TIME', `Vote ${i} has a time that is no number.`);
}

function badId(kind: string, id: number, i: number): OpinionMapRefusal {
  return new OpinionMapRefusal('BAD_ID', `Vote ${i} has the ${kind} id ${id}; ids are whole numbers from 0.`);
}

/** The votes of a `VoteBook`: columns, and the names that the numbers stand for. */
export interface NumberedVotes {
  readonly votes: VoteColumns;
  readonly statementNames: readonly string[];
  readonly participantNames: readonly string[];
}

/**
 * Collects votes whose ids are text and numbers them in the order of the text, so that the same votes get the
 * same numbers in whatever order they arrive. UUIDv7 ids so keep the order of their making.
 */
export class VoteBook {
  private readonly statements = new Map<string, number>();
  private readonly participants = new Map<string, number>();
  private readonly rows: { statement: number[]; participant: number[]; value: number[]; time: number[] } = {
    statement: [],
    participant: [],
    value: [],
    time: [],
  };

  /**
   * Refuses at once what would be no vote, before it is squeezed into a column that has room for nothing else.
   *
   * @param time milliseconds since 1970, or anything that grows
   * @throws OpinionMapRefusal with BAD_VALUE or BAD_TIME; the book stays as it was
   */
  add(statement: string, participant: string, value: -1 | 0 | 1, time: number): void {
    const count = this.rows.value.length;
    if (!isVote(value)) throw badValue(value, count);
    if (!isTime(time)) throw badTime(count);
    this.rows.statement.push(numberOf(this.statements, statement));
    this.rows.participant.push(numberOf(this.participants, participant));
    this.rows.value.push(value);
    this.rows.time.push(time);
  }

  columns(): NumberedVotes {
    const statements = ranked(this.statements);
    const participants = ranked(this.participants);
    return {
      votes: {
        statement: Int32Array.from(this.rows.statement, (met) => statements.rank[met]!),
        participant: Int32Array.from(this.rows.participant, (met) => participants.rank[met]!),
        value: Int8Array.from(this.rows.value),
        time: Float64Array.from(this.rows.time),
      },
      statementNames: statements.names,
      participantNames: participants.names,
    };
  }
}

function numberOf(known: Map<string, number>, name: string): number {
  const found = known.get(name);
  if (found !== undefined) return found;
  known.set(name, known.size);
  return known.size - 1;
}

function ranked(known: Map<string, number>): { names: string[]; rank: Int32Array } {
  // By code unit, not by locale: the order must be the same on every machine.
  const names = [...known.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const rank = new Int32Array(names.length);
  names.forEach((name, position) => (rank[known.get(name)!] = position));
  return { names, rank };
}
