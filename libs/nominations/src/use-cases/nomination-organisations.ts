import { Injectable } from '@nestjs/common';
import { type UserActor } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { OrganisationReferences } from '#libs/organisations';
import { SAY_NO_ORGANISATION, SAY_ORGANISATION } from '../persistence/organisation-text.statements.js';

/** What a request says of the organisation: its text, which one it is, both, or neither. */
export interface SaidOrganisation {
  readonly organisation?: string | null | undefined;
  readonly organisationId?: string | null | undefined;
}

interface OfNomination {
  readonly id: string;
  readonly conferenceId: string;
  readonly bodyId: string;
}

/** Which organisation the text of a nomination is, as its body or whoever corrects it says. The text stays as it was typed. */
@Injectable()
export class NominationOrganisations {
  constructor(private readonly references: OrganisationReferences) {}

  /**
   * The same request, with the name of the organisation for its text where it names one and neither it nor the nomination has a text.
   * Before anything is written. Refuses NOT_FOUND at the path an organisation that `organisationSuggestions` would not answer the caller.
   */
  async named<Said extends SaidOrganisation>(
    tx: Transaction,
    { actor, conferenceId, path }: { actor: UserActor; conferenceId: string; path: readonly string[] },
    said: Said,
    before: string | null = null,
  ): Promise<Said> {
    const { organisationId: id = null, organisation } = said;
    if (id === null) return said;
    const referred = await this.references.require(actor, conferenceId, {
      id,
      path: [...path, 'organisationId'],
      read: (text, values) => tx.query(text, values),
    });
    const text = organisation === undefined ? before : organisation;
    return text === null ? { ...said, organisation: referred.nameIn() } : said;
  }

  /** Once the nomination is written. A text that was changed names none until it is said anew. */
  write(
    tx: Transaction,
    actor: UserActor,
    { id, conferenceId, bodyId }: OfNomination,
    {
      before = null,
      after,
      organisationId,
    }: {
      readonly before?: string | null;
      readonly after: string | null;
      readonly organisationId: string | null | undefined;
    },
  ): void {
    if (before === after && organisationId === undefined) return;
    if (after === null) {
      if (before !== null) tx.write(SAY_NO_ORGANISATION, [id]);
      return;
    }
    tx.write(SAY_ORGANISATION, [id, conferenceId, bodyId, after, organisationId ?? null, actor.userId]);
  }
}
