import { Injectable } from '@nestjs/common';
import { conferencesReadWhole } from '#libs/kernel';
import { Database, grouped, type ReadMany } from '#libs/platform';
import { changedSince, type Undoable, undoObstacle, type UndoObstacle } from '../domain/merging.js';
import { MERGES_BY_IDS, MERGES_OF_PAIRS } from '../persistence/duplicate-merge.statements.js';
import { personOf } from '../persistence/nomination-record.js';

/** What one nomination has taken from the other of a pair. */
export interface DuplicateMerge extends Undoable {
  readonly id: string;
  /** Which of both was corrected. */
  readonly nominationId: string;
  readonly mergedBy: string;
  readonly mergedAt: Date;
  readonly undoneBy: string | null;
  readonly undoneAt: Date | null;
  readonly undoableUntil: Date;
  /** Facts that say something else by now. */
  readonly changedSince: readonly string[];
  readonly undoObstacle: UndoObstacle | null;
}

type Row = Record<string, unknown> &
  Omit<DuplicateMerge, 'changedSince' | 'undoObstacle'> & {
    readonly firstId: string;
    readonly secondId: string;
  };

/** Of a pair, as its merges are read by. */
export const pairKey = ({
  firstId,
  secondId,
}: {
  readonly firstId: string;
  readonly secondId: string;
}): string => `${firstId} ${secondId}`;

/** Merges of pairs, the newest first; the host's alone, here and by row-level policy. */
@Injectable()
export class DuplicateMerges {
  constructor(private readonly database: Database) {}

  readonly byIds: ReadMany<DuplicateMerge> = async (actor, ids) => {
    const rows = await this.database.read<Row>(actor, MERGES_BY_IDS, [ids, conferencesReadWhole(actor)]);
    return new Map(rows.map((row) => [row.id, toMerge(row)]));
  };

  /** By `pairKey`. */
  readonly ofPairs: ReadMany<DuplicateMerge[]> = async (actor, keys) => {
    const pairs = keys.map((key) => key.split(' '));
    const rows = await this.database.read<Row>(actor, MERGES_OF_PAIRS, [
      pairs.map(([first]) => first),
      pairs.map(([, second]) => second),
      conferencesReadWhole(actor),
    ]);
    return grouped(rows, pairKey, toMerge);
  };
}

function toMerge(row: Row): DuplicateMerge {
  const now = personOf(row);
  return {
    ...row,
    changedSince: row.isUndone || row.isOver ? [] : changedSince(now, row),
    undoObstacle: undoObstacle(now, row) ?? null,
  };
}
