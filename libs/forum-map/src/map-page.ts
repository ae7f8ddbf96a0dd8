import { dividingStatements, sharedStatements, type OpinionMap } from '#libs/opinion-map';
import { type ExportRead } from './read-export.js';
import { count, percent, percentOf, section, wrap } from './page-words.js';
import { readingNotes } from './reading-notes.js';

const MOST_SHARED = 10;
const MOST_DIVIDING = 5;

/** The map as a page of plain text for somebody who has to act on it. */
export function mapAsPage(map: OpinionMap, read: ExportRead, title: string): string {
  const page = new MapPage(map, read);
  return [
    title,
    '='.repeat(Math.min(78, title.length)),
    '',
    ...page.summary(),
    ...page.shared(),
    ...page.dividing(),
    ...page.groups(),
    ...page.majority(),
    ...readingNotes(map, read.notes),
    '',
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

class MapPage {
  private readonly groupsShown: OpinionMap['groups'];

  constructor(
    private readonly map: OpinionMap,
    private readonly read: ExportRead,
  ) {
    this.groupsShown = map.clarity.level === 'none' ? [] : map.groups;
  }

  summary(): string[] {
    const { map } = this;
    const people = count(map.people.ids.length, 'person', 'people');
    const statements = count(map.statements.ids.length, 'statement', 'statements');
    const cast = `${people} cast ${count(map.counts.cells, 'vote', 'votes')} on ${statements}.`;
    const excluded = map.statements.excluded.reduce((sum, flag) => sum + flag, 0);
    const rejected =
      excluded === 0
        ? ''
        : ` ${count(excluded, 'statement', 'statements')} rejected by moderators or about the voters themselves did not shape the groups.`;
    return [...wrap(cast + rejected), '', ...wrap(this.verdict())];
  }

  private verdict(): string {
    const { level, reason, silhouette } = this.map.clarity;
    const number = this.map.groups.length;
    if (level === 'clear') {
      return (
        `${number} groups: people are much nearer to their own than to the next (silhouette ${silhouette.toFixed(2)}, ` +
        'more than 0.50). That is what was measured. It does not prove camps: people who differ by degrees only, along ' +
        'one line, can be cut into groups like these.'
      );
    }
    if (level === 'weak') {
      return `${number} groups can be told apart, but they overlap (silhouette ${silhouette.toFixed(2)}): read them as tendencies, not as camps.`;
    }
    switch (reason) {
      case 'no-better-than-noise':
        return 'There are no clear groups: the votes hang together no more than votes cast by chance would.';
      case 'no-structure':
        return `There are no clear groups: people differ, but by degrees (silhouette ${silhouette.toFixed(2)}).`;
      default:
        return 'There are no clear groups: too few people have voted, or they voted too much alike.';
    }
  }

  /** What all agree on. Without groups it says little that the majority does not, so it is left to that. */
  shared(): string[] {
    if (this.groupsShown.length === 0) return [];
    const shared = sharedStatements(this.map);
    const lines = section('What all groups agree on');
    if (shared.length === 0)
      lines.push(...wrap('Nothing yet: no statement has enough agreement in every group.'));
    for (const { column, side } of shared.slice(0, MOST_SHARED)) {
      lines.push(
        ...this.statement(column, side === 'agree' ? 'AGREED' : 'REJECTED', this.shares(column, side)),
      );
    }
    if (shared.length > MOST_SHARED) lines.push(`  ... and ${shared.length - MOST_SHARED} more.`);
    return lines;
  }

  dividing(): string[] {
    if (this.groupsShown.length < 2) return [];
    const lines = section('Where they part');
    const dividing = dividingStatements(this.map).slice(0, MOST_DIVIDING);
    if (dividing.length === 0)
      lines.push(...wrap('On no statement do the groups differ by more than chance.'));
    for (const { column } of dividing) {
      lines.push(...this.statement(column, 'DIVIDED', this.shares(column, 'agree')));
    }
    return lines;
  }

  groups(): string[] {
    return this.groupsShown.flatMap((group) => {
      const head = `Group ${group.id + 1}: ${count(group.size, 'person', 'people')}, ${percent(group.share)} of those in groups`;
      const lines = section(head);
      if (group.representative.length === 0)
        lines.push(...wrap('No statement tells this group from the others.'));
      for (const { column, side, successes, trials } of group.representative) {
        const here = `${successes} of ${trials} who voted on it (${percentOf(successes, trials)})`;
        lines.push(
          ...this.statement(
            column,
            verbOf(side, 2 * successes > trials),
            `${here}; others: ${this.others(group.id, column, side)}`,
          ),
        );
      }
      return lines;
    });
  }

  majority(): string[] {
    const { agree, disagree } = this.map.majority;
    if (agree.length + disagree.length === 0) return [];
    const lines = section('What most people say, counting everybody');
    if (this.groupsShown.length > 1) lines.push(...wrap('A large group can carry these alone.'), '');
    for (const { column, successes, trials } of agree) {
      lines.push(
        ...this.statement(column, 'AGREED', `by ${successes} of ${trials} (${percentOf(successes, trials)})`),
      );
    }
    for (const { column, successes, trials } of disagree) {
      lines.push(
        ...this.statement(
          column,
          'REJECTED',
          `by ${successes} of ${trials} (${percentOf(successes, trials)})`,
        ),
      );
    }
    return lines;
  }

  private statement(column: number, verb: string, figures: string): string[] {
    const id = this.map.statements.ids[column]!;
    const text = (this.read.text.get(id) ?? '(no text)').replace(/[\s\p{C}]+/gu, ' ').trim();
    return [
      ...wrap(`[${id}] ${text}`, `  ${verb.padEnd(9)} `, ' '.repeat(12)),
      ...wrap(figures, ' '.repeat(12)),
      '',
    ];
  }

  private shares(column: number, side: 'agree' | 'disagree'): string {
    const verb = side === 'agree' ? 'agree' : 'disagree';
    return this.groupsShown
      .map(({ id, tally }) => {
        const votes = tally.votes[column]!;
        if (votes === 0) return `group ${id + 1}: no votes`;
        return `group ${id + 1}: ${percentOf(tally[side][column]!, votes)} ${verb} (of ${votes})`;
      })
      .join('; ');
  }

  private others(own: number, column: number, side: 'agree' | 'disagree'): string {
    let votes = 0;
    let successes = 0;
    for (const { id, tally } of this.map.groups) {
      if (id === own) continue;
      votes += tally.votes[column]!;
      successes += tally[side][column]!;
    }
    return percentOf(successes, votes);
  }
}

/** A statement can tell a group from the others though only some of it say so; the word must not claim more. */
function verbOf(side: 'agree' | 'disagree', isMost: boolean): string {
  if (side === 'agree') return isMost ? 'AGREES' : 'SOME AGREE';
  return isMost ? 'DISAGREES' : 'SOME DISAGREE';
}
