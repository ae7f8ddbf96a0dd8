import { z } from 'zod';
import { defineMessage } from '#libs/notifications';
import { CAPACITIES } from '../domain/invitation.js';
import { changeable, changeableParams } from './changeable.js';
import { calendarOf, eventParams, shownEvent } from './event.js';
import { addressed, CAPACITY, inviteeParams } from './invitee.js';

/** To the person. */
export const invitationConfirmed = defineMessage({
  kind: 'INVITATION_CONFIRMED',
  title: { en: 'Invitation accepted', fr: 'Invitation acceptée' },
  when: {
    en: 'Somebody accepts their invitation',
    fr: 'Une personne accepte son invitation',
  },
  audience: 'INVITEE',
  params: z.strictObject({
    ...eventParams,
    ...inviteeParams,
    capacity: z.enum(CAPACITIES),
    ...changeableParams,
  }),
  shows: (params, language, asOf) => ({
    ...shownEvent(params, language),
    name: addressed(params),
    capacity: CAPACITY[params.capacity][language],
    ...changeable(params, language, asOf),
  }),
  calendar: (params) => calendarOf('CONFIRMED', params),
  texts: [
    {
      en: `
You have accepted: ((conference))

Dear ((name)),

Thank you. You have accepted the invitation, and your place is confirmed.

- When: ((dates))
- Where: ((place))
- You come as: ((capacity))

If you can no longer come, tell the organisation that put your name forward, so that somebody else can take your place.
`,
      fr: `
Votre participation est confirmée : ((conference))

Bonjour ((name)),

Merci. Vous avez accepté l’invitation et votre place est confirmée.

- Dates : ((dates))
- Lieu : ((place))
- À titre de : ((capacity))

Si vous ne pouvez plus venir, prévenez l’organisation qui a proposé votre nom, afin qu’une autre personne puisse prendre votre place.
`,
    },
    {
      en: `
You have accepted: ((conference))

Dear ((name)),

Thank you. You have accepted the invitation, and your place is confirmed.

- When: ((dates))
- Where: ((place))
- You come as: ((capacity))

The attached calendar entry takes the place of the one in your invitation.

If you can no longer come, open the link in your invitation again and change your answer, until ((changeableUntil)). Your place is then free for somebody else.
`,
      fr: `
Votre participation est confirmée : ((conference))

Bonjour ((name)),

Merci. Vous avez accepté l’invitation et votre place est confirmée.

- Dates : ((dates))
- Lieu : ((place))
- À titre de : ((capacity))

L’entrée d’agenda ci-jointe remplace celle de votre invitation.

Si vous ne pouvez plus venir, rouvrez le lien de votre invitation et modifiez votre réponse, jusqu’au ((changeableUntil)). Votre place sera alors libre pour une autre personne.
`,
    },
    {
      en: `
You have accepted: ((conference))

Dear ((name)),

Thank you. You have accepted the invitation, and your place is confirmed.

- When: ((dates))
- Where: ((place))
- You come as: ((capacity))

The attached calendar entry takes the place of the one in your invitation.

If you can no longer come, open the link in your invitation again and change your answer, until ((changeableUntil)). Your place is then no longer kept for you.

((closed??If you can no longer come, write to the organisation that put your name forward.))
`,
      fr: `
Votre participation est confirmée : ((conference))

Bonjour ((name)),

Merci. Vous avez accepté l’invitation et votre place est confirmée.

- Dates : ((dates))
- Lieu : ((place))
- À titre de : ((capacity))

L’entrée d’agenda ci-jointe remplace celle de votre invitation.

Si vous ne pouvez plus venir, rouvrez le lien de votre invitation et modifiez votre réponse, jusqu’au ((changeableUntil)). Votre place ne vous sera alors plus réservée.

((closed??Si vous ne pouvez plus venir, écrivez à l’organisation qui a proposé votre nom.))
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
    capacity: 'DELEGATE',
    changeableUntil: '2011-10-25T17:00:00.000Z',
  },
});
