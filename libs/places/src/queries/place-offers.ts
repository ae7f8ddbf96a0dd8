import { Injectable } from '@nestjs/common';
import {
  type Actor,
  bodiesRead,
  conferencesReadWhole,
  HIGHEST_ID,
  isId,
  isIdKey,
  LOWEST_ID,
  type Page,
  type PageRequest,
  sliceKey,
  sliceOf,
  statementOf,
  toPage,
} from '#libs/kernel';
import { Database, type ReadMany, sightOf } from '#libs/platform';
import { type PlaceOfferAction } from '../domain/place-offer.js';
import {
  OFFERS,
  OFFERS_BY_IDS,
  type PlaceOfferFacts,
  type PlaceOfferRow,
} from '../persistence/place-offer.statements.js';
import { actionsOn } from '../policies/place-offer.policy.js';
import { Places } from './places.js';

export interface PlaceOfferView extends Omit<
  PlaceOfferFacts,
  'bodyId' | 'toBodyId' | 'constituencyId' | 'isOver'
> {
  readonly from: object;
  readonly to: object;
  readonly constituency: object;
  readonly availableActions: readonly PlaceOfferAction[];
}

/** Offers of places in which the caller's body takes part, once it may know of them; for the host all of them. */
@Injectable()
export class PlaceOffers {
  constructor(
    private readonly database: Database,
    private readonly places: Places,
  ) {}

  /** The newest first. Refuses INVALID_INPUT as `sliceOf` does. */
  async list(actor: Actor, conferenceId: string, page: PageRequest): Promise<Page<PlaceOfferView>> {
    const slice = sliceOf(page);
    const [begin] = sliceKey(slice, 1, isIdKey) ?? [slice.isBackward ? LOWEST_ID : HIGHEST_ID];
    const isKnown = isId(conferenceId);
    const isWhole = conferencesReadWhole(actor).includes(conferenceId);
    const bodies = isWhole ? null : bodiesRead(actor);
    const { list, count } = OFFERS[isWhole ? 'conference' : 'bodies'];
    const [rows = []] = isKnown
      ? await this.database.readAll(actor, [
          {
            text: statementOf(list, slice),
            values: [conferenceId, bodies, begin, slice.size + 1],
            isReadInOrder: true,
          },
        ])
      : [];
    return toPage(await this.viewsOf(actor, rows as PlaceOfferRow[]), {
      slice,
      key: ({ id }) => [id],
      node: (view) => view,
      totalCount: async () => {
        if (!isKnown) return 0;
        const statement = { text: count, values: [conferenceId, bodies], isReadInOrder: true };
        const [[row] = []] = await this.database.readAll(actor, [statement]);
        return (row as { readonly count: number } | undefined)?.count ?? 0;
      },
    });
  }

  async offer(actor: Actor, id: string): Promise<PlaceOfferView | null> {
    return isId(id) ? ((await this.byIds(actor, [id])).get(id) ?? null) : null;
  }

  readonly byIds: ReadMany<PlaceOfferView> = async (actor, ids) => {
    const rows = await this.database.read<PlaceOfferRow>(actor, OFFERS_BY_IDS, [ids, ...sightOf(actor)]);
    return new Map((await this.viewsOf(actor, rows)).map((view) => [view.id, view]));
  };

  private async viewsOf(actor: Actor, rows: readonly PlaceOfferRow[]): Promise<PlaceOfferView[]> {
    const known = await this.places.of(
      rows.flatMap(({ bodyId, toBodyId, constituencyId: constituency_id }) => [
        { body_id: bodyId, constituency_id },
        { body_id: toBodyId, constituency_id },
      ]),
    );
    return rows.flatMap((row) => {
      const { bodyId, toBodyId, constituencyId } = row;
      const [from, to, constituency] = [
        known.body(bodyId),
        known.body(toBodyId),
        known.constituency(constituencyId),
      ];
      if (from === undefined || to === undefined || constituency === undefined) return [];
      return [{ ...row, from, to, constituency, availableActions: actionsOn(actor, row) }];
    });
  }
}
