import { z } from 'zod';
import { defineMessage, typed } from '#libs/notifications';

/** To the coordinators of the nominating body, who were told that the person declined: the person comes after all. */
export const acceptedAfterAll = defineMessage({
  kind: 'ACCEPTED_AFTER_ALL',
  title: { en: 'Invitation accepted after all', fr: 'Invitation finalement acceptée' },
  when: {
    en: 'Somebody who had declined accepts after all',
    fr: 'Une personne qui avait décliné accepte finalement',
  },
  audience: 'BODY',
  params: z.strictObject({ conferenceName: z.string(), personName: z.string() }),
  shows: ({ conferenceName, personName }) => ({
    conference: typed(conferenceName),
    people: { list: [[typed(personName)]] },
  }),
  texts: [
    {
      en: `
Accepted after all: ((conference))

This person had declined the invitation to the conference and has now accepted it:

- ((people))

The person has the place again, so it is no longer free.

[See the nomination]((link))
`,
      fr: `
Invitation finalement acceptée : ((conference))

Cette personne avait décliné l’invitation à la conférence et vient de l’accepter :

- ((people))

Elle a de nouveau sa place, qui n’est donc plus libre.

[Voir la candidature]((link))
`,
    },
  ],
  preview: { conferenceName: 'London Conference on Cyberspace', personName: 'Zoë Sample' },
});
