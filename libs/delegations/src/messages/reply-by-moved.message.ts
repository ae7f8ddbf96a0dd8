import { z } from 'zod';
import { dayRange, defineMessage, typed } from '#libs/notifications';

/** To whoever answers for an organisation and to its contacts: there is more time to answer. */
export const replyByMoved = defineMessage({
  kind: 'REPLY_BY_MOVED',
  title: { en: 'Later date for replies', fr: 'Date de réponse reportée' },
  when: {
    en: 'The host has given an invited organisation a later date for its answer',
    fr: 'L’hôte a donné à une organisation invitée une date de réponse plus tardive',
  },
  audience: 'INVITEE',
  page: '/own-organisations',
  params: z.strictObject({
    conferenceName: z.string(),
    organisationName: z.string(),
    /** `2027-10-01`. */
    replyBy: z.string(),
    city: z.string(),
  }),
  shows: ({ conferenceName, organisationName, replyBy, city }, language) => ({
    conference: typed(conferenceName),
    organisation: typed(organisationName),
    replyBy: dayRange(language, replyBy, replyBy),
    city: typed(city),
  }),
  texts: [
    {
      en: `
((organisation)): reply to ((conference)) by ((replyBy))

There is a later date for the reply of ((organisation)) to its invitation to ((conference)): ((replyBy)), end of the day in ((city)). The letter of invitation stands as it is, but for that date.

Whoever answers for ((organisation)) on the site of the conference signs in there; others answer as the letter says.

[Answer for the organisation]((link))
`,
      fr: `
((organisation)) : répondre à ((conference)) jusqu’au ((replyBy))

La date de réponse à l’invitation à ((conference)) est reportée pour ((organisation)) : le ((replyBy)), fin de la journée à ((city)). La lettre d’invitation reste telle quelle, à cette date près.

La personne qui répond pour ((organisation)) sur le site de la conférence s’y connecte ; les autres répondent comme la lettre l’indique.

[Répondre pour l’organisation]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    organisationName: 'Sampleland',
    replyBy: '2027-10-01',
    city: 'London',
  },
});
