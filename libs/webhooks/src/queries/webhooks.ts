import { Injectable } from '@nestjs/common';
import {
  type Actor,
  isId,
  type Page,
  type PageRequest,
  sliceKey,
  sliceOf,
  statementOf,
  toPage,
} from '#libs/kernel';
import { type Body, type Conference, ConferenceReference } from '#libs/conference';
import { Database, type ReadMany } from '#libs/platform';
import { type DeliveryState } from '../domain/delivery.js';
import { actionsIn, type EndpointAction } from '../domain/endpoint.js';
import {
  COUNT_DELIVERIES,
  DELIVERIES_BY_IDS,
  type DeliveryRow,
  LIST_DELIVERIES,
  LIST_DELIVERIES_IN_STATE,
} from '../persistence/delivery.statements.js';
import { type EndpointRow, ENDPOINTS_BY_IDS, LIST_ENDPOINTS } from '../persistence/endpoint.statements.js';
import { mayChange, webhookSightOf } from '../policies/webhook.policy.js';

export interface EndpointView extends EndpointRow {
  readonly conference: Conference;
  /** Null: the host. */
  readonly body: Body | null;
  readonly availableActions: readonly EndpointAction[];
}

export interface DeliveryView extends DeliveryRow {
  /** The caller may have it sent again. */
  readonly canReplay: boolean;
}

interface DeliveriesRequest extends PageRequest {
  readonly state?: DeliveryState | null;
}

const isIdKey = (key: readonly (string | number | null)[]): key is readonly [id: string] => isId(key[0]);

/** Endpoints and their deliveries, for those who keep them; to everybody else there are none. */
@Injectable()
export class Webhooks {
  constructor(
    private readonly database: Database,
    private readonly conferences: ConferenceReference,
  ) {}

  /** Those of a conference that the caller keeps, the oldest first. */
  async endpoints(
    actor: Actor,
    conferenceId: string,
    bodyId: string | null,
  ): Promise<readonly EndpointView[]> {
    if (!isId(conferenceId) || (bodyId !== null && !isId(bodyId))) return [];
    const rows = await this.database.read<EndpointRow>(actor, LIST_ENDPOINTS, [
      conferenceId,
      ...webhookSightOf(actor),
      bodyId,
    ]);
    return this.views(actor, rows);
  }

  async endpoint(actor: Actor, id: string): Promise<EndpointView | null> {
    return isId(id) ? ((await this.endpointsByIds(actor, [id])).get(id) ?? null) : null;
  }

  readonly endpointsByIds: ReadMany<EndpointView> = async (actor, ids) => {
    const rows = await this.database.read<EndpointRow>(actor, ENDPOINTS_BY_IDS, [
      ids,
      ...webhookSightOf(actor),
    ]);
    return new Map((await this.views(actor, rows)).map((view) => [view.id, view]));
  };

  /** The newest first; null for an endpoint that is unknown or another's. */
  async deliveries(
    actor: Actor,
    endpointId: string,
    request: DeliveriesRequest,
  ): Promise<Page<DeliveryView> | null> {
    const slice = sliceOf(request);
    const [begin] = sliceKey(slice, 1, isIdKey) ?? [null];
    if ((await this.endpoint(actor, endpointId)) === null) return null;
    const state = request.state ?? null;
    const scope = [endpointId, ...webhookSightOf(actor)];
    const list = state === null ? LIST_DELIVERIES : LIST_DELIVERIES_IN_STATE;
    const values = [...scope, begin, slice.size + 1, ...(state === null ? [] : [state])];
    const rows = await this.database.read<DeliveryRow>(actor, statementOf(list, slice), values);
    return toPage(rows, {
      slice,
      key: ({ id }) => [id],
      node: (row) => deliveryView(actor, row),
      totalCount: async () => {
        const [row] = await this.database.read<{ count: number }>(actor, COUNT_DELIVERIES, [...scope, state]);
        return row?.count ?? 0;
      },
    });
  }

  async delivery(actor: Actor, id: string): Promise<DeliveryView | null> {
    return isId(id) ? ((await this.deliveriesByIds(actor, [id])).get(id) ?? null) : null;
  }

  readonly deliveriesByIds: ReadMany<DeliveryView> = async (actor, ids) => {
    const rows = await this.database.read<DeliveryRow>(actor, DELIVERIES_BY_IDS, [
      ids,
      ...webhookSightOf(actor),
    ]);
    return new Map(rows.map((row) => [row.id, deliveryView(actor, row)]));
  };

  private async views(actor: Actor, rows: readonly EndpointRow[]): Promise<EndpointView[]> {
    if (rows.length === 0) return [];
    const reference = await this.conferences.current();
    return rows.map((row) => {
      const conference = reference.conference(row.conferenceId);
      if (conference === undefined) throw new Error('An endpoint names a conference that nobody knows');
      return {
        ...row,
        conference,
        body: row.bodyId === null ? null : (reference.body(row.bodyId) ?? null),
        availableActions: mayChange(actor, row) ? actionsIn(row.state) : [],
      };
    });
  }
}

const deliveryView = (actor: Actor, row: DeliveryRow): DeliveryView => ({
  ...row,
  canReplay: row.state !== 'WAITING' && mayChange(actor, row),
});
