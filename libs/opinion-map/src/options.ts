import { OpinionMapRefusal } from './votes.js';

/** What moderators have said about one statement. */
export interface StatementStatus {
  readonly id: number;
  /** -1 rejected, 0 not yet looked at, +1 accepted. */
  readonly moderation: -1 | 0 | 1;
  /** A demographic statement ("I live in ..."), which never shapes the map. */
  readonly isMeta?: boolean;
}

/** Moderation: the state of the statements and the people who are banned. What is not named is unmoderated. */
export interface Moderation {
  readonly statements?: Iterable<StatementStatus>;
  /** Participants whose votes are left out altogether. */
  readonly banned?: Iterable<number>;
}

/** The memory of section 5d: a new number of groups must win four updates running. */
export interface KMemory {
  readonly lastK: number;
  readonly count: number;
  readonly smoothedK: number;
}

/** Options of a map; every one has a default, and the defaults are the method to the letter. */
export interface OpinionOptions {
  /** Votes a person must have cast to be put into a group (section 4b). Default 7. */
  readonly minimumVotes?: number;
  /** People to put into groups even if they lack the votes, those with most votes first (section 4b). Default 15. */
  readonly minimumClustered?: number;
  /** People who were in a group before and stay in although statements were added since (section 4b). */
  readonly alreadyClustered?: Iterable<number>;
  /** Base clusters at most (section 5b). Default 100. */
  readonly baseClusters?: number;
  /** Groups at most (section 5c). Default 5, at least 2. */
  readonly maximumGroups?: number;
  /** A number of groups that leaves one with fewer people is not chosen. Default 2, at least 2. */
  readonly minimumGroupSize?: number;
  /**
   * Where k-means starts. `rows`: from the first distinct points (section 5a), as the method says. `spread`:
   * from several seeded, spread-out starts over people ordered by their votes, so that not even the numbers
   * given to people matter; the best of the starts is kept. Default `rows`.
   */
  readonly start?: 'rows' | 'spread';
  /** Seed of everything that draws: spread starts and the test against noise. Default 1. */
  readonly seed?: number;
  /** Error at which a component counts as found (section 3). Default 1e-9. */
  readonly tolerance?: number;
  /** Sign-flipped copies of the votes that the map is held against (see `clarity.ts`); 0 = no test. Default 19. */
  readonly noiseCopies?: number;
  /** Caps (section 1); who or what comes after them in canonical order is left out and counted. */
  readonly maximumParticipants?: number;
  readonly maximumStatements?: number;
  /** The previous map's memory, where a new number of groups shall have to win four times running (section 5d). */
  readonly kMemory?: KMemory;
}

/** Options with every default filled in. */
export interface Settings {
  readonly minimumVotes: number;
  readonly minimumClustered: number;
  readonly alreadyClustered: ReadonlySet<number>;
  readonly baseClusters: number;
  readonly maximumGroups: number;
  readonly minimumGroupSize: number;
  readonly start: 'rows' | 'spread';
  readonly seed: number;
  readonly tolerance: number;
  readonly noiseCopies: number;
  readonly maximumParticipants: number;
  readonly maximumStatements: number;
  readonly kMemory: KMemory | undefined;
}

/** Fills in the defaults and refuses what makes no sense, naming the option. */
export function settingsFrom(options: OpinionOptions): Settings {
  const settings: Settings = {
    minimumVotes: whole('minimumVotes', options.minimumVotes ?? 7, 0),
    minimumClustered: whole('minimumClustered', options.minimumClustered ?? 15, 0),
    alreadyClustered: new Set(options.alreadyClustered ?? []),
    baseClusters: whole('baseClusters', options.baseClusters ?? 100, 2),
    maximumGroups: whole('maximumGroups', options.maximumGroups ?? 5, 2),
    minimumGroupSize: whole('minimumGroupSize', options.minimumGroupSize ?? 2, 2),
    start: options.start ?? 'rows',
    seed: whole('seed', options.seed ?? 1, 0),
    tolerance: options.tolerance ?? 1e-9,
    noiseCopies: whole('noiseCopies', options.noiseCopies ?? 19, 0),
    maximumParticipants: whole('maximumParticipants', options.maximumParticipants ?? 100_000, 1),
    maximumStatements: whole('maximumStatements', options.maximumStatements ?? 10_000, 1),
    kMemory: options.kMemory,
  };
  if (!(settings.tolerance > 0 && settings.tolerance < 1)) {
    throw new OpinionMapRefusal('BAD_OPTION', 'tolerance must lie between 0 and 1.');
  }
  return settings;
}

function whole(name: string, value: number, least: number): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new OpinionMapRefusal(
    'BAD_OPTION',
    `${name} must be a whole number of at least ${least}, not ${value}.`,
  );
}
