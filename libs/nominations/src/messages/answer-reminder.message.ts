import { z } from 'zod';
import { defineMessage, moment, typed } from '#libs/notifications';

/** To the coordinators of the nominating body: the host's question is still unanswered. */
export const answerReminder = defineMessage({
  kind: 'ANSWER_REMINDER',
  title: { en: 'Reminder to answer', fr: 'Rappel : réponse attendue' },
  when: {
    en: 'The host’s question about a returned nomination will soon have waited too long',
    fr: 'La question de l’hôte sur une candidature renvoyée attend une réponse dont le délai expire bientôt',
  },
  audience: 'BODY',
  params: z.strictObject({
    conferenceName: z.string(),
    personName: z.string(),
    reference: z.string(),
    question: z.string(),
    dueAt: z.iso.datetime(),
    timeZone: z.string(),
  }),
  shows: ({ personName, reference, question, dueAt, timeZone }, language) => ({
    person: typed(personName),
    reference,
    question: { prose: question },
    dueAt: moment(language, dueAt, timeZone),
  }),
  texts: [
    {
      en: `
((reference)): please answer by ((dueAt))

The host still waits for your answer about the nomination of ((person)) (((reference))):

> ((question))

If you do not answer by ((dueAt)), the nomination lapses, and its place is offered to your reserve list.

[Answer the question]((link))
`,
      fr: `
((reference)) : réponse attendue avant le ((dueAt))

L’hôte attend toujours votre réponse au sujet de la candidature de ((person)) (((reference))) :

> ((question))

Sans réponse avant cette échéance (((dueAt))), la candidature devient caduque et sa place est proposée à votre liste de réserve.

[Répondre à la question]((link))
`,
    },
    // The place of an undecided nomination is the body's own: nobody is invited for it.
    {
      en: `
((reference)): please answer by ((dueAt))

The host still waits for your answer about the nomination of ((person)) (((reference))):

> ((question))

If you do not answer by ((dueAt)), the nomination lapses, and your body gets its place back.

[Answer the question]((link))
`,
      fr: `
((reference)) : réponse attendue avant le ((dueAt))

L’hôte attend toujours votre réponse au sujet de la candidature de ((person)) (((reference))) :

> ((question))

Sans réponse avant cette échéance (((dueAt))), la candidature devient caduque et votre organisation récupère sa place.

[Répondre à la question]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    personName: 'Zoë Sample',
    reference: 'ICC-7K3-Q9FA',
    question: 'Will she speak for the company or for herself?',
    dueAt: '2011-10-14T16:00:00.000Z',
    timeZone: 'Europe/London',
  },
});
