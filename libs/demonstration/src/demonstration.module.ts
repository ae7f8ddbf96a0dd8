import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from '#libs/access';
import { ConferenceModule } from '#libs/conference';
import { AnswerInvitation } from '#libs/invitations';
import { IssuingModule } from '#libs/issuing';
import { NominationsModule } from '#libs/nominations';
import { OrganisationInvitationActsModule } from '#libs/delegations';
import { OrganisationActsModule } from '#libs/organisations';
import { DatabaseModule, type Settings, API_ROLE } from '#libs/platform';
import { BodyPart } from './body-part.js';
import { HostPart, ReviewClock } from './host-part.js';
import { InvitationsPart } from './invitations-part.js';
import { Nominate } from './nominate.js';
import { OrganisationsPart } from './organisations-part.js';
import { Performer } from './performer.js';

/** The use cases under the API's role, so that the walls stand while the demonstration is loaded. */
@Module({})
export class DemonstrationModule {
  static forSettings(settings: Pick<Settings, 'database' | 'mode' | 'secret' | 'http'>): DynamicModule {
    return {
      module: DemonstrationModule,
      imports: [
        DatabaseModule.forRole({
          role: API_ROLE,
          url: settings.database.apiUrl,
          poolSize: 2,
          applicationName: 'plenary-demonstration',
        }),
        ConferenceModule,
        AccessModule.forSettings(settings),
        NominationsModule,
        OrganisationActsModule,
        IssuingModule.forSettings(settings),
        OrganisationInvitationActsModule,
      ],
      providers: [
        AnswerInvitation,
        Performer,
        OrganisationsPart,
        InvitationsPart,
        BodyPart,
        ReviewClock,
        HostPart,
        Nominate,
      ],
    };
  }
}
