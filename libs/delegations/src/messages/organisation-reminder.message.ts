import { z } from 'zod';
import { dayRange, defineMessage, typed } from '#libs/notifications';

/** To whoever answers for an organisation, or to its contacts: its answer is still awaited. */
export const organisationReminder = defineMessage({
  kind: 'ORGANISATION_REMINDER',
  title: { en: 'Reminder to an invited organisation', fr: 'Rappel à une organisation invitée' },
  when: {
    en: 'An officer of the host reminds an invited organisation that has not answered',
    fr: 'Un agent de l’hôte rappelle son invitation à une organisation qui n’a pas répondu',
  },
  audience: 'INVITEE',
  page: '/own-organisations',
  params: z.strictObject({
    conferenceName: z.string(),
    organisationName: z.string(),
    /** `2027-09-15`. */
    replyBy: z.string(),
    city: z.string(),
    /** The date for replies was over when it was written. */
    isPast: z.boolean(),
  }),
  shows: ({ conferenceName, organisationName, replyBy, city, isPast }, language) => {
    const day = dayRange(language, replyBy, replyBy);
    return {
      conference: typed(conferenceName),
      organisation: typed(organisationName),
      replyBy: isPast ? null : day,
      over: isPast ? day : null,
      city: typed(city),
    };
  },
  texts: [
    {
      en: `
((conference)): the reply of ((organisation)) is awaited

((organisation)) is invited to ((conference)), and has not replied yet.

Please reply by ((replyBy)), end of the day in ((city)).

The date for replies, ((over)), has passed. You can still ask the host whether ((organisation)) may accept, or send its regrets.

Whoever answers for ((organisation)) on the site of the conference signs in there; others answer as the letter of invitation says. If the reply is on its way, there is nothing more to do.

[Answer for the organisation]((link))
`,
      fr: `
((conference)) : réponse attendue, ((organisation))

Invitation à ((conference)) : ((organisation)). Aucune réponse n’est encore arrivée.

Merci de répondre jusqu’au ((replyBy)), fin de la journée à ((city)).

La date de réponse, le ((over)), est passée. Il est encore possible de demander à l’hôte d’accepter, ou d’envoyer des regrets : ((organisation)).

La personne qui répond pour ((organisation)) sur le site de la conférence s’y connecte ; les autres répondent comme la lettre d’invitation l’indique. Si la réponse est déjà partie, il n’y a rien d’autre à faire.

[Répondre pour l’organisation]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    organisationName: 'Sampleland',
    replyBy: '2027-09-15',
    city: 'London',
    isPast: false,
  },
});
