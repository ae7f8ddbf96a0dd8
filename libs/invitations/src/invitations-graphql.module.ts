import { type DynamicModule, Module } from '@nestjs/common';
import { type Settings } from '#libs/platform';
import { calendarSource } from '#libs/notifications';
import { CalendarOptions } from './calendar-options.js';
import { InvitationResolver } from './graphql/invitation.resolver.js';
import { InvitationsModule } from './invitations.module.js';
import { PersonalInvitation } from './queries/personal-invitation.js';
import { AnswerInvitation } from './use-cases/answer-invitation.js';

/** What the API process adds: the invitee's page. */
@Module({})
export class InvitationsGraphqlModule {
  static forSettings(settings: Pick<Settings, 'smtp' | 'http'>): DynamicModule {
    return {
      module: InvitationsGraphqlModule,
      imports: [InvitationsModule],
      providers: [
        { provide: CalendarOptions, useValue: new CalendarOptions(calendarSource(settings)) },
        InvitationResolver,
        PersonalInvitation,
        AnswerInvitation,
      ],
    };
  }
}
