import { z } from 'zod';
import { defineMessage, typed } from '#libs/notifications';

/** To the coordinators of the nominating body: somebody else takes a place of theirs. */
export const nomineeSubstituted = defineMessage({
  kind: 'NOMINEE_SUBSTITUTED',
  title: { en: 'Place passed to another person', fr: 'Place transmise à une autre personne' },
  when: {
    en: 'Another person is named for the place of a nomination',
    fr: 'Une autre personne est désignée pour la place d’une candidature',
  },
  audience: 'BODY',
  params: z.strictObject({
    conferenceName: z.string(),
    personName: z.string(),
    reference: z.string(),
    formerName: z.string(),
    formerReference: z.string(),
  }),
  shows: ({ conferenceName, personName, reference, formerName, formerReference }) => ({
    conference: typed(conferenceName),
    person: typed(personName),
    reference,
    former: typed(formerName),
    formerReference,
  }),
  texts: [
    {
      en: `
((reference)) takes the place of ((formerReference)): ((conference))

((person)) (((reference))) is named for the place of ((former)) (((formerReference))). The place stays yours. The host reviews the new person, and invites them once they are approved.

If ((former)) had received an invitation, it no longer holds and they are told.

[See the nomination]((link))
`,
      fr: `
((reference)) prend la place de ((formerReference)) : ((conference))

((person)) (((reference))) est désigné(e) pour la place de ((former)) (((formerReference))). La place reste la vôtre. L’hôte examine la nouvelle personne et l’invite une fois approuvée.

Si ((former)) avait reçu une invitation, elle n’est plus valable et la personne en est informée.

[Voir la candidature]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    personName: 'Zoë Sample',
    reference: 'ICC-7K3-Q9FA',
    formerName: 'Ada Sample',
    formerReference: 'ICC-2M4-P7RC',
  },
});
