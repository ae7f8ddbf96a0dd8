import { Injectable } from '@nestjs/common';
import { type Actor, Clock, notFound, Refusal, worksFor } from '#libs/kernel';
import { type Conference, ConferenceReference } from '#libs/conference';
import { Catalogues, dayOf, type ReadRows } from '../catalogue/catalogues.js';
import { nameOn } from '../catalogue/organisation-names.js';
import { type Directory, directoryOf } from '../directory/directories.js';
import { type DirectoryEntry } from '../directory/directory.js';
import { directoryOrganisationId } from '../domain/directory-id.js';
import { type OrganisationKind } from '../domain/organisation.js';

/** What a reference to an organisation stands for, as far as its reader may know it. */
export interface ReferredOrganisation {
  /** Of what it was merged into, where it was. */
  readonly organisationId: string;
  readonly kind: OrganisationKind;
  readonly countryCode: string | null;
  /** On the day whose names lists show; in the first language of the conference where none is asked for. */
  readonly nameIn: (tag?: string) => string;
  /** `organisationSuggestions` answers it. */
  readonly isOffered: boolean;
}

/** What refers to organisations of a conference, those of the directory included that its host has not taken. */
@Injectable()
export class OrganisationReferences {
  constructor(
    private readonly catalogues: Catalogues,
    private readonly conferences: ConferenceReference,
    private readonly clock: Clock,
  ) {}

  /** By the ids that were referred to. What is unknown, or not the reader’s to know, is left out. */
  async of(
    actor: Actor,
    conferenceId: string,
    ids: readonly string[],
    read?: ReadRows,
  ): Promise<ReadonlyMap<string, ReferredOrganisation>> {
    const conference = await this.conferences.conference(conferenceId);
    if (conference === undefined || ids.length === 0 || !worksFor(actor, conferenceId)) return new Map();
    const catalogue = await this.catalogues.of(actor, conferenceId, read);
    const day = dayOf(conference, this.clock.now());
    const first = conference.locales[0] ?? 'en';
    const found = new Map<string, ReferredOrganisation>();
    for (const id of ids) {
      const view = catalogue?.rootOf(id);
      const entry = view === undefined ? entriesById(conference).get(id) : undefined;
      if (view !== undefined) {
        const { kind, countryCode, source } = view;
        const nameIn = (tag = first): string => nameOn(source, tag, day);
        found.set(id, { organisationId: view.id, kind, countryCode, nameIn, isOffered: true });
      } else if (entry !== undefined) {
        const { kind, countryCode } = entry;
        const nameIn = (tag = first): string => entry.nameOn(tag, day);
        const isOffered = !isLeftOut(conference, entry);
        found.set(id, { organisationId: id, kind, countryCode, nameIn, isOffered });
      }
    }
    return found;
  }

  /**
   * Every id by which these may have been referred to: their own and those of all that they are one with. What is unknown, or not the
   * reader’s to know, is left out.
   */
  async idsOf(actor: Actor, conferenceId: string, ids: readonly string[]): Promise<string[]> {
    const known = await this.of(actor, conferenceId, ids);
    const catalogue = known.size === 0 ? undefined : await this.catalogues.of(actor, conferenceId);
    const roots = new Set([...known.values()].map(({ organisationId }) => organisationId));
    return [...roots].flatMap((root) => [root, ...(catalogue?.groupOf(root) ?? []).map(({ id }) => id)]);
  }

  /**
   * One that somebody is about to refer to, within their transaction, before anything is written. Refuses NOT_FOUND at the path what
   * `organisationSuggestions` would not answer them.
   */
  async require(
    actor: Actor,
    conferenceId: string,
    { id, path, read }: { readonly id: string; readonly path: readonly string[]; readonly read: ReadRows },
  ): Promise<ReferredOrganisation> {
    const referred = (await this.of(actor, conferenceId, [id], read)).get(id);
    if (referred?.isOffered !== true) throw new Refusal('NOT_FOUND', notFound('organisation').message, path);
    return referred;
  }
}

/** A government that the conference leaves out of its menus, and has not taken. */
const isLeftOut = ({ countries }: Conference, { kind, countryCode }: DirectoryEntry): boolean =>
  kind === 'GOVERNMENT' &&
  countries.some(({ code, isOffered }) => code === countryCode && isOffered === false);

const idsOfDirectories = new WeakMap<Directory, Map<string, ReadonlyMap<string, DirectoryEntry>>>();

/** The directory by the ids that its entries have in a conference, made once for each. */
function entriesById(conference: Conference): ReadonlyMap<string, DirectoryEntry> {
  const directory = directoryOf(conference);
  const ofConferences =
    idsOfDirectories.get(directory) ?? new Map<string, ReadonlyMap<string, DirectoryEntry>>();
  idsOfDirectories.set(directory, ofConferences);
  const known = ofConferences.get(conference.id);
  if (known !== undefined) return known;
  const byId = new Map(
    [...directory.entries].map(([key, entry]) => [directoryOrganisationId(conference.id, key), entry]),
  );
  ofConferences.set(conference.id, byId);
  return byId;
}
