import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plantVotes } from '#libs/opinion-map/testing';

/** The columns of votes.csv and comments.csv. */
export const HEADER = 'timestamp,datetime,comment-id,voter-id,vote';
export const COMMENTS = 'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body';

/** Writes an export into a folder: two camps, one rejected and one demographic statement. */
export function plantExport(dir: string, end = '\n'): void {
  const { votes } = plantVotes({
    people: 80,
    statements: 20,
    votesPerPerson: 16,
    groups: 2,
    agreement: 0.9,
    seed: 1,
  });
  const lines = Array.from(
    { length: votes.value.length },
    (_, i) => `${1000 + i},"Sun Sep 01 2019",${votes.statement[i]},${votes.participant[i]},${votes.value[i]}`,
  );
  writeFileSync(join(dir, 'votes.csv'), [HEADER, ...lines, ''].join(end));
  const comments = Array.from(
    { length: 20 },
    (_, id) => `1,x,${id},0,0,0,${id === 4 ? -1 : 1},"Statement, number ""${id}"""`,
  );
  writeFileSync(join(dir, 'comments.csv'), [COMMENTS, ...comments, ''].join('\n'));
  writeFileSync(join(dir, 'meta-tids.json'), '[7]');
}
