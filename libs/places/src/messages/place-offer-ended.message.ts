import { z } from 'zod';
import { defineMessage, typed } from '#libs/notifications';
import { PLACES } from './places-in-words.js';

/** To the coordinators of the body that has offered places: what became of the offer. */
export const placeOfferEnded = defineMessage({
  kind: 'PLACE_OFFER_ENDED',
  title: { en: 'Answer to an offer of places', fr: 'Réponse à une proposition de places' },
  when: {
    en: 'The other body accepts or declines places, the host does not agree, or nobody has answered in time',
    fr: 'L’autre organisme accepte ou décline des places, l’hôte n’est pas d’accord, ou personne n’a répondu à temps',
  },
  audience: 'BODY',
  page: '/places',
  params: z.strictObject({
    conferenceName: z.string(),
    bodyName: z.string(),
    constituencyName: z.string(),
    count: z.int().positive(),
    outcome: z.enum(['ACCEPTED', 'DECLINED', 'REFUSED', 'EXPIRED']),
  }),
  shows: ({ conferenceName, bodyName, constituencyName, count, outcome }, language) => ({
    conference: typed(conferenceName),
    body: typed(bodyName),
    constituency: typed(constituencyName),
    places: PLACES[language](count),
    accepted: outcome === 'ACCEPTED',
    declined: outcome === 'DECLINED',
    refused: outcome === 'REFUSED',
    expired: outcome === 'EXPIRED',
    kept: outcome !== 'ACCEPTED',
  }),
  texts: [
    {
      en: `
Your offer of places to ((body)) ((accepted??is accepted))((declined??is declined))((refused??was not agreed to))((expired??has expired)): ((conference))

You offered ((body)) ((places)) for ((constituency)). ((accepted??The offer is accepted, and the places are theirs.))((declined??The offer is declined.))((refused??The host does not agree to it.))((expired??Nobody has answered in time.))((kept?? The places are free for you again.))

[See your places]((link))
`,
      fr: `
Votre proposition de places à ((body)) ((accepted??est acceptée))((declined??est déclinée))((refused??n’a pas été approuvée))((expired??a expiré)) : ((conference))

Vous avez proposé à ((body)) ((places)) pour ((constituency)). ((accepted??La proposition est acceptée et les places sont désormais les siennes.))((declined??La proposition est déclinée.))((refused??L’hôte n’est pas d’accord.))((expired??Personne n’a répondu à temps.))((kept?? Les places sont de nouveau libres pour vous.))

[Voir vos places]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    bodyName: 'Sample Institute',
    constituencyName: 'Business',
    count: 2,
    outcome: 'ACCEPTED',
  },
});
