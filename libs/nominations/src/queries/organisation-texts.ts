import { Injectable } from '@nestjs/common';
import {
  type Actor,
  conferencesReadWhole,
  isId,
  type Page,
  type PageRequest,
  readsConference,
  sliceKey,
  sliceOf,
  statementOf,
  toPage,
} from '#libs/kernel';
import { Database, grouped, type ReadMany, sightOf } from '#libs/platform';
import { OrganisationReferences, type ReferredOrganisation } from '#libs/organisations';
import {
  COUNT_UNMATCHED_TEXTS,
  COUNTS_OF_ORGANISATIONS,
  NOMINATIONS_OF_TEXTS,
  ORGANISATIONS_OF,
  UNMATCHED_TEXTS,
} from '../persistence/organisation-text.statements.js';

/** What is answered of the nominations that have one text. */
export const MOST_OF_TEXT = 100;

/** A text that bodies have typed and that names no organisation yet; equal ones, but for capitals, are one. */
export interface OrganisationText {
  readonly conferenceId: string;
  /** In small letters. */
  readonly key: string;
  readonly typed: string;
}

type TextOfConference = Pick<OrganisationText, 'conferenceId' | 'key'>;
/** One text of one conference, for `batched`. */
export const textKey = ({ conferenceId, key }: TextOfConference): string => `${conferenceId} ${key}`;
const textOfKey = (of: string): TextOfConference => {
  const [conferenceId = ''] = of.split(' ', 1);
  return { conferenceId, key: of.slice(conferenceId.length + 1) };
};

interface LinkRow extends Record<string, unknown> {
  readonly nominationId: string;
  readonly conferenceId: string;
  readonly organisationId: string;
}

const isTextKey = (key: readonly (string | number | null)[]): key is readonly [key: string] =>
  typeof key[0] === 'string';

/** Which organisations nominations refer to, and, for the host, what names none yet. */
@Injectable()
export class OrganisationTexts {
  constructor(
    private readonly database: Database,
    private readonly references: OrganisationReferences,
  ) {}

  /** By the letters of the text; for the host alone: to everybody else there are none. Refuses INVALID_INPUT as `sliceOf` does. */
  async list(actor: Actor, conferenceId: string, request: PageRequest): Promise<Page<OrganisationText>> {
    const slice = sliceOf(request);
    const key = sliceKey(slice, 1, isTextKey);
    const isInSight = isId(conferenceId) && readsConference(actor, conferenceId);
    const within = [conferenceId, conferencesReadWhole(actor)];
    const rows = isInSight
      ? await this.database.read<{ key: string; typed: string }>(actor, statementOf(UNMATCHED_TEXTS, slice), [
          ...within,
          key?.[0] ?? null,
          slice.size + 1,
        ])
      : [];
    return toPage(rows, {
      slice,
      key: (row) => [row.key],
      node: (row) => ({ conferenceId, ...row }),
      totalCount: async () => {
        if (!isInSight) return 0;
        const [row] = await this.database.read<{ count: number }>(actor, COUNT_UNMATCHED_TEXTS, within);
        return row?.count ?? 0;
      },
    });
  }

  /** By `textKey`: the ids of the nominations with each of these texts that name no organisation yet, the first 100 of each. */
  readonly nominationsOf: ReadMany<string[]> = async (actor, keys) => {
    const asked = keys.map(textOfKey);
    const rows = await this.database.read<{ conferenceId: string; key: string; id: string }>(
      actor,
      NOMINATIONS_OF_TEXTS,
      [
        asked.map(({ conferenceId }) => conferenceId),
        asked.map(({ key }) => key),
        conferencesReadWhole(actor),
        MOST_OF_TEXT,
      ],
    );
    return grouped(rows, textKey, ({ id }) => id);
  };

  /** What nominations refer to, as far as the reader may know it; what was merged as what it was merged into. */
  readonly ofNominations: ReadMany<ReferredOrganisation> = async (actor, ids) => {
    const rows = await this.database.read<LinkRow>(actor, ORGANISATIONS_OF, [ids, ...sightOf(actor)]);
    const found = new Map<string, ReferredOrganisation>();
    for (const [conferenceId, links] of grouped(
      rows,
      (row) => row.conferenceId,
      (row) => row,
    )) {
      const referred = await this.references.of(
        actor,
        conferenceId,
        links.map(({ organisationId }) => organisationId),
      );
      for (const { nominationId, organisationId } of links) {
        const organisation = referred.get(organisationId);
        if (organisation !== undefined) found.set(nominationId, organisation);
      }
    }
    return found;
  };

  /** How many nominations refer to each of these very organisations, for the host. */
  async counts(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.read<{ id: string; count: number }>(actor, COUNTS_OF_ORGANISATIONS, [
      ids,
      conferencesReadWhole(actor),
    ]);
    return new Map(rows.map(({ id, count }) => [id, count]));
  }
}
