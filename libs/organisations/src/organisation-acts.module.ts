import { Module } from '@nestjs/common';
import { ConferenceModule } from '#libs/conference';
import { MergeOrganisations } from './acts/merge-organisations.act.js';
import { OrganisationActs } from './acts/organisation-acts.js';
import { PartOrganisation } from './acts/part-organisation.act.js';
import { SetOrganisationContacts } from './acts/set-organisation-contacts.act.js';
import { UpdateOrganisation } from './acts/update-organisation.act.js';
import { Catalogues } from './catalogue/catalogues.js';
import { MergeRules } from './merge-rules.js';
import { OrganisationReferences } from './queries/organisation-references.js';
import { CreateOrganisation } from './use-cases/create-organisation.js';

export const ORGANISATION_ACTS = [
  UpdateOrganisation,
  SetOrganisationContacts,
  MergeOrganisations,
  PartOrganisation,
] as const;

/** What the host does with organisations, for whoever acts as its people: the API, and the demonstration. */
@Module({
  imports: [ConferenceModule],
  providers: [
    Catalogues,
    OrganisationReferences,
    OrganisationActs,
    MergeRules,
    CreateOrganisation,
    ...ORGANISATION_ACTS,
  ],
  exports: [
    Catalogues,
    OrganisationReferences,
    OrganisationActs,
    MergeRules,
    CreateOrganisation,
    ...ORGANISATION_ACTS,
  ],
})
export class OrganisationActsModule {}
