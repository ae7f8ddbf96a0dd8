import { z } from 'zod';
import { defineMessage, moment, typed } from '#libs/notifications';

/** To the coordinators of a body: the token of a system that still works will soon end. */
export const tokenEnding = defineMessage({
  kind: 'TOKEN_ENDING',
  title: { en: 'A system’s access ends soon', fr: 'L’accès d’un système prend bientôt fin' },
  when: {
    en: 'The token of a system that a body has used in the last 30 days ends in two weeks',
    fr: 'Le jeton d’un système dont un organisme s’est servi ces 30 derniers jours expire dans deux semaines',
  },
  audience: 'BODY',
  page: '/systems',
  params: z.strictObject({
    conferenceName: z.string(),
    systemName: z.string(),
    firstLetters: z.string(),
    endsAt: z.iso.datetime(),
    timeZone: z.string(),
  }),
  shows: ({ conferenceName, systemName, firstLetters, endsAt, timeZone }, language) => ({
    conference: typed(conferenceName),
    system: typed(systemName),
    letters: firstLetters,
    endsAt: moment(language, endsAt, timeZone),
  }),
  texts: [
    {
      en: `
The access of ((system)) ends on ((endsAt))

A system of your body works at ((conference)) with the token ((system)), which begins with ((letters)). The token ends on ((endsAt)); from then on the system can do nothing there.

If it is to go on, make another token, give it to whoever runs the system, and revoke this one once they use the new one.

[See the tokens of your body]((link))
`,
      fr: `
L’accès de ((system)) prend fin le ((endsAt))

Un système de votre organisme travaille pour ((conference)) avec le jeton ((system)), qui commence par ((letters)). Le jeton expire le ((endsAt)) ; le système ne pourra alors plus rien faire.

S’il doit continuer, créez un autre jeton, remettez-le à qui exploite le système, et révoquez celui-ci une fois le nouveau en service.

[Voir les jetons de votre organisme]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    systemName: 'Members’ register',
    firstLetters: 'plenary_Ab3d',
    endsAt: '2011-10-14T16:00:00.000Z',
    timeZone: 'Europe/London',
  },
});
