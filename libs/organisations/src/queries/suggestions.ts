import { Injectable } from '@nestjs/common';
import { type Actor, Clock, readsConference, searchTerm, worksFor } from '#libs/kernel';
import { type Conference, ConferenceReference } from '#libs/conference';
import { type Catalogue } from '../catalogue/catalogue.js';
import { Catalogues, dayOf } from '../catalogue/catalogues.js';
import { directoryOf } from '../directory/directories.js';
import { governmentId } from '../directory/directory.js';
import { directoryOrganisationId } from '../domain/directory-id.js';
import { type Found } from '../directory/organisation-index.js';
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
    { typed, language }: { readonly typed: string; readonly language: string | null },
  ): Promise<readonly Suggestion[]> {
    const finder = await this.finder(actor, conferenceId, language);
    return finder.named(searchTerm(typed, ['typed'])).slice(0, MOST_SUGGESTED);
  }

  /** What finds them as of now, for many texts. */
  async finder(actor: Actor, conferenceId: string, language: string | null): Promise<Finder> {
    const conference = await this.conferences.conference(conferenceId);
    if (conference === undefined || !worksFor(actor, conferenceId))
      return { named: () => [], likelySame: () => [] };
    const catalogue = await this.catalogues.of(actor, conferenceId);
    const directory = directoryOf(conference);
    const reader: Reader = {
      tag: language ?? conference.locales[0] ?? 'en',
      day: dayOf(conference, this.clock.now()),
      isHost: readsConference(actor, conferenceId),
    };
    const candidates = (ofDirectory: readonly Found[], ofConference: readonly Found[]): Suggestion[] =>
      [
        ...candidatesOfDirectory(conference, catalogue, ofDirectory, reader),
        ...candidatesOfConference(catalogue, ofConference, reader),
      ].sort((left, right) => left.rank - right.rank || left.length - right.length);
    return {
      named: (typed) => candidates(directory.index.ranked(typed), catalogue?.ranked(typed) ?? []),
      likelySame: (typed) =>
        candidates(
          inOrder(directory.index.likelySame([typed])),
          inOrder((catalogue?.likelySame([typed]) ?? []).map(({ id }) => id)),
        ),
    };
  }
}

/** Finds organisations as one reader sees them, the best first. */
export interface Finder {
  /** Those that have what was typed in one of their names. */
  readonly named: (typed: string) => readonly Suggestion[];
  /** Those that have a name which is likely the same. */
  readonly likelySame: (typed: string) => readonly Suggestion[];
}

interface Reader {
  readonly tag: string;
  readonly day: string;
  readonly isHost: boolean;
}

const inOrder = (ids: readonly string[]): Found[] => ids.map((id, rank) => ({ id, rank, length: 0 }));

function candidatesOfDirectory(
  conference: Conference,
  catalogue: Catalogue | undefined,
  found: readonly Found[],
  { tag, day, isHost }: Reader,
): Candidate[] {
  const { entries } = directoryOf(conference);
  const notOffered = governmentsNotOffered(conference);
  return found.flatMap((one): Candidate[] => {
    const entry = entries.get(one.id);
    const organisationId = directoryOrganisationId(conference.id, one.id);
    if (entry === undefined || notOffered.has(one.id)) return [];
    // What the conference has of it stands for it.
    if (catalogue?.get(organisationId) !== undefined) return [];
    const { kind, countryCode } = entry;
    const name = entry.nameOn(tag, day);
    const isTaken = isHost ? false : null;
    return [{ ...one, organisationId, directoryKey: one.id, name, kind, countryCode, isTaken }];
  });
}

/** What the conference leaves out of menus of countries is suggested to nobody; who has it already keeps it. */
const governmentsNotOffered = ({ countries }: Pick<Conference, 'countries'>): ReadonlySet<string> =>
  new Set(countries.filter(({ isOffered }) => isOffered === false).map(({ code }) => governmentId(code)));

const candidatesOfConference = (
  catalogue: Catalogue | undefined,
  found: readonly Found[],
  { tag, day, isHost }: Reader,
): Candidate[] =>
  found.flatMap((one) => {
    const view = catalogue?.get(one.id);
    if (view === undefined) return [];
    const { id, directoryKey, kind, countryCode } = view;
    const name = nameOn(view.source, tag, day);
    return [
      { ...one, organisationId: id, directoryKey, name, kind, countryCode, isTaken: isHost ? true : null },
    ];
  });
