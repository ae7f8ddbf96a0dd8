import { basename, resolve } from 'node:path';
import { type ExportRead, MalformedFile, type SummaryRead } from '#libs/forum-map';
import { LARGEST_ID } from '#libs/opinion-map';
import { LARGEST_STATEMENT } from '../votes/ballot.js';

/** A statement as it will be kept. */
export interface ImportedStatement {
  readonly number: number;
  readonly text: string;
  readonly author: number | null;
  readonly isSeed: boolean;
  readonly isMeta: boolean;
  readonly moderation: 'WAITING' | 'ACCEPTED' | 'REFUSED';
  /** Milliseconds since 1970. */
  readonly writtenAt: number | null;
}

const MODERATION = { '-1': 'REFUSED', '0': 'WAITING', '1': 'ACCEPTED' } as const;
/** The end of the year 9999. */
const LAST_MOMENT = 253_402_300_799_999;
const MOST_TOLD = 20;
const LONGEST_TITLE = 1_000;

/**
 * The statements of an export, as a topic keeps them.
 *
 * @throws MalformedFile where the export can be read, but no topic can be made of it: with all that has to be mended
 */
export function statementsOf(read: ExportRead): ImportedStatement[] {
  const wrong: string[] = [];
  if (!read.notes.hasStatements)
    wrong.push(
      'comments.csv is not there: a topic needs its statements; export the conversation again, with them',
    );
  else if (read.more.size === 0) wrong.push('comments.csv has no statement: there is nothing to import');
  const statements = [...(read.moderation.statements ?? [])].map((status) => {
    const { id, moderation } = status;
    const note = (column: string, what: string): number =>
      wrong.push(`comments.csv, statement ${id}, column "${column}": ${what}`);
    const more = read.more.get(id);
    const text = read.text.get(id) ?? '';
    if (id > LARGEST_STATEMENT)
      note(
        'comment-id',
        `is greater than ${LARGEST_STATEMENT}, which a ballot has no room for: number the statements anew`,
      );
    if (text.trim() === '' && moderation !== -1)
      note('comment-body', 'is empty: a statement needs its text, or is marked as refused (moderated -1)');
    if (text.includes('\0')) note('comment-body', 'has the character U+0000, which no text has: take it out');
    return {
      number: id,
      text,
      author: numberFrom(more?.author, LARGEST_ID, (what) => note('author-id', what)),
      isSeed: more?.isSeed ?? false,
      isMeta: status.isMeta ?? false,
      moderation: MODERATION[moderation],
      writtenAt: numberFrom(more?.writtenAt, LAST_MOMENT, (what) => note('timestamp', what)),
    };
  });
  wrong.push(...impossibleTimes(read));
  if (wrong.length > 0) {
    const more = wrong.length - MOST_TOLD;
    throw new MalformedFile(
      [...wrong.slice(0, MOST_TOLD), ...(more > 0 ? [`... and ${more} more`] : [])].join('\n'),
    );
  }
  return statements.sort((a, b) => a.number - b.number);
}

function numberFrom(text: string | undefined, most: number, note: (what: string) => unknown): number | null {
  if (text === undefined || text.trim() === '') return null;
  const number = /^\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (number <= most) return number;
  note(`is "${text.slice(0, 40)}", not a whole number from 0 to ${most}`);
  return null;
}

function impossibleTimes({ votes }: ExportRead): string[] {
  const { time, value } = votes;
  let count = 0;
  let first = 0;
  for (let i = 0; time && i < value.length; i++) {
    if (time[i]! >= 0 && time[i]! <= LAST_MOMENT) continue;
    first = count === 0 ? time[i]! : first;
    count++;
  }
  return count === 0
    ? []
    : [
        `votes.csv, column "timestamp": ${count} ${count === 1 ? 'is' : 'are'} no moment from 1970 to 9999 in milliseconds, the first is ${first}`,
      ];
}

/** The title of the topic: as it is given, as the summary has it, or the name of the folder. */
export function titleOf(dir: string, { topic }: SummaryRead, given?: string): string {
  const [title] = [given, topic, basename(resolve(dir))]
    .map((text) =>
      (text ?? '')
        .slice(0, LONGEST_TITLE)
        .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
        .trim(),
    )
    .filter((text) => text !== '');
  return title ?? 'Imported conversation';
}

/** What the reader has left out, in words; nothing where all of it was taken. */
export function leftOut({ notes }: ExportRead): string[] {
  const told: [number, string][] = [
    [notes.unknownVotes, 'votes with a value other than -1, 0 and 1'],
    [notes.votesOnUnknownStatements, 'votes on statements that comments.csv does not have'],
    [notes.repeatedStatements, 'lines of statements that a later line of the same id replaces'],
    [notes.unknownMeta, 'ids of meta-tids.json that comments.csv does not have'],
  ];
  return told.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
}
