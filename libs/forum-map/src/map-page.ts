import {
  agreementsOn,
  dividingStatements,
  LEAST_GROUP,
  opposedStatements,
  sharedStatements,
  type GroupAgreement,
  type OpinionMap,
  type SharedStatement,
} from '#libs/opinion-map';
import { type ExportRead } from './read-export.js';
import { agreeWords, count, list, percent, section, wrap } from './page-words.js';
import { readingNotes } from './reading-notes.js';
import { textsOf } from './statement-texts.js';

const MOST_SHARED = 10;
const MOST_DIVIDING = 5;
const INDENT = ' '.repeat(6);

/**
 * The map as a page of plain text for somebody who has to act on it: who took part, what all agree on, who the groups are,
 * where they part. Statements are told by their words; their numbers are in the JSON.
 */
export function mapAsPage(map: OpinionMap, read: ExportRead, title: string): string {
  const page = new MapPage(map, read);
  return [
    title,
    '='.repeat(Math.min(78, title.length)),
    '',
    ...page.summary(),
    ...page.shared(),
    ...page.opposed(),
    ...page.groups(),
    ...page.dividing(),
    ...page.majority(),
    ...readingNotes(map, read.notes),
    '',
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

class MapPage {
  private readonly groupsShown: OpinionMap['groups'];
  private readonly textOf: (column: number) => string;

  constructor(
    private readonly map: OpinionMap,
    private readonly read: ExportRead,
  ) {
    this.groupsShown = map.clarity.level === 'none' ? [] : map.groups;
    this.textOf = textsOf(map, read);
  }

  summary(): string[] {
    const { map, read } = this;
    const people = map.people.ids.length;
    const placed = map.baseClusters.reduce((sum, { members }) => sum + members.length, 0);
    const cast = `${count(people, 'person', 'people')} took part and cast ${count(map.counts.cells, 'vote', 'votes')} on ${count(map.statements.ids.length, 'statement', 'statements')}.`;
    const placing =
      placed === people
        ? ''
        : ` ${count(placed, 'is', 'are')} on the map, ${count(people - placed, 'is', 'are')} not: too few votes.`;
    const { authors, seeds } = read.notes;
    const wrote = authors === 0 ? '' : ` ${count(authors, 'person', 'people')} wrote statements.`;
    const planted =
      seeds === 0 ? '' : ` ${count(seeds, 'statement is', 'statements are')} from the organisers.`;
    return [...wrap(cast + placing + wrote + planted + this.excluded()), '', ...wrap(this.verdict())];
  }

  private excluded(): string {
    const { excluded, isMeta } = this.map.statements;
    const meta = isMeta.reduce((sum, flag) => sum + flag, 0);
    const refused = excluded.reduce((sum, flag, column) => sum + (flag && !isMeta[column] ? 1 : 0), 0);
    const parts = [
      ...(refused === 0 ? [] : [`${count(refused, 'was', 'were')} refused by moderators`]),
      ...(meta === 0 ? [] : [`${count(meta, 'is', 'are')} about the voters themselves`]),
    ];
    return parts.length === 0 ? '' : ` ${parts.join(', and ')}: no part of the map.`;
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

  /** What people agree on, whichever group they are in. Without groups it says little that the majority does not, so it is left to that. */
  shared(): string[] {
    const shared = sharedStatements(this.map);
    if (shared.length === 0) return [];
    const large = this.groupsShown.length - this.small().length;
    const fewLarge =
      large < 2 ? ` Here ${large === 0 ? 'no group is' : 'only one group is'} that large.` : '';
    const lines = section('What people agree on, from one end of the map to the other');
    lines.push(
      ...wrap(
        'Most agreed first. "All groups agree" stands where in each group of ' +
          `${LEAST_GROUP} people or more, and in two at least, surely more than half of those who voted agree (90 % interval).${fewLarge}`,
      ),
      '',
    );
    shared
      .slice(0, MOST_SHARED)
      .forEach((statement, i) => lines.push(...this.ranked(i + 1, statement, 'agree', 'agrees')));
    return lines;
  }

  opposed(): string[] {
    const opposed = opposedStatements(this.map).slice(0, MOST_SHARED);
    if (opposed.length === 0) return [];
    const lines = section('What all groups disagree with');
    opposed.forEach((statement, i) =>
      lines.push(...this.ranked(i + 1, statement, 'disagree', 'disagrees', false)),
    );
    return lines;
  }

  /** Groups that say nothing for sure. */
  private small(): OpinionMap['groups'] {
    return this.groupsShown.filter(({ size }) => size < LEAST_GROUP);
  }

  private ranked(
    rank: number,
    { column, groups, isOfAll }: SharedStatement,
    verb: string,
    oneVerb: string,
    isMarked = true,
  ): string[] {
    const small = list(this.small().map(({ id }) => `group ${id + 1}`));
    const aside = small === '' ? '' : ` (not asked: ${small}, too small)`;
    const mark = isMarked && isOfAll ? [`All groups agree${aside}.`] : [];
    return [
      ...wrap(this.textOf(column), `${String(rank).padStart(4)}. `, INDENT),
      ...[...mark, ...groups.map((group) => this.figures(group, verb, oneVerb))].flatMap((line) =>
        wrap(line, INDENT, `${INDENT}  `),
      ),
      '',
    ];
  }

  private figures(of: GroupAgreement, verb: string, oneVerb: string): string {
    return `Group ${of.group + 1}: ${agreeWords(of, verb, oneVerb)}`;
  }

  groups(): string[] {
    return this.groupsShown.flatMap((group) => {
      const head = `Group ${group.id + 1}: ${count(group.size, 'person', 'people')}, ${percent(group.share)} of those in groups`;
      const lines = section(head);
      if (group.representative.length === 0)
        lines.push(...wrap('No statement tells this group from the others.'));
      for (const { column, side, successes, trials } of group.representative) {
        const verb = verbOf(side, 2 * successes > trials);
        const own = agreementsOn(this.map, column, side).find((of) => of.group === group.id)!;
        const [many, one] = side === 'agree' ? ['agree', 'agrees'] : ['disagree', 'disagrees'];
        lines.push(
          ...this.statement(column, verb, [
            `Here: ${agreeWords(own, many, one, false)}`,
            `Others: ${agreeWords(this.others(group.id, column, side), many, one, false)}`,
          ]),
        );
      }
      return lines;
    });
  }

  dividing(): string[] {
    if (this.groupsShown.length < 2) return [];
    const lines = section('Where they part');
    const dividing = dividingStatements(this.map).slice(0, MOST_DIVIDING);
    if (dividing.length === 0)
      lines.push(...wrap('On no statement do the groups differ by more than chance.'));
    for (const { column } of dividing) {
      const told = agreementsOn(this.map, column).map((group) => this.figures(group, 'agree', 'agrees'));
      lines.push(...this.statement(column, 'DIVIDED', told));
    }
    return lines;
  }

  majority(): string[] {
    const { agree, disagree } = this.map.majority;
    if (agree.length + disagree.length === 0) return [];
    const lines = section('What most people say, counting everybody');
    if (this.groupsShown.length > 1) lines.push(...wrap('A large group can carry these alone.'), '');
    const { everybody } = this.map.statements;
    for (const [side, listed] of [
      ['agree', agree],
      ['disagree', disagree],
    ] as const) {
      for (const { column, successes, trials } of listed) {
        const passes = trials - everybody.agree[column]! - everybody.disagree[column]!;
        const told = agreeWords({ successes, votes: trials, passes }, side, `${side}s`, false);
        lines.push(...this.statement(column, side === 'agree' ? 'AGREED' : 'DISAGREED', [told]));
      }
    }
    return lines;
  }

  private statement(column: number, verb: string, figures: readonly string[]): string[] {
    return [
      ...wrap(this.textOf(column), `  ${verb.padEnd(13)} `, ' '.repeat(16)),
      ...figures.flatMap((line) => wrap(line, ' '.repeat(16), ' '.repeat(18))),
      '',
    ];
  }

  /** All other groups together. */
  private others(own: number, column: number, side: 'agree' | 'disagree') {
    const others = agreementsOn(this.map, column, side).filter(({ group }) => group !== own);
    const sum = (of: 'successes' | 'votes' | 'passes') => others.reduce((all, next) => all + next[of], 0);
    return { successes: sum('successes'), votes: sum('votes'), passes: sum('passes') };
  }
}

/** A statement can tell a group from the others though only some of it say so; the word must not claim more. */
function verbOf(side: 'agree' | 'disagree', isMost: boolean): string {
  if (side === 'agree') return isMost ? 'AGREES' : 'SOME AGREE';
  return isMost ? 'DISAGREES' : 'SOME DISAGREE';
}
