import { Injectable } from '@nestjs/common';
import { Refusal } from '#libs/kernel';
import { ORGANISATION_ACTIONS } from '../domain/organisation-actions.js';
import { ORGANISATION } from '../persistence/organisation.table.js';
import { countWrite } from '../use-cases/write-organisation.js';
import { type Call, organisationAct, OrganisationActs } from './organisation-acts.js';

/** Takes a merge back: each has again what refers to it, what was added meanwhile included. */
@Injectable()
export class PartOrganisation {
  static readonly act = organisationAct({
    name: 'partOrganisation',
    description:
      'Takes a merge back: the organisation named by `id` stands by itself again, with its names and whatever refers to it. What was added in between stays with the one that it was added to',
    input: {},
    fact: ORGANISATION_ACTIONS.parted,
    codes: ['ACTION_UNAVAILABLE'],
  });

  constructor(private readonly acts: OrganisationActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(PartOrganisation.act, call, async (tx, row) => {
      if (row.mergedInto === null)
        throw new Refusal('ACTION_UNAVAILABLE', 'It is merged with nothing. Read it again.');
      const revision = await countWrite(tx, row.conferenceId, true);
      tx.update(ORGANISATION, row.id, { mergedInto: null, revision, version: row.version + 1 });
      return { keptId: row.mergedInto };
    });
  }
}
