import { Injectable } from '@nestjs/common';
import { type Actor, Clock, readsConference, searchTerm, worksFor } from '#libs/kernel';
import { type Conference, ConferenceReference } from '#libs/conference';
import { type Catalogue } from '../catalogue/catalogue.js';
import { Catalogues, dayOf } from '../catalogue/catalogues.js';
import { directoryOf } from '../directory/directories.js';
import { governmentId } from '../directory/directory.js';
import { directoryOrganisationId } from '../domain/directory-id.js';
import { type OrganisationKind } from '../domain/organisation.js';
import { nameOn } from '../catalogue/organisation-names.js';

/** Entries that are suggested at a time. */
export const MOST_SUGGESTED = 20;

/** An organisation that somebody may mean: one of the directory, or one of the conference as far as the caller sees those. */
export interface Suggestion {
  readonly organisationId: string;
  readonly directoryKey: string | null;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly countryCode: string | null;
  /** The host has it among the conference’s organisations; null for who may not know. */
  readonly isTaken: boolean | null;
}

interface Candidate extends Suggestion {
  readonly rank: number;
  readonly length: number;
}

/** What people may mean by what they type: the directory and, as far as the caller sees them, the conference’s own. */
@Injectable()
export class Suggestions {
  constructor(
    private readonly catalogues: Catalogues,
    private readonly conferences: ConferenceReference,
    private readonly clock: Clock,
  ) {}

  /** The best first. Empty for whoever has no role in the conference. Refuses INVALID_INPUT for `typed`. */
  async find(
    actor: Actor,
    conferenceId: string,
    { typed: text, language }: { readonly typed: string; readonly language: string | null },
  ): Promise<readonly Suggestion[]> {
    const typed = searchTerm(text, ['typed']);
    const conference = await this.conferences.conference(conferenceId);
    if (conference === undefined || !worksFor(actor, conferenceId)) return [];
    const catalogue = await this.catalogues.of(actor, conferenceId);
    const tag = language ?? conference.locales[0] ?? 'en';
    const day = dayOf(conference, this.clock.now());
    const isHost = readsConference(actor, conferenceId);
    const directory = directoryOf(conference);
    const notOffered = governmentsNotOffered(conference);
    const ofDirectory = directory.index.ranked(typed).flatMap((found): Candidate[] => {
      const entry = directory.entries.get(found.id);
      const organisationId = directoryOrganisationId(conferenceId, found.id);
      if (entry === undefined || notOffered.has(found.id)) return [];
      // What the conference has of it stands for it.
      if (catalogue?.get(organisationId) !== undefined) return [];
      const { kind, countryCode } = entry;
      const name = entry.nameOn(tag, day);
      return [
        {
          ...found,
          organisationId,
          directoryKey: found.id,
          name,
          kind,
          countryCode,
          isTaken: isHost ? false : null,
        },
      ];
    });
    const found = [...ofDirectory, ...ofConference(catalogue, typed, { tag, day, isHost })];
    return found
      .sort((left, right) => left.rank - right.rank || left.length - right.length)
      .slice(0, MOST_SUGGESTED);
  }
}

/** What the conference leaves out of menus of countries is suggested to nobody; who has it already keeps it. */
const governmentsNotOffered = ({ countries }: Pick<Conference, 'countries'>): ReadonlySet<string> =>
  new Set(countries.filter(({ isOffered }) => isOffered === false).map(({ code }) => governmentId(code)));

const ofConference = (
  catalogue: Catalogue | undefined,
  typed: string,
  { tag, day, isHost }: { readonly tag: string; readonly day: string; readonly isHost: boolean },
): Candidate[] =>
  (catalogue?.ranked(typed) ?? []).flatMap((found) => {
    const view = catalogue?.get(found.id);
    if (view === undefined) return [];
    const { id, directoryKey, kind, countryCode } = view;
    const name = nameOn(view.source, tag, day);
    return [
      { ...found, organisationId: id, directoryKey, name, kind, countryCode, isTaken: isHost ? true : null },
    ];
  });
