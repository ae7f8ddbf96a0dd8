import { z } from 'zod';
import { defineMessage, typed } from '#libs/notifications';
import { calendarOf, occasionParams } from './event.js';
import { invitationConfirmed } from './invitation-confirmed.message.js';
import { addressed, inviteeParams } from './invitee.js';
import { personalInvitation } from './personal-invitation.message.js';

/** To the person, when somebody else takes the place of an invitation that may have arrived. Who that is, is not theirs to know. */
export const invitationPassedOn = defineMessage({
  kind: 'INVITATION_PASSED_ON',
  title: { en: 'Place passed on', fr: 'Place transmise' },
  when: {
    en: 'Another person takes the place of an invitation that may have arrived',
    fr: 'Une autre personne prend la place d’une invitation qui est peut-être arrivée',
  },
  audience: 'INVITEE',
  corrects: [personalInvitation, invitationConfirmed],
  params: z.strictObject({
    conferenceName: z.string(),
    ...inviteeParams,
    nominatedBy: z.string(),
    /** What stands in the person's calendar by now. */
    event: z.strictObject(occasionParams).nullish(),
  }),
  shows: (params) => ({
    conference: typed(params.conferenceName),
    name: addressed(params),
    nominatedBy: typed(params.nominatedBy),
  }),
  calendar: ({ conferenceName, event }) =>
    event ? calendarOf('CANCELLED', { conferenceName, ...event }) : null,
  texts: [
    {
      en: `
Your place has passed to another person: ((conference))

Dear ((name)),

You were invited to this conference. Another person has been named for your place, so your invitation no longer holds and its link no longer works.

If you did not expect this, please ask ((nominatedBy)), who put your name forward.
`,
      fr: `
Votre place revient à une autre personne : ((conference))

Bonjour ((name)),

Vous aviez été invité(e) à cette conférence. Une autre personne a été désignée pour votre place : votre invitation n’est plus valable et son lien ne fonctionne plus.

Si vous ne vous y attendiez pas, adressez-vous à ((nominatedBy)), qui avait proposé votre nom.
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    personName: 'Zoë Sample',
    honorific: 'Dr',
    nominatedBy: 'Sample Chamber',
  },
});
