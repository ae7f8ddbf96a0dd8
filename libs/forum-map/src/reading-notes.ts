import { type OpinionMap } from '#libs/opinion-map';
import { count, section, wrap } from './page-words.js';
import { type ReadNotes } from './read-export.js';

/** What was left out, replaced or taken twice, as a section of the page; nothing if there is nothing to tell. */
export function readingNotes(map: OpinionMap, notes: ReadNotes): string[] {
  const { counts, people } = map;
  const ungrouped = people.group.reduce((sum, group) => sum + (group < 0 ? 1 : 0), 0);
  const told: [number | boolean, string][] = [
    [
      map.clarity.level !== 'none' && ungrouped,
      `${count(ungrouped, 'person has', 'people have')} voted too little to be put into a group.`,
    ],
    [
      counts.replaced,
      `${count(counts.replaced, 'vote was', 'votes were')} replaced by a later one of the same person on the same statement.`,
    ],
    [
      counts.simultaneous,
      `${count(counts.simultaneous, 'vote was', 'votes were')} cast at the same moment as a different one of the same person on the same statement: agreement comes before a pass, a pass before disagreement.`,
    ],
    [
      notes.unknownVotes,
      `${count(notes.unknownVotes, 'vote is', 'votes are')} neither 1, 0 nor -1 and left out.`,
    ],
    [
      notes.votesOnUnknownStatements,
      `${count(notes.votesOnUnknownStatements, 'vote', 'votes')} by ${count(notes.peopleOnUnknownStatements, 'person', 'people')} on ` +
        `${count(notes.unknownStatements, 'statement', 'statements')} that comments.csv does not have: left out.`,
    ],
    [
      notes.repeatedStatements,
      `comments.csv repeats ${count(notes.repeatedStatements, 'statement id', 'statement ids')}; the last line counts.`,
    ],
    [
      notes.unknownMeta,
      `meta-tids.json names ${count(notes.unknownMeta, 'statement', 'statements')} that comments.csv does not have.`,
    ],
    [
      counts.beyondCaps,
      `${count(counts.beyondCaps, 'vote is', 'votes are')} beyond the limits of people or statements and left out.`,
    ],
    [
      !map.components.isConverged,
      'The directions of the map could not be computed to the end: the votes hang together too little. Places are near those of the exact map.',
    ],
    [
      !notes.hasStatements,
      'There is no comments.csv: nothing counts as rejected, and statements have no text.',
    ],
  ];
  const lines = told
    .filter(([applies]) => Boolean(applies))
    .flatMap(([, line]) => wrap(line, '  - ', '    '));
  return lines.length === 0 ? [] : [...section('What to know about the figures'), ...lines];
}
