import { z } from 'zod';
import { defineMessage, typed } from '#libs/notifications';
import { calendarOf, occasionParams } from './event.js';
import { invitationConfirmed } from './invitation-confirmed.message.js';
import { addressed, inviteeParams } from './invitee.js';
import { personalInvitation } from './personal-invitation.message.js';

/** To the person, when an invitation that may have arrived no longer holds. */
export const invitationCancelled = defineMessage({
  kind: 'INVITATION_CANCELLED',
  title: { en: 'Invitation withdrawn', fr: 'Invitation retirée' },
  when: {
    en: 'An invitation that may have arrived no longer holds',
    fr: 'Une invitation qui est peut-être arrivée ne vaut plus',
  },
  audience: 'INVITEE',
  corrects: [personalInvitation, invitationConfirmed],
  params: z.strictObject({
    conferenceName: z.string(),
    ...inviteeParams,
    nominatedBy: z.string(),
    /** What stands in the person's calendar by now; absent in older messages, which left it there. */
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
Your invitation no longer holds: ((conference))

Dear ((name)),

You were invited to this conference. Your nomination has been withdrawn, so the invitation no longer holds and its link no longer works.

If you did not expect this, please ask ((nominatedBy)), who put your name forward.
`,
      fr: `
Votre invitation n’est plus valable : ((conference))

Bonjour ((name)),

Vous aviez été invité(e) à cette conférence. Votre candidature a été retirée : l’invitation n’est plus valable et son lien ne fonctionne plus.

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
