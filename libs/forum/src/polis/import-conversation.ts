import { type Actor, newId, Refusal, SystemClock } from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { readExport, readSummary } from '#libs/forum-map';
import { type VoteColumns } from '#libs/opinion-map';
import { type Settings, type Transaction } from '#libs/platform';
import { atCommandLine } from '../command-line.js';
import {
  ADD_BALLOTS,
  ADD_IMPORTED_TOPIC,
  ADD_PARTICIPANTS,
  ADD_VOTES,
} from '../persistence/forum.statements.js';
import { STATEMENT } from '../persistence/statement.table.js';
import { type ImportedStatement, leftOut, statementsOf, titleOf } from './importable.js';
import { ballotOrder, ballotsOf, castOrder, type PackedBallot } from './vote-order.js';

const COMMAND_LINE: Actor = { kind: 'system', task: 'import-conversation' };
/** Rows of one statement. */
const VOTES_AT_ONCE = 20_000;
const BALLOTS_AT_ONCE = 1_000;

/** What became of an import. */
export interface ImportedConversation {
  readonly topic: string;
  readonly statements: number;
  readonly participants: number;
  readonly votes: number;
  /** What could be read but not used, in words. */
  readonly leftOut: readonly string[];
}

interface Wish {
  readonly dir: string;
  /** Its slug. */
  readonly conference: string;
  readonly title?: string | undefined;
}

/**
 * Loads a conversation, as the folder of a Polis export, as a topic: all of it in one transaction, which does not begin before all
 * of it has been read and found possible. The topic is closed until somebody opens it; its votes count as they were cast.
 *
 * @throws MalformedFile for an export that is damaged or of which no topic can be made
 * @throws Refusal NOT_FOUND where there is no such conference
 */
export async function importConversation(
  settings: Pick<Settings, 'database'>,
  { dir, conference, title }: Wish,
): Promise<ImportedConversation> {
  const summary = await readSummary(dir);
  const read = await readExport(dir);
  const statements = statementsOf(read);
  return atCommandLine(settings, async (work, connection) => {
    const found = await new ConferenceReference(connection, new SystemClock()).bySlug(conference);
    if (found === undefined) throw new Refusal('NOT_FOUND', `There is no conference "${conference}".`);
    const topic = newId();
    // Before the transaction: the server ends one that waits for long.
    const order = castOrder(read.votes);
    const places = ballotOrder(read.votes, order);
    const participants = participantsOf(read.votes, statements);
    const counts = {
      statements: statements.length,
      participants: participants.length,
      votes: read.votes.value.length,
    };
    await work.run(COMMAND_LINE, async (tx) => {
      const topicRows = new TopicRows(tx, topic, found.id);
      const [first, last] = momentsOf(read.votes, statements);
      await tx.execute(ADD_IMPORTED_TOPIC, [
        topic,
        found.id,
        titleOf(dir, summary, title),
        first / 1_000,
        (last + 1) / 1_000,
        summary.start ?? 'rows',
        summary.minimumGroupSize ?? 2,
      ]);
      await topicRows.addParticipants(participants);
      await topicRows.addStatements(statements);
      await topicRows.addVotes(read.votes, order);
      await topicRows.addBallots(ballotsOf(read.votes, order, places));
      tx.audit({
        conferenceId: found.id,
        action: 'forum.topic-imported',
        subjectType: 'forum-topic',
        subjectId: topic,
        details: counts,
      });
    });
    return { topic, ...counts, leftOut: leftOut(read) };
  });
}

/** Everybody who voted or wrote, in order of their numbers. */
function participantsOf(votes: VoteColumns, statements: readonly ImportedStatement[]): Int32Array {
  const numbers = new Set(statements.flatMap(({ author }) => (author === null ? [] : [author])));
  for (let i = 0; i < votes.value.length; i++) numbers.add(votes.participant[i]!);
  return Int32Array.from(numbers).sort();
}

/** The first and the last moment at which somebody wrote or voted; this one where the export tells none. */
function momentsOf({ time, value }: VoteColumns, statements: readonly ImportedStatement[]): [number, number] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const take = (moment: number): void => {
    first = Math.min(first, moment);
    last = Math.max(last, moment);
  };
  for (const { writtenAt } of statements) if (writtenAt !== null) take(writtenAt);
  for (let i = 0; i < value.length; i++) take(time![i]!);
  const now = new SystemClock().now().getTime();
  return first <= last ? [first, last] : [now, now];
}

/** Writes the rows of a topic, so many at once that memory does not grow with them. */
class TopicRows {
  private readonly of: readonly [string, string];

  constructor(
    private readonly tx: Transaction,
    topic: string,
    conference: string,
  ) {
    this.of = [topic, conference];
  }

  async addParticipants(numbers: Int32Array): Promise<void> {
    for (let from = 0; from < numbers.length; from += VOTES_AT_ONCE)
      await this.tx.execute(ADD_PARTICIPANTS, [
        ...this.of,
        array(numbers.subarray(from, from + VOTES_AT_ONCE)),
      ]);
  }

  async addStatements(statements: readonly ImportedStatement[]): Promise<void> {
    const [topicId, conferenceId] = this.of;
    for (let from = 0; from < statements.length; from += BALLOTS_AT_ONCE) {
      this.tx.insertAll(
        STATEMENT,
        statements.slice(from, from + BALLOTS_AT_ONCE).map(({ writtenAt, ...statement }) => ({
          ...statement,
          topicId,
          conferenceId,
          origin: 'IMPORT' as const,
          moderatedAt: null,
          writtenAt: writtenAt === null ? null : new Date(writtenAt),
        })),
      );
      await this.tx.settle();
    }
  }

  async addVotes(votes: VoteColumns, order: Uint32Array): Promise<void> {
    for (let from = 0; from < order.length; from += VOTES_AT_ONCE) {
      const positions = order.subarray(from, from + VOTES_AT_ONCE);
      const column = (of: ArrayLike<number>): string => array(Float64Array.from(positions, (i) => of[i]!));
      await this.tx.execute(ADD_VOTES, [
        ...this.of,
        column(votes.participant),
        column(votes.statement),
        column(votes.value),
        column(votes.time!),
      ]);
    }
  }

  async addBallots(ballots: Iterable<PackedBallot>): Promise<void> {
    let some: PackedBallot[] = [];
    const write = async (): Promise<void> => {
      await this.tx.execute(ADD_BALLOTS, [
        ...this.of,
        some.map(({ participant }) => participant),
        some.map(({ votes }) => votes),
      ]);
      some = [];
    };
    for (const ballot of ballots) {
      some.push(ballot);
      if (some.length === BALLOTS_AT_ONCE) await write();
    }
    if (some.length > 0) await write();
  }
}

/** As PostgreSQL writes an array: the driver would take one of numbers of a fixed size for bytes. */
const array = (numbers: Int32Array | Float64Array): string => `{${numbers.join()}}`;
