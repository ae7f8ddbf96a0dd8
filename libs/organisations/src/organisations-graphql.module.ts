import { Module } from '@nestjs/common';
import { ConferenceModule } from '#libs/conference';
import { resolversOf } from '#libs/platform';
import { ORGANISATION_EDGE, OrganisationAnswer } from './graphql/act-edges.js';
import { OrganisationFieldsResolver } from './graphql/organisation-fields.resolver.js';
import { OrganisationReferenceResolver } from './graphql/organisation-reference.resolver.js';
import { OrganisationResolver } from './graphql/organisation.resolver.js';
import { ORGANISATION_ACTS, OrganisationActsModule } from './organisation-acts.module.js';
import { OrganisationsModule } from './organisations.module.js';
import { Organisations } from './queries/organisations.js';
import { Suggestions } from './queries/suggestions.js';

/** Made once, however often a process starts: types of GraphQL are of the process. */
const MUTATIONS = resolversOf(ORGANISATION_ACTS, ORGANISATION_EDGE);

/** What the API process adds: organisations of conferences, what finds them, and what the host does with them. */
@Module({
  imports: [ConferenceModule, OrganisationsModule, OrganisationActsModule],
  providers: [
    Organisations,
    Suggestions,
    OrganisationResolver,
    OrganisationFieldsResolver,
    OrganisationReferenceResolver,
    OrganisationAnswer,
    ...MUTATIONS,
  ],
  exports: [Organisations, Suggestions, OrganisationActsModule, OrganisationsModule],
})
export class OrganisationsGraphqlModule {}
