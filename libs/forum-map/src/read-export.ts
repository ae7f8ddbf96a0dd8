import { open } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Moderation, type StatementStatus, type VoteColumns } from '#libs/opinion-map';
import { MalformedFile, MissingVotes } from './malformed.js';
import { readMetaIds, readStatements, type StatementRead } from './statement-files.js';
import { readVoteFile, type VotesRead } from './vote-file.js';

/** A conversation read from the folder of a Polis export. */
export interface ExportRead {
  readonly votes: VoteColumns;
  readonly moderation: Moderation;
  readonly excluded: readonly number[];
  readonly meta: readonly number[];
  /** Texts of the statements, as far as the export has them. */
  readonly text: ReadonlyMap<number, string>;
  /** What else comments.csv says of each statement. */
  readonly more: ReadonlyMap<number, StatementRead>;
  readonly notes: ReadNotes;
}

/** What was left out or taken twice, to be told. */
export interface ReadNotes {
  readonly lines: number;
  readonly hasStatements: boolean;
  /** Votes that are whole numbers but none of -1, 0 and +1: left out. */
  readonly unknownVotes: number;
  /** Votes on statements that comments.csv does not have: left out. */
  readonly votesOnUnknownStatements: number;
  readonly unknownStatements: number;
  readonly peopleOnUnknownStatements: number;
  /** Statement ids that comments.csv has more than once; the last line counts. */
  readonly repeatedStatements: number;
  /** Demographic ids that comments.csv does not have. */
  readonly unknownMeta: number;
  /** People who wrote the statements, and statements of the organisers, as far as comments.csv says so. */
  readonly authors: number;
  readonly seeds: number;
}

/**
 * Reads votes.csv, and comments.csv and meta-tids.json if they are there.
 *
 * @throws MalformedFile if a file is missing or cannot be read as what it should be
 */
export async function readExport(dir: string): Promise<ExportRead> {
  const votesPath = join(dir, 'votes.csv');
  if (!existsSync(votesPath)) throw new MissingVotes(votesPath);
  const metaPath = join(dir, 'meta-tids.json');
  const meta = existsSync(metaPath)
    ? await naming('meta-tids.json', readMetaIds(metaPath, 'meta-tids.json'))
    : [];
  const statementsPath = join(dir, 'comments.csv');
  const statements = existsSync(statementsPath)
    ? await naming('comments.csv', readStatements(statementsPath, 'comments.csv', new Set(meta)))
    : undefined;
  const read = await naming('votes.csv', readVotes(votesPath));
  const known = statements && keepKnown(read.votes, statements.status);
  const metaOnly = meta.map((id): StatementStatus => ({ id, moderation: 0, isMeta: true }));
  const status = [...(statements ? statements.status.values() : metaOnly)];
  const flagged = status.filter(({ isMeta }) => isMeta).map(({ id }) => id);
  const allMeta = [...new Set([...meta, ...flagged])].sort((a, b) => a - b);
  const rejected = status.filter(({ moderation }) => moderation === -1).map(({ id }) => id);
  return {
    votes: known?.votes ?? read.votes,
    moderation: { statements: status },
    excluded: [...new Set([...rejected, ...allMeta])].sort((a, b) => a - b),
    meta: allMeta,
    text: statements?.text ?? new Map<number, string>(),
    more: statements?.more ?? new Map<number, StatementRead>(),
    notes: {
      lines: read.lines,
      hasStatements: statements !== undefined,
      unknownVotes: read.unknownValues,
      votesOnUnknownStatements: known?.dropped ?? 0,
      unknownStatements: known?.unknown.size ?? 0,
      peopleOnUnknownStatements: known?.people.size ?? 0,
      repeatedStatements: statements?.repeated ?? 0,
      authors: statements?.authors.size ?? 0,
      seeds: statements?.seeds ?? 0,
      unknownMeta: statements ? meta.filter((id) => !statements.status.has(id)).length : 0,
    },
  };
}

async function readVotes(path: string): Promise<VotesRead> {
  const file = await open(path);
  return readVoteFile(file, 'votes.csv').finally(() => file.close());
}

/** Says which file it is that the system does not let us read; its own messages do not always. */
async function naming<T>(name: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (typeof error !== 'object' || error === null || !('syscall' in error && 'message' in error))
      throw error;
    throw new MalformedFile(`${name} cannot be read: ${String(error.message)}`);
  }
}

/** A statement without a text can be neither shown nor moderated, so votes on it are left out. */
function keepKnown(votes: VoteColumns, known: ReadonlyMap<number, StatementStatus>) {
  const unknown = new Set<number>();
  const people = new Set<number>();
  let kept = 0;
  const keep = new Int32Array(votes.value.length);
  for (let i = 0; i < keep.length; i++) {
    const id = votes.statement[i]!;
    if (known.has(id)) {
      keep[kept++] = i;
    } else {
      unknown.add(id);
      people.add(votes.participant[i]!);
    }
  }
  const dropped = keep.length - kept;
  return {
    votes: dropped === 0 ? votes : pickVotes(votes, keep.subarray(0, kept)),
    dropped,
    unknown,
    people,
  };
}

function pickVotes(votes: VoteColumns, keep: Int32Array): VoteColumns {
  return {
    statement: keep.map((i) => votes.statement[i]!),
    participant: keep.map((i) => votes.participant[i]!),
    value: Int8Array.from(keep, (i) => votes.value[i]!),
    time: Float64Array.from(keep, (i) => votes.time![i]!),
  };
}
