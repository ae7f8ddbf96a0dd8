import { Injectable } from '@nestjs/common';
import { conferencesReadWhole } from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { OrganisationDirectory } from '#libs/organisations';
import { Database, grouped, type ReadMany } from '#libs/platform';
import { LETTERS_PATH, NOBODYS } from '../letter/drawn-letters.js';
import { type MissingFromLetter } from '../letter/letter.js';
import { Letters } from '../letter/letters.js';
import { INVITATIONS_BY_IDS, type InvitationRow } from '../persistence/organisation-invitation.statements.js';

/** How the letter of an invitation stands. */
export interface LetterView {
  readonly missing: readonly MissingFromLetter[];
  /** Null where it lacks something. */
  readonly previewPath: string | null;
}

/** What letters lack, and where they are looked at. */
@Injectable()
export class LetterState {
  constructor(
    private readonly database: Database,
    private readonly conferences: ConferenceReference,
    private readonly organisations: OrganisationDirectory,
    private readonly letters: Letters,
  ) {}

  /** By the ids of their invitations. */
  readonly byIds: ReadMany<LetterView> = async (actor, ids) => {
    const query = <Row extends Record<string, unknown>>(text: string, values: readonly unknown[] = []) =>
      this.database.read<Row>(actor, text, values);
    const rows = await query<InvitationRow>(INVITATIONS_BY_IDS, [ids, conferencesReadWhole(actor), NOBODYS]);
    const byConference = grouped(
      rows,
      ({ conferenceId }) => conferenceId,
      (row) => row,
    );
    const views = new Map<string, LetterView>();
    for (const [conferenceId, some] of byConference) {
      const conference = await this.conferences.conference(conferenceId);
      const roots = await this.organisations.roots(
        { query },
        conferenceId,
        some.map(({ organisationId }) => organisationId),
      );
      for (const row of some) {
        const organisation = roots.get(row.organisationId);
        if (conference === undefined || organisation === undefined) continue;
        const letter = await this.letters.to(organisation, conference, row);
        const missing = 'missing' in letter ? letter.missing : [];
        views.set(row.id, {
          missing,
          previewPath: missing.length > 0 ? null : `${LETTERS_PATH}/${row.id}`,
        });
      }
    }
    return views;
  };
}
