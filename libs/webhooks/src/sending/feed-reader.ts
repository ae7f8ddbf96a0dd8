import { Injectable } from '@nestjs/common';
import { type Actor, newId } from '#libs/kernel';
import { ChangesOfScope, type FeedScope, type PlacedChange, ReferencesOfSubjects } from '#libs/audit';
import { Database, type Transaction, UnitOfWork } from '#libs/platform';
import { MOST_WAITING } from '../domain/delivery.js';
import { ACTIVE_ENDPOINTS, MOVE_ENDPOINT, TAKE_ENDPOINT } from '../persistence/sending.statements.js';
import { DELIVERY } from '../persistence/webhook.table.js';

const READER: Actor = { kind: 'system', task: 'read-changes-for-webhooks' };
/** Changes of one transaction. */
const PAGE = 500;

interface Endpoint extends FeedScope, Record<string, unknown> {
  readonly id: string;
  readonly place: Buffer;
}
interface Taken extends Endpoint {
  readonly kinds: readonly string[] | null;
  readonly waiting: number;
}

/**
 * Makes deliveries of changes: those behind an endpoint's place, and the place moved, in one transaction. So none is missed and
 * none is made twice, however many workers read.
 */
@Injectable()
export class FeedReader {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly feed: ChangesOfScope,
    private readonly references: ReferencesOfSubjects,
  ) {}

  /** A page for each active endpoint that has news. Answers the conferences of active endpoints, and whether there may be more. */
  async read(): Promise<{ readonly conferenceIds: readonly string[]; readonly isMore: boolean }> {
    const ask = {
      query: <Row extends Record<string, unknown>>(text: string, values: readonly unknown[] = []) =>
        this.database.read<Row>(READER, text, values),
    } as Pick<Transaction, 'query'>;
    const endpoints = await ask.query<Endpoint>(ACTIVE_ENDPOINTS);
    const withNews = await this.feed.withNews(ask, endpoints);
    let isMore = false;
    for (const { id } of withNews) isMore = (await this.readFor(id)) || isMore;
    return { conferenceIds: [...new Set(endpoints.map(({ conferenceId }) => conferenceId))], isMore };
  }

  /** Whether there may be more at once. */
  private readFor(endpointId: string): Promise<boolean> {
    return this.unitOfWork.run(READER, async (tx) => {
      const [endpoint] = await tx.query<Taken>(TAKE_ENDPOINT, [endpointId, MOST_WAITING]);
      if (endpoint === undefined || endpoint.waiting >= MOST_WAITING) return false;
      const changes = await this.feed.behind(tx, endpoint, endpoint.place, PAGE);
      const last = changes.at(-1);
      if (last === undefined) return false;
      await this.make(tx, endpoint, changes);
      tx.write(MOVE_ENDPOINT, [endpoint.id, last.place]);
      return changes.length === PAGE;
    });
  }

  private async make(tx: Transaction, endpoint: Taken, changes: readonly PlacedChange[]): Promise<void> {
    const { id: endpointId, conferenceId, bodyId, kinds } = endpoint;
    const wanted = changes.filter(({ kind }) => kinds === null || kinds.includes(kind));
    const references = await this.references.read(tx, wanted);
    tx.insertAll(
      DELIVERY,
      wanted.map(({ kind, subjectType, subjectId, occurredAt, place }) => ({
        id: newId(),
        endpointId,
        conferenceId,
        bodyId,
        place,
        kind,
        subjectType,
        subjectId,
        externalReference: references.get(subjectId) ?? null,
        occurredAt: new Date(occurredAt),
      })),
    );
  }
}
