import { NEW_PRIORITY } from './priorities.js';
import { type OpinionMap } from './opinion-map.js';
import { type StatementStatus } from './options.js';
import { seededFractions } from './random.js';
import { drawIndex } from './spread-starts.js';
import { OpinionMapRefusal } from './votes.js';

/** Whom and how to draw for. */
export interface RoutingOptions {
  /** Statements that the person has voted on, passed, or been shown: never drawn. */
  readonly seen: Iterable<number>;
  /** Anything that differs between draws: a hash of person and count of votes, say. The same seed draws the same. */
  readonly seed: number;
  /** Serve accepted statements only. Default: everything but rejected ones. */
  readonly acceptedOnly?: boolean;
  /**
   * Greatest chance, 0 to 1, that the draw is a demographic statement, as long as there is another: at a priority of 49
   * each they would crowd the first ten. Default 0.2.
   */
  readonly metaShare?: number;
}

/** A statement that may be drawn, with its chance; the chances sum to 1. */
export interface RoutingChance {
  readonly id: number;
  readonly chance: number;
}

const DEFAULT_META_SHARE = 0.2;

/**
 * The chances of all statements that a person may be asked next (section 10): proportional to priority, among those
 * not seen and not rejected. A statement that nobody has voted on has the priority of a new one; so has every statement
 * if there is no map yet. The caller leaves out statements that are closed.
 */
export function routingChances(
  map: Pick<OpinionMap, 'statements'> | undefined,
  statements: Iterable<StatementStatus>,
  options: RoutingOptions,
): RoutingChance[] {
  const share = options.metaShare ?? DEFAULT_META_SHARE;
  if (!(share >= 0 && share <= 1)) {
    throw new OpinionMapRefusal('BAD_OPTION', `metaShare must lie between 0 and 1, not ${share}.`);
  }
  const priorities = new Map<number, number>();
  map?.statements.ids.forEach((id, column) => priorities.set(id, map.statements.priority[column]!));
  const seen = new Set(options.seen);
  const candidates = onePerStatement(statements)
    .filter(({ id, moderation }) => !seen.has(id) && moderation >= (options.acceptedOnly ? 1 : 0))
    .sort((a, b) => a.id - b.id);
  const weights = candidates.map(({ id }) => priorities.get(id) ?? NEW_PRIORITY);
  const total = (isMeta: boolean) =>
    weights.reduce((sum, weight, i) => sum + ((candidates[i]!.isMeta ?? false) === isMeta ? weight : 0), 0);
  const [meta, others] = [total(true), total(false)];
  const metaChance = others === 0 ? 1 : Math.min(share, meta / (meta + others));
  return candidates.map(({ id, isMeta }, i) => ({
    id,
    chance: isMeta
      ? (weights[i]! / meta) * metaChance
      : (weights[i]! / others) * (meta === 0 ? 1 : 1 - metaChance),
  }));
}

/** As on the map: a statement of which two things are said is rejected, or demographic, if either says so. */
function onePerStatement(statements: Iterable<StatementStatus>): StatementStatus[] {
  const known = new Map<number, StatementStatus>();
  for (const status of statements) {
    const before = known.get(status.id) ?? status;
    const moderation = before.moderation === -1 ? -1 : status.moderation;
    known.set(status.id, {
      ...status,
      moderation,
      isMeta: (before.isMeta ?? false) || (status.isMeta ?? false),
    });
  }
  return [...known.values()];
}

/** Draws the statement to ask one person next, or undefined if the person has seen them all. */
export function drawStatement(
  map: Pick<OpinionMap, 'statements'> | undefined,
  statements: Iterable<StatementStatus>,
  options: RoutingOptions,
): number | undefined {
  const chances = routingChances(map, statements, options);
  const drawn = drawIndex(
    chances.map(({ chance }) => chance),
    seededFractions(options.seed)(),
  );
  return chances[drawn]?.id;
}
