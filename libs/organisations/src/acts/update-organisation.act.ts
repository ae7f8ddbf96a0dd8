import { Injectable } from '@nestjs/common';
import { Catalogues } from '../catalogue/catalogues.js';
import { ORGANISATION_ACTIONS } from '../domain/organisation-actions.js';
import { ORGANISATION_INPUT } from '../domain/organisation-input.js';
import { ORGANISATION } from '../persistence/organisation.table.js';
import { countWrite, lockCatalogue, requireParent, saidBy } from '../use-cases/write-organisation.js';
import { type Call, organisationAct, OrganisationActs } from './organisation-acts.js';

/** Says otherwise what an organisation is and what it is called. */
@Injectable()
export class UpdateOrganisation {
  static readonly act = organisationAct({
    name: 'updateOrganisation',
    description:
      'Says otherwise what an organisation is and what it is called: by administrators and officers of the host. One of the directory follows it where nothing is said',
    inputDescription: 'Absent = leave, null = clear. Lists are given whole',
    input: ORGANISATION_INPUT,
    fact: ORGANISATION_ACTIONS.updated,
  });

  constructor(
    private readonly acts: OrganisationActs,
    private readonly catalogues: Catalogues,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    const [actor] = call;
    return this.acts.run(UpdateOrganisation.act, call, async (tx, row, { version: _version, ...input }) => {
      const said = saidBy(input, row, row.directoryKey !== null);
      if (said.parentId !== row.parentId) {
        await lockCatalogue(tx, row.conferenceId);
        const catalogue = await this.catalogues.ofHost(actor, row.conferenceId, (text, values) =>
          tx.query(text, values),
        );
        if (catalogue !== undefined) requireParent(catalogue, row.id, said.parentId);
      }
      const revision = await countWrite(tx, row.conferenceId, row.isListed || said.isListed);
      tx.update(ORGANISATION, row.id, { ...said, revision, version: row.version + 1 });
      return { fields: Object.keys(input).filter((name) => input[name as keyof typeof input] !== undefined) };
    });
  }
}
