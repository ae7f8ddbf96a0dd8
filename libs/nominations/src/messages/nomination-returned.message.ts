import { z } from 'zod';
import { defineMessage, moment, typed } from '#libs/notifications';

/** To the coordinators of the nominating body. */
export const nominationReturned = defineMessage({
  kind: 'NOMINATION_RETURNED',
  title: { en: 'Nomination returned', fr: 'Candidature renvoyée' },
  when: {
    en: 'The host returns a nomination with a question',
    fr: 'L’hôte renvoie une candidature avec une question',
  },
  audience: 'BODY',
  params: z.strictObject({
    conferenceName: z.string(),
    personName: z.string(),
    reference: z.string(),
    question: z.string(),
    /** Until when the body can answer; absent where there is no end. */
    dueAt: z.iso.datetime().nullish(),
    timeZone: z.string().nullish(),
  }),
  shows: ({ personName, reference, question, dueAt, timeZone }, language) => ({
    person: typed(personName),
    reference,
    question: { prose: question },
    dueAt: dueAt && timeZone ? moment(language, dueAt, timeZone) : null,
  }),
  texts: [
    {
      en: `
((reference)): a question about your nomination

The host has a question about the nomination of ((person)) (((reference))):

> ((question))

Your place is kept while you answer. Change the nomination if you need to, answer the question, and submit it again.

[Answer the question]((link))
`,
      fr: `
((reference)) : une question sur votre candidature

L’hôte a une question sur la candidature de ((person)) (((reference))) :

> ((question))

Votre place est conservée en attendant. Modifiez la candidature si nécessaire, répondez à la question et déposez-la de nouveau.

[Répondre à la question]((link))
`,
    },
    {
      en: `
((reference)): a question about your nomination

The host has a question about the nomination of ((person)) (((reference))):

> ((question))

Your place is kept while you answer. Change the nomination if you need to, answer the question, and submit it again.

Please answer by ((dueAt)). After that the nomination lapses, and its place is offered to your reserve list.

[Answer the question]((link))
`,
      fr: `
((reference)) : une question sur votre candidature

L’hôte a une question sur la candidature de ((person)) (((reference))) :

> ((question))

Votre place est conservée en attendant. Modifiez la candidature si nécessaire, répondez à la question et déposez-la de nouveau.

Répondez avant cette échéance : ((dueAt)). Ensuite, la candidature devient caduque et sa place est proposée à votre liste de réserve.

[Répondre à la question]((link))
`,
    },
    {
      en: `
((reference)): a question about your nomination

The host has a question about the nomination of ((person)) (((reference))):

> ((question))

Your place is kept while you answer. Change the nomination if you need to, answer the question, and submit it again.

Please answer by ((dueAt)). After that the nomination lapses, and its place is offered to your reserve list.

[Answer the question]((link))
`,
      fr: `
((reference)) : une question sur votre candidature

L’hôte a une question sur la candidature de ((person)) (((reference))) :

> ((question))

Votre place est conservée en attendant. Modifiez la candidature si nécessaire, répondez à la question et soumettez-la à nouveau.

Répondez avant cette échéance : ((dueAt)). Ensuite, la candidature devient caduque et sa place est proposée à votre liste de réserve.

[Répondre à la question]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    personName: 'Zoë Sample',
    reference: 'ICC-7K3-Q9FA',
    question: 'Will she speak for the company or for herself?\nPlease say so in the justification.',
    dueAt: '2011-10-14T16:00:00.000Z',
    timeZone: 'Europe/London',
  },
});
