import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import { ORGANISATION_ACTIONS } from '../domain/organisation-actions.js';
import { CONTACTS } from '../domain/organisation-input.js';
import { DELETE_CONTACTS } from '../persistence/organisation.statements.js';
import { CONTACT, ORGANISATION } from '../persistence/organisation.table.js';
import { countWrite } from '../use-cases/write-organisation.js';
import { type Call, organisationAct, OrganisationActs } from './organisation-acts.js';

/** Says whom the host knows at an organisation, in place of those before. */
@Injectable()
export class SetOrganisationContacts {
  static readonly act = organisationAct({
    name: 'setOrganisationContacts',
    description:
      'Says whom the host writes to at an organisation: all its contacts, in place of those before, in their order. Nobody of a body reads them',
    input: { contacts: CONTACTS.describe('All of them, at most 50') },
    fact: ORGANISATION_ACTIONS.contactsSet,
  });

  constructor(private readonly acts: OrganisationActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(SetOrganisationContacts.act, call, async (tx, row, { contacts }) => {
      const revision = await countWrite(tx, row.conferenceId, false);
      tx.write(DELETE_CONTACTS, [row.id]);
      tx.insertAll(
        CONTACT,
        contacts.map(({ list, name, role, email, telephone }, position) => ({
          id: newId(),
          conferenceId: row.conferenceId,
          organisationId: row.id,
          list,
          name,
          role: role ?? null,
          email: email ?? null,
          telephone: telephone ?? null,
          position,
        })),
      );
      tx.update(ORGANISATION, row.id, { revision, version: row.version + 1 });
      return { count: contacts.length };
    });
  }
}
