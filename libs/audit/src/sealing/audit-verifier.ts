import { type Actor, type ChainHead, HIGHEST_ID, LOWEST_ID } from '#libs/kernel';
import { type Database, remarkHash } from '#libs/platform';
import { chainHash, eventHash, GENESIS } from '../domain/chain.js';
import { EVENT_COLUMNS, type EventRow } from '../domain/event.js';
import { NEXT_STEP } from './audit-sealer.js';

const VERIFIER: Actor = { kind: 'system', task: 'verify-audit' };
const STEP = 2_000;

const NEXT_LINKS = `SELECT s.sequence, s.event_id AS "sealedId", s.event_hash AS "eventHash", s.chain_hash AS "chainHash", r.text AS "remark", r.salt,
    ${EVENT_COLUMNS}
  FROM audit.seal s LEFT JOIN audit.event e ON e.id = s.event_id LEFT JOIN audit.remark r ON r.event_id = s.event_id WHERE s.sequence > $1 ORDER BY s.sequence LIMIT ${STEP}`;
// A step of the whole trail from the indexes alone, for a writer's clock may have been hours behind: $1 behind which entry, $2 to which.
const WITHIN_STEP = (id: string): string =>
  `${id} > $1::uuid AND ${id} <= coalesce($2::uuid, '${HIGHEST_ID}')`;
const OVERDUE = `SELECT count(*)::int AS count, (array_agg(e.id ORDER BY e.id))[1] AS first
  FROM (SELECT e.id FROM audit.event e WHERE ${WITHIN_STEP('e.id')}
    AND NOT EXISTS (SELECT FROM audit.seal s WHERE s.event_id = e.id AND ${WITHIN_STEP('s.event_id')}) OFFSET 0) unsealed
  JOIN audit.event e ON e.id = unsealed.id WHERE e.occurred_at < statement_timestamp() - interval '1 minute'`;

interface LinkRow extends EventRow {
  readonly sequence: string;
  readonly sealedId: string;
  readonly eventHash: Buffer;
  readonly chainHash: Buffer;
  /** Null where there is none, or it was erased: that is allowed, changing it is not. */
  readonly remark: string | null;
  readonly salt: string | null;
}

/** What a check of the whole trail found. */
export interface AuditVerdict {
  readonly isIntact: boolean;
  /** Sealed entries looked at. */
  readonly entries: number;
  /** One line each, empty where all is well. */
  readonly problems: readonly string[];
  /** The newest link, to be kept elsewhere; null while the chain is empty. */
  readonly head: ChainHead | null;
}

/** How far a check has come. */
export interface Walk {
  sequence: number;
  link: Uint8Array;
  entries: number;
  /** What the chain said at the number of the kept head. */
  atHead: string | undefined;
}

/** Recomputes the chain from its beginning and compares it with what is stored. */
export class AuditVerifier {
  constructor(private readonly database: Database) {}

  /**
   * @param kept a head that was kept elsewhere: shows whether the end was cut off, or everything written anew, since.
   */
  async run(kept?: ChainHead): Promise<AuditVerdict> {
    const walk: Walk = { sequence: 0, link: GENESIS, entries: 0, atHead: undefined };
    const broken = await this.walk(walk, kept);
    const found = [broken ?? headProblem(walk, kept), await this.overdue()];
    const problems = found.filter((problem) => problem !== undefined);
    const head = walk.entries === 0 ? null : { sequence: walk.sequence, hash: hex(walk.link) };
    return { isIntact: problems.length === 0, entries: walk.entries, problems, head };
  }

  /** Goes along the chain until its end or the first entry that is not as it was sealed. */
  private async walk(walk: Walk, kept: ChainHead | undefined): Promise<string | undefined> {
    for (;;) {
      const rows = await this.database.read<LinkRow>(VERIFIER, NEXT_LINKS, [walk.sequence]);
      for (const row of rows) {
        const problem = linkProblem(row, walk);
        if (problem !== undefined) return problem;
        walk.sequence += 1;
        walk.link = row.chainHash;
        walk.entries += 1;
        if (walk.sequence === kept?.sequence) walk.atHead = hex(row.chainHash);
      }
      if (rows.length < STEP) return undefined;
    }
  }

  private async overdue(): Promise<string | undefined> {
    let [count, oldest]: [number, string | null] = [0, null];
    let floor: string | null = LOWEST_ID;
    do {
      const next: string | null = await this.nextStep(floor);
      const [row] = await this.database.read<{ count: number; first: string | null }>(VERIFIER, OVERDUE, [
        floor,
        next,
      ]);
      count += row?.count ?? 0;
      oldest ??= row?.first ?? null;
      floor = next;
    } while (floor !== null);
    if (oldest === null) return undefined;
    return `${count} entries have waited for more than a minute to be sealed, the first is ${oldest}: no worker runs, or an entry was taken out of the chain.`;
  }

  private async nextStep(floor: string): Promise<string | null> {
    const [row] = await this.database.read<{ id: string }>(VERIFIER, NEXT_STEP, [floor]);
    return row?.id ?? null;
  }
}

function linkProblem(row: LinkRow, { sequence, link }: Walk): string | undefined {
  const expected = sequence + 1;
  if (Number(row.sequence) !== expected) return `Entry ${expected} is missing from the chain.`;
  const name = `Entry ${row.sequence} (${row.sealedId})`;
  // Of a left join without a match every column of the event is null.
  if ((row.id as string | null) === null) return `${name} was deleted.`;
  if (!eventHash(row).equals(row.eventHash)) return `${name} was changed after it was sealed.`;
  if (!chainHash(link, row.eventHash).equals(row.chainHash)) return `${name} does not continue the chain.`;
  if (isRemarkChanged(row)) return `What was written beside ${name} was changed.`;
  return undefined;
}

function isRemarkChanged({ remark: text, salt, details }: LinkRow): boolean {
  return text !== null && salt !== null && remarkHash({ text, salt }) !== details['remarkHash'];
}

/** What a head that was kept elsewhere shows of the end. */
export function headProblem(walk: Walk, kept: ChainHead | undefined): string | undefined {
  if (kept === undefined || kept.sequence === 0) return undefined;
  if (walk.sequence < kept.sequence) {
    return `The end is missing: the kept head is entry ${kept.sequence}, the chain ends at ${walk.sequence}.`;
  }
  return walk.atHead === kept.hash
    ? undefined
    : `Entry ${kept.sequence} is not the one of the kept head: the chain was written anew.`;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
