import { z } from 'zod';
import { defineMessage, typed } from '#libs/notifications';

/** To the coordinators of the nominating body: somebody on their reserve list has got a place. */
export const reservePromoted = defineMessage({
  kind: 'RESERVE_PROMOTED',
  title: { en: 'Place for a reserve', fr: 'Place pour la liste de réserve' },
  when: {
    en: 'Somebody on the reserve list gets a place',
    fr: 'Une personne de la liste de réserve obtient une place',
  },
  audience: 'BODY',
  params: z.strictObject({ conferenceName: z.string(), personName: z.string(), reference: z.string() }),
  shows: ({ conferenceName, personName, reference }) => ({
    conference: typed(conferenceName),
    person: typed(personName),
    reference,
  }),
  texts: [
    {
      en: `
((reference)) has a place: ((conference))

((person)) (((reference))) was on your reserve list. A place has become free, and we have sent a personal invitation.

[See the nomination]((link))
`,
      fr: `
((reference)) obtient une place : ((conference))

((person)) (((reference))) figurait sur votre liste de réserve. Une place s’est libérée et nous avons envoyé une invitation personnelle.

[Voir la candidature]((link))
`,
    },
    // Also for whoever is promoted beyond the quota, for whom no place has become free.
    {
      en: `
((reference)) has a place: ((conference))

((person)) (((reference))) was on your reserve list and now has a place. We have sent a personal invitation.

[See the nomination]((link))
`,
      fr: `
((reference)) obtient une place : ((conference))

((person)) (((reference))) figurait sur votre liste de réserve et obtient une place. Nous avons envoyé une invitation personnelle.

[Voir la candidature]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    personName: 'Zoë Sample',
    reference: 'ICC-7K3-Q9FA',
  },
});
