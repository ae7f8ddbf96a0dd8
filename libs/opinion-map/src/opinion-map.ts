import { baseClusters, type BaseCluster } from './base-clusters.js';
import { centredValues, columnMeans, excludedColumns } from './centring.js';
import { judgeClarity, type Clarity } from './clarity.js';
import { leadingComponents, type Components } from './components.js';
import { groupConsensus } from './consensus.js';
import { continuousConsensus } from './continuous.js';
import { chooseGroups, type GroupingTry } from './groups.js';
import { majorityStatements, type MajorityStatement } from './majority.js';
import { buildMatrix, type VoteCounts, type VoteMatrix } from './matrix.js';
import { clusteredRows, leastVotes, votesByRow } from './membership.js';
import { settingsFrom, type KMemory, type Moderation, type OpinionOptions } from './options.js';
import { orderRowsByVotes } from './order-rows.js';
import { statementPriorities } from './priorities.js';
import { projectPeople, projectStatements, type Points } from './projection.js';
import { leastVotersOf, representativeStatements, type RepresentativeStatement } from './representative.js';
import { sumTallies, tallyVotes, type Tally } from './tallies.js';
import { checkVotes, type VoteColumns } from './votes.js';

/** People in the plane of the map; row i of the matrix is the i-th entry of each. */
export interface MappedPeople extends Points {
  readonly ids: Int32Array;
  /** Votes cast, on whatever statement. */
  readonly votes: Int32Array;
  /** Group number, or -1 for people who have voted too little to be in one. */
  readonly group: Int32Array;
}

/** The statements with a vote, by ascending id. */
export interface MappedStatements extends Points {
  readonly ids: Int32Array;
  /** 1 for rejected and demographic statements, which do not shape the map. */
  readonly excluded: Uint8Array;
  readonly isMeta: Uint8Array;
  /** Mean vote, 0 for excluded ones (section 3). */
  readonly centre: Float64Array;
  /** Distance from the middle of the map (section 4a). Not a measure of disagreement between groups. */
  readonly extremity: Float64Array;
  /** Group-aware consensus for and against (section 7), 0 to 1. */
  readonly consensus: Float64Array;
  readonly consensusAgainst: Float64Array;
  /** Agreement from one end of the map to the other (`continuous.ts`), 0 to 1, and the votes that it rests on. */
  readonly continuous: Float64Array;
  readonly votesOnMap: Int32Array;
  /** How much each deserves the next votes (section 10). */
  readonly priority: Float64Array;
  readonly everybody: Tally;
}

/** A group of like-minded people. */
export interface OpinionGroup {
  /** 0 to k - 1. Between maps, `matchGroups` keeps numbers with their people. */
  readonly id: number;
  readonly size: number;
  /** Its part of all people who are in groups, 0 to 1. */
  readonly share: number;
  readonly x: number;
  readonly y: number;
  readonly baseClusters: readonly number[];
  readonly tally: Tally;
  readonly representative: readonly RepresentativeStatement[];
}

/** One vote as the map has it: the latest of that person on that statement. */
export interface MappedVote {
  readonly column: number;
  readonly vote: -1 | 0 | 1;
}

/** The opinion map: who stands near whom, what each group stands for, and what all groups agree on. */
export interface OpinionMap {
  readonly people: MappedPeople;
  readonly statements: MappedStatements;
  readonly components: Components;
  readonly baseClusters: readonly BaseCluster[];
  /** Empty where no number of groups is admissible. Show them to people only as `clarity` allows. */
  readonly groups: readonly OpinionGroup[];
  readonly tries: readonly GroupingTry[];
  readonly clarity: Clarity;
  readonly majority: {
    readonly agree: readonly MajorityStatement[];
    readonly disagree: readonly MajorityStatement[];
  };
  readonly counts: VoteCounts;
  /** Votes that put a person into a group (section 4b); those with fewer are in only to fill it up, or from before. */
  readonly leastVotes: number;
  /** The votes of the person in that row. */
  readonly votesOf: (row: number) => MappedVote[];
  /** To be handed to the next map where the number of groups shall not jump (section 5d). */
  readonly kMemory: KMemory | undefined;
}

/**
 * Makes the map of one topic from all its votes. Pure and deterministic: the same votes give the same map in whatever
 * order they are handed in. Linear in the votes.
 *
 * @throws OpinionMapRefusal if votes or options make no sense
 */
export function mapOpinions(
  votes: VoteColumns,
  moderation: Moderation = {},
  options: OpinionOptions = {},
): OpinionMap {
  const settings = settingsFrom(options);
  const rejected = new Set<number>();
  const meta = new Set<number>();
  for (const { id, moderation: state, isMeta } of moderation.statements ?? []) {
    if (state === -1) rejected.add(id);
    if (isMeta) meta.add(id);
  }
  const read = buildMatrix(votes, checkVotes(votes), new Set(moderation.banned ?? []), settings);
  const matrix = settings.start === 'spread' ? orderRowsByVotes(read) : read;
  const excluded = excludedColumns(matrix, (id) => rejected.has(id) || meta.has(id));
  const centre = columnMeans(matrix, excluded);
  const values = centredValues(centre, excluded);
  const components = leadingComponents({ matrix, columns: matrix.columns, values }, settings.tolerance);
  const plane = { centre, values, excluded, components };
  const points = projectPeople(matrix, plane);
  const votesOf = votesByRow(matrix);
  const clustered = clusteredRows(matrix, votesOf, settings);
  const bases = baseClusters(points, clustered, settings);
  const grouping = chooseGroups(bases, settings);
  const group = groupOfRows(matrix.rows, bases, grouping.count, grouping.of);
  const tallies = tallyVotes(matrix, group, grouping.count);
  const isMeta = Uint8Array.from(matrix.statements, (id) => (meta.has(id) ? 1 : 0));
  const { extremity, ...places } = projectStatements(plane);
  const continuous = continuousConsensus(matrix, clustered, points.x);
  const grouped = groupedTally(matrix, tallies.byGroup, clustered, group);
  return {
    people: { ids: matrix.participants, votes: votesOf, group, ...points },
    statements: {
      ids: matrix.statements,
      excluded,
      isMeta,
      centre,
      extremity,
      ...places,
      consensus: groupConsensus(tallies.byGroup, tallies.everybody),
      consensusAgainst: groupConsensus(tallies.byGroup, tallies.everybody, 'disagree'),
      continuous: continuous.score,
      votesOnMap: continuous.votes,
      priority: statementPriorities(grouped, extremity, (c) => isMeta[c] === 1),
      everybody: tallies.everybody,
    },
    components,
    baseClusters: bases,
    groups: describeGroups(bases, grouping.of, tallies.byGroup, excluded, clustered.length),
    tries: grouping.tries,
    clarity: judgeClarity({ matrix, values, columns: matrix.columns, components, grouping, settings }),
    majority: {
      agree: majorityStatements(tallies.everybody, excluded, 'agree'),
      disagree: majorityStatements(tallies.everybody, excluded, 'disagree'),
    },
    counts: matrix.counts,
    leastVotes: leastVotes(matrix, settings),
    votesOf: (row) =>
      Array.from(matrix.cells.subarray(matrix.rowStart[row], matrix.rowStart[row + 1]), readCell),
    kMemory: grouping.kMemory,
  };
}

function readCell(cell: number): MappedVote {
  return { column: Math.floor(cell / 3), vote: ((cell % 3) - 1) as -1 | 0 | 1 };
}

function groupOfRows(rows: number, bases: readonly BaseCluster[], count: number, of: Int32Array): Int32Array {
  const group = new Int32Array(rows).fill(-1);
  if (count === 0) return group;
  bases.forEach((base, i) => base.members.forEach((row) => (group[row] = of[i]!)));
  return group;
}

/** The votes that priorities count: those of people in groups; without groups, of those who would be in one. */
function groupedTally(
  matrix: VoteMatrix,
  byGroup: readonly Tally[],
  clustered: Int32Array,
  group: Int32Array,
): Tally {
  if (byGroup.length > 0) return sumTallies(byGroup, matrix.columns);
  const one = group.slice();
  clustered.forEach((row) => (one[row] = 0));
  return tallyVotes(matrix, one, 1).byGroup[0]!;
}

function describeGroups(
  bases: readonly BaseCluster[],
  of: Int32Array,
  tallies: readonly Tally[],
  excluded: Uint8Array,
  people: number,
): OpinionGroup[] {
  const sizes = tallies.map((_, id) =>
    bases.reduce((sum, base, i) => sum + (of[i] === id ? base.members.length : 0), 0),
  );
  const representative = representativeStatements(tallies, excluded, sizes.map(leastVotersOf));
  return tallies.map((tally, id) => {
    const own = bases.filter((_, i) => of[i] === id);
    const size = sizes[id]!;
    const mean = (axis: 'x' | 'y') => own.reduce((sum, b) => sum + b[axis] * b.members.length, 0) / size;
    return {
      id,
      size,
      share: size / people,
      x: mean('x'),
      y: mean('y'),
      baseClusters: own.map((base) => base.id),
      tally,
      representative: representative[id]!,
    };
  });
}
