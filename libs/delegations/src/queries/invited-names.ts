import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { OrganisationDirectory, type OrganisationView } from '#libs/organisations';
import { Database, type ReadMany } from '#libs/platform';

/** What invited organisations are called, to the host and to whoever answers for them. */
@Injectable()
export class InvitedNames {
  constructor(
    private readonly database: Database,
    private readonly organisations: OrganisationDirectory,
    private readonly clock: Clock,
  ) {}

  /** By what `keyOf` gives. */
  readonly byKeys: ReadMany<OrganisationView> = async (actor, keys) => {
    const asked = new Map<string, string[]>();
    for (const [conferenceId = '', organisationId = ''] of keys.map((key) => key.split(' ')))
      asked.set(conferenceId, [...(asked.get(conferenceId) ?? []), organisationId]);
    const reader: Parameters<OrganisationDirectory['byIds']>[0] = {
      query: (text, values) => this.database.read(actor, text, values),
    };
    const found = await Promise.all(
      [...asked].map(([conferenceId, ids]) => this.organisations.byIds(reader, conferenceId, ids)),
    );
    return new Map(
      found.flatMap((views) => [...views.values()].map((view) => [keyOf(view.conferenceId, view.id), view])),
    );
  };

  nameOf(organisation: OrganisationView, language: string): string {
    return this.organisations.nameOn(organisation, language, this.clock.now().toISOString().slice(0, 10));
  }
}

export const keyOf = (conferenceId: string, organisationId: string): string =>
  `${conferenceId} ${organisationId}`;
