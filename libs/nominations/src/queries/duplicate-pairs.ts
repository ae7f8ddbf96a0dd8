import { Injectable } from '@nestjs/common';
import {
  type Actor,
  conferencesReadWhole,
  hasConferenceRole,
  isId,
  notFound,
  type Page,
  type PageRequest,
  readsConference,
  sliceKey,
  sliceOf,
  statementOf,
  toPage,
} from '#libs/kernel';
import { Database } from '#libs/platform';
import {
  type DuplicateReason,
  inOrder,
  type JudgedRow,
  type Judgement,
  judgementOf,
  type PairState,
  pairState,
} from '#libs/screening';
import { PAIRED_STATES } from '../persistence/look-alike.statements.js';
import {
  COUNT_PAIRS,
  IN_HOST_SIGHT,
  LIST_PAIRS,
  ONE_PAIR,
} from '../persistence/duplicate-pair.statements.js';

/** Two nominations that may be of one person. The first is the older one. */
export interface DuplicatePair {
  readonly firstId: string;
  readonly secondId: string;
  readonly score: number;
  readonly reasonCodes: readonly DuplicateReason[];
  readonly judgement: Judgement | null;
  readonly state: PairState;
  readonly version: number;
  readonly canJudge: boolean;
}

export interface PairFilter {
  readonly states?: readonly PairState[] | null;
  readonly constituencyIds?: readonly string[] | null;
}

interface Row extends Record<string, unknown>, JudgedRow {
  readonly firstId: string;
  readonly secondId: string;
  readonly score: number;
  readonly reasons: readonly DuplicateReason[];
  readonly version: number;
}

/** A cursor is text from outside: a score and two ids. */
const isPairKey = (key: readonly unknown[]): key is readonly [score: number, first: string, second: string] =>
  typeof key[0] === 'number' && key[0] >= 0 && key[0] <= 1 && isId(key[1]) && isId(key[2]);

/** Pairs of nominations of one conference that may be of one person, of whichever bodies, for the host alone. */
@Injectable()
export class DuplicatePairs {
  constructor(private readonly database: Database) {}

  /** Those of which neither nomination has ended, the likeliest first. Refuses INVALID_INPUT as `sliceOf` does. */
  async list(
    actor: Actor,
    conferenceId: string,
    { states, constituencyIds, ...request }: PageRequest & PairFilter,
  ): Promise<Page<DuplicatePair>> {
    const slice = sliceOf(request);
    const asked = [
      conferenceId,
      PAIRED_STATES,
      isAsked(states) ? states : ['OPEN'],
      isAsked(constituencyIds) ? constituencyIds.filter(isId) : null,
    ];
    const begin = sliceKey(slice, 3, isPairKey) ?? [null, null, null];
    const isInSight = isId(conferenceId) && readsConference(actor, conferenceId);
    const rows = isInSight
      ? await this.database.read<Row>(actor, statementOf(LIST_PAIRS, slice), [
          ...asked,
          ...begin,
          slice.size + 1,
        ])
      : [];
    const canJudge = judges(actor, conferenceId);
    return toPage(rows, {
      slice,
      key: ({ score, firstId, secondId }) => [score, firstId, secondId],
      node: (row) => toPair(row, canJudge),
      totalCount: async () => {
        if (!isInSight) return 0;
        const [row] = await this.database.read<{ count: number }>(actor, COUNT_PAIRS, asked);
        return row?.count ?? 0;
      },
    });
  }

  /**
   * Whichever of both is named first; null where they are no pair, or one has ended. Refuses NOT_FOUND where the caller does not see
   * both as the host does.
   */
  async one(
    actor: Actor,
    ...ids: readonly [firstId: string, secondId: string]
  ): Promise<DuplicatePair | null> {
    const whole = conferencesReadWhole(actor);
    if (!ids.every(isId) || whole.length === 0) throw notFound('nomination');
    const [one, other] = ids.map((id) => id.toLowerCase()) as [string, string];
    const [seen, rows] = await Promise.all([
      this.database.read<{ id: string }>(actor, IN_HOST_SIGHT, [ids, whole]),
      this.database.read<Row & { conferenceId: string }>(actor, ONE_PAIR, [
        ...inOrder(one, other),
        PAIRED_STATES,
        whole,
      ]),
    ]);
    if (seen.length < new Set([one, other]).size) throw notFound('nomination');
    const [row] = rows;
    return row === undefined ? null : toPair(row, judges(actor, row.conferenceId));
  }
}

const isAsked = <Value>(values: readonly Value[] | null | undefined): values is readonly Value[] =>
  values !== null && values !== undefined && values.length > 0;

const judges = (actor: Actor, conferenceId: string): boolean =>
  actor.kind === 'user' &&
  actor.canWrite &&
  hasConferenceRole(actor, conferenceId, 'HOST_OFFICER', 'HOST_APPROVER');

function toPair(
  { reasons, firstId, secondId, score, version, ...row }: Row,
  canJudge: boolean,
): DuplicatePair {
  const judgement = judgementOf(row);
  return {
    firstId,
    secondId,
    score,
    reasonCodes: reasons,
    judgement,
    state: pairState({ verdict: row.verdict, changes: row.changes ?? [] }),
    version,
    canJudge,
  };
}
