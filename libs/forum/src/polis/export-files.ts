import { placedPeople } from '#libs/opinion-map';
import { readBallot } from '../votes/ballot.js';
import { type ExportFolder } from './export-folder.js';
import { type StoredConversation, type StoredStatement, type StoredTopic } from './stored-conversation.js';

const NOT_TO_PUBLISH =
  'For whoever keeps the data: it holds ids, times and authors, by which people can be found. It must not be published.';
const MODERATED = { REFUSED: -1, WAITING: 0, ACCEPTED: 1 } as const;

/** What an export holds. */
export interface ExportCounts {
  readonly statements: number;
  readonly voters: number;
  readonly votes: number;
}

/** Agreement and disagreement with each statement, by its number, and how many votes each person has. */
interface Tallies {
  readonly agrees: Map<number, number>;
  readonly disagrees: Map<number, number>;
  /** Statements with a vote. */
  readonly voted: Set<number>;
  readonly perPerson: number[];
}

/** Writes votes, statements and summary. The votes first: whatever they are on is among the statements that are read behind them. */
export async function writeExport(
  folder: ExportFolder,
  conversation: StoredConversation,
): Promise<ExportCounts> {
  let votes = 0;
  await folder.file('votes.csv', linesOfVotes());
  const tallies = await tally(conversation);
  const statements = await conversation.statements();
  await folder.file('comments.csv', linesOfStatements(statements, tallies));
  await folder.file('summary.csv', summary(conversation.topic, statements, tallies, votes));
  return { statements: statements.length, voters: tallies.perPerson.length, votes };

  async function* linesOfVotes(): AsyncGenerator<string> {
    yield 'timestamp,datetime,comment-id,voter-id,vote\n';
    for await (const { lines, count } of conversation.voteLines()) {
      votes += count;
      yield lines;
    }
  }
}

async function tally(conversation: StoredConversation): Promise<Tallies> {
  const tallies: Tallies = { agrees: new Map(), disagrees: new Map(), voted: new Set(), perPerson: [] };
  for await (const { votes } of conversation.ballots()) {
    let count = 0;
    readBallot(votes, (statement, value) => {
      count += 1;
      tallies.voted.add(statement);
      const side = value === 1 ? tallies.agrees : tallies.disagrees;
      if (value !== 0) side.set(statement, (side.get(statement) ?? 0) + 1);
    });
    tallies.perPerson.push(count);
  }
  return tallies;
}

function* linesOfStatements(
  statements: readonly StoredStatement[],
  { agrees, disagrees }: Tallies,
): Generator<string> {
  yield 'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body,is-seed,is-meta\n';
  for (const { number, text, author, isSeed, isMeta, moderation, writtenAt } of statements) {
    const fields = [
      writtenAt?.getTime() ?? '',
      writtenAt?.toISOString() ?? '',
      number,
      author ?? '',
      agrees.get(number) ?? 0,
      disagrees.get(number) ?? 0,
      MODERATED[moderation],
      quoted(moderation === 'REFUSED' ? '' : text),
      isSeed,
      isMeta,
    ];
    yield `${fields.join()}\n`;
  }
}

function summary(
  { title, mapStart, leastGroup }: StoredTopic,
  statements: readonly StoredStatement[],
  { perPerson, voted }: Tallies,
  votes: number,
): string[] {
  const authors = new Set(statements.flatMap(({ author }) => (author === null ? [] : [author])));
  const placed = placedPeople(Int32Array.from(perPerson), voted.size, { start: mapStart });
  const lines: [string, string | number][] = [
    ['not-to-be-published', quoted(NOT_TO_PUBLISH)],
    ['topic', quoted(title)],
    ['voters', perPerson.length],
    ['voters-in-conv', placed],
    ['commenters', authors.size],
    ['comments', statements.length],
    ['votes', votes],
    ['map-start', mapStart],
    ['map-minimum-group-size', leastGroup],
  ];
  return lines.map(([name, value]) => `${name},${value}\n`);
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
