import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { searchPatterns } from '#libs/names';
import { type Binder, Database } from '#libs/platform';
import { type FoundInInbox, type InboxSearch, type InboxSource, InboxSources } from '#libs/approvals';
import { Places } from '#libs/places';
import { flagsOf, type ScreeningKind } from '#libs/screening';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import {
  type NominationRow,
  type NominationView,
  selectNominations,
  toNominationView,
} from './nomination-view.js';

/** What the inbox shows of a nomination. */
export interface InboxNomination {
  readonly nomination: NominationView;
  readonly flags: readonly ScreeningKind[];
}

interface Row extends NominationRow {
  flags: ScreeningKind[];
}

/** $1 conferences, $2 patterns, $3 bodies or null, $4 how many at most. */
const SEARCH = `SELECT hit.id FROM unnest($1::uuid[]) AS c (id),
  LATERAL nominations.find(c.id, $2::text[], $3::uuid[], NULL, NULL, NULL, $4::int) AS hit (id) LIMIT $4::int`;
const MOST_HITS = 1_000;

const FLAGS = `, ${flagsOf('n.id', 'n.version')} AS flags`;

/** Nominations as they stand in the host's inbox. */
@Injectable()
export class InboxNominations implements InboxSource<Row, InboxNomination>, OnModuleInit {
  readonly type = NOMINATION_SUBJECT;
  /** Row by row: what waits is few beside all that are nominated, and OFFSET keeps it from being read as a whole. */
  readonly items = `SELECT n.id, n.version + n.follow_ups AS version FROM approvals.waiting_review r
    JOIN LATERAL (SELECT * FROM nominations.nomination o WHERE o.id = r.subject_id OFFSET 0) n ON TRUE`;

  constructor(
    private readonly database: Database,
    private readonly places: Places,
    private readonly sources: InboxSources,
  ) {}

  onModuleInit(): void {
    this.sources.register(this);
  }

  select(columns: string, viewerId: string, bind: Binder): string {
    return selectNominations('nominations.nomination n', {
      hostViewer: bind(viewerId),
      columns: `${columns}${FLAGS}`,
    }).replace('LEFT JOIN approvals', 'JOIN approvals');
  }

  /**
   * By the list's own search, which has an index. What fits more than a thousand nominations is frequent: the inbox is
   * sooner read until a page is full.
   */
  async find(actor: Actor, { term, conferenceIds, bodyIds }: InboxSearch): Promise<FoundInInbox | null> {
    const patterns = searchPatterns(term);
    if (patterns.length === 0) return null;
    const rows = await this.database.read<{ id: string }>(actor, SEARCH, [
      conferenceIds,
      patterns,
      bodyIds,
      MOST_HITS,
    ]);
    if (rows.length < MOST_HITS) return { ids: rows.map(({ id }) => id) };
    return {
      join: ' JOIN nominations.nomination n ON n.id = r.subject_id',
      condition: (bind) => `n.search_text LIKE ALL (${bind(patterns)}::text[])`,
    };
  }

  async lines(actor: Actor, rows: readonly Row[]): Promise<InboxNomination[]> {
    const places = await this.places.of(rows);
    return rows.map((row) => ({ nomination: toNominationView(actor, row, places), flags: row.flags }));
  }
}
