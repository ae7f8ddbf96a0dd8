import { z } from 'zod';
import { defineMessage, typed } from '#libs/notifications';

/** To the coordinators of the nominating body: they have not answered in time, or the host has not decided in time. */
export const nominationLapsed = defineMessage({
  kind: 'NOMINATION_LAPSED',
  title: { en: 'Nomination lapsed', fr: 'Candidature caduque' },
  when: {
    en: 'A nomination lapses: its body has not answered the host’s question in time, or the host has not decided in time',
    fr: 'Une candidature devient caduque : l’organisme n’a pas répondu à temps à la question de l’hôte, ou l’hôte n’a pas décidé à temps',
  },
  audience: 'BODY',
  params: z.strictObject({
    conferenceName: z.string(),
    personName: z.string(),
    reference: z.string(),
    cause: z.enum(['UNANSWERED', 'UNDECIDED']),
  }),
  shows: ({ conferenceName, personName, reference, cause }) => ({
    conference: typed(conferenceName),
    person: typed(personName),
    reference,
    unanswered: cause === 'UNANSWERED',
    undecided: cause === 'UNDECIDED',
  }),
  texts: [
    {
      en: `
((reference)) has lapsed: ((conference))

The nomination of ((person)) (((reference))) has lapsed. ((unanswered??The host’s question was not answered in time.))((undecided??The host did not decide on it in time.))

The place is free again. It is offered to the first person on your reserve list, if there is one.

[See the nomination]((link))
`,
      fr: `
((reference)) est caduque : ((conference))

La candidature de ((person)) (((reference))) est devenue caduque. ((unanswered??La question de l’hôte est restée sans réponse dans le délai prévu.))((undecided??L’hôte ne s’est pas prononcé dans le délai prévu.))

La place est de nouveau libre. Elle est proposée à la première personne de votre liste de réserve, s’il y en a une.

[Voir la candidature]((link))
`,
    },
    {
      en: `
((reference)) has lapsed: ((conference))

The nomination of ((person)) (((reference))) has lapsed. ((unanswered??The host’s question was not answered in time.))((undecided??The host did not decide on it in time.))

Its place is free for another nomination of your body.

[See the nomination]((link))
`,
      fr: `
((reference)) est caduque : ((conference))

La candidature de ((person)) (((reference))) est devenue caduque. ((unanswered??La question de l’hôte est restée sans réponse dans le délai prévu.))((undecided??L’hôte ne s’est pas prononcé dans le délai prévu.))

Sa place est libre pour une autre candidature de votre organisation.

[Voir la candidature]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    personName: 'Zoë Sample',
    reference: 'ICC-7K3-Q9FA',
    cause: 'UNANSWERED',
  },
});
