import { z } from 'zod';
import { defineMessage, typed } from '#libs/notifications';
import { changeable, changeableParams } from './changeable.js';
import { calendarOf, eventParams } from './event.js';
import { addressed, inviteeParams } from './invitee.js';

/** To the person: they have declined, or given back a place that they had accepted. */
export const declineConfirmed = defineMessage({
  kind: 'DECLINE_CONFIRMED',
  title: {
    en: 'Confirmation that a person will not come',
    fr: 'Confirmation d’une réponse négative',
  },
  when: {
    en: 'Somebody declines their invitation, or gives back a place that they had accepted',
    fr: 'Une personne décline son invitation, ou rend une place qu’elle avait acceptée',
  },
  audience: 'INVITEE',
  params: z.strictObject({
    ...eventParams,
    ...inviteeParams,
    wasConfirmed: z.boolean(),
    ...changeableParams,
  }),
  shows: (params, language, asOf) => ({
    conference: typed(params.conferenceName),
    name: addressed(params),
    accepted: params.wasConfirmed,
    pending: !params.wasConfirmed,
    ...changeable(params, language, asOf),
  }),
  calendar: (params) => calendarOf('CANCELLED', params),
  texts: [
    {
      en: `
You have declined: ((conference))

Dear ((name)),

((pending??Thank you for telling us. You have declined the invitation.))((accepted??Thank you for telling us. You had accepted the invitation and have now declined it, so your place is free for somebody else.))

The attached calendar entry takes the conference out of your calendar.

If you can come after all, open the link in your invitation again and change your answer, until ((changeableUntil)). That works as long as a place is free.
`,
      fr: `
Vous avez décliné l’invitation : ((conference))

Bonjour ((name)),

((pending??Merci de nous avoir prévenus. Vous avez décliné l’invitation.))((accepted??Merci de nous avoir prévenus. Vous aviez accepté l’invitation et venez de la décliner : votre place est libre pour une autre personne.))

L’entrée d’agenda ci-jointe retire la conférence de votre agenda.

Si vous pouvez finalement venir, rouvrez le lien de votre invitation et modifiez votre réponse, jusqu’au ((changeableUntil)). C’est possible tant qu’une place est libre.
`,
    },
    {
      en: `
You have declined: ((conference))

Dear ((name)),

((pending??Thank you for telling us. You have declined the invitation.))((accepted??Thank you for telling us. You had accepted the invitation and have now declined it, so your place is no longer kept for you.))

The attached calendar entry takes the conference out of your calendar.

If you can come after all, open the link in your invitation again and change your answer, until ((changeableUntil)). That works as long as nobody else has been given your place.
`,
      fr: `
Vous avez décliné l’invitation : ((conference))

Bonjour ((name)),

((pending??Merci de nous avoir prévenus. Vous avez décliné l’invitation.))((accepted??Merci de nous avoir prévenus. Vous aviez accepté l’invitation et venez de la décliner : votre place ne vous est plus réservée.))

L’entrée d’agenda ci-jointe retire la conférence de votre agenda.

Si vous pouvez finalement venir, rouvrez le lien de votre invitation et modifiez votre réponse, jusqu’au ((changeableUntil)). C’est possible tant que votre place n’a pas été attribuée à une autre personne.
`,
    },
    {
      en: `
You have declined: ((conference))

Dear ((name)),

((pending??Thank you for telling us. You have declined the invitation.))((accepted??Thank you for telling us. You had accepted the invitation and have now declined it, so your place is no longer kept for you.))

The attached calendar entry takes the conference out of your calendar.

If you can come after all, open the link in your invitation again and change your answer, until ((changeableUntil)). That works as long as your place is still free.

((closed??If you can come after all, write to the organisation that put your name forward.))
`,
      fr: `
Vous avez décliné l’invitation : ((conference))

Bonjour ((name)),

((pending??Merci de nous avoir prévenus. Vous avez décliné l’invitation.))((accepted??Merci de nous avoir prévenus. Vous aviez accepté l’invitation et venez de la décliner : votre place ne vous est plus réservée.))

L’entrée d’agenda ci-jointe retire la conférence de votre agenda.

Si vous pouvez finalement venir, rouvrez le lien de votre invitation et modifiez votre réponse, jusqu’au ((changeableUntil)). C’est possible tant que votre place est encore libre.

((closed??Si vous pouvez finalement venir, écrivez à l’organisation qui a proposé votre nom.))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    venue: 'Queen Elizabeth II Conference Centre',
    city: 'London',
    startsOn: '2011-11-01',
    endsOn: '2011-11-02',
    timeZone: 'Europe/London',
    personName: 'Zoë Sample',
    honorific: 'Dr',
    wasConfirmed: true,
    changeableUntil: '2011-10-25T17:00:00.000Z',
  },
});
