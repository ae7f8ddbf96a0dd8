import { z } from 'zod';
import { defineMessage, typed } from '#libs/notifications';
import { PLACES } from './places-in-words.js';
import { placesOffered } from './places-offered.message.js';

/** To the coordinators who may have read that their body is offered places, when the other body has taken the offer back. */
export const placeOfferWithdrawn = defineMessage({
  kind: 'PLACE_OFFER_WITHDRAWN',
  title: { en: 'Offer of places taken back', fr: 'Proposition de places retirée' },
  when: {
    en: 'An offer of places that may have been read is taken back',
    fr: 'Une proposition de places qui a peut-être été lue est retirée',
  },
  audience: 'BODY',
  page: '/places',
  corrects: [placesOffered],
  params: z.strictObject({
    conferenceName: z.string(),
    bodyName: z.string(),
    constituencyName: z.string(),
    count: z.int().positive(),
  }),
  shows: ({ conferenceName, bodyName, constituencyName, count }, language) => ({
    conference: typed(conferenceName),
    body: typed(bodyName),
    constituency: typed(constituencyName),
    places: PLACES[language](count),
    one: count === 1,
    more: count !== 1,
  }),
  texts: [
    {
      en: `
((body)) has taken its offer of places back: ((conference))

((body)) had offered you ((places)) for ((constituency)), and has taken the offer back. ((one??It is))((more??They are)) not kept for you any more.

[See your places]((link))
`,
      fr: `
((body)) retire sa proposition de places : ((conference))

((body)) vous avait proposé ((places)) pour ((constituency)) et a retiré cette proposition. ((one??Elle ne vous est plus réservée.))((more??Elles ne vous sont plus réservées.))

[Voir vos places]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    bodyName: 'Sample Chamber',
    constituencyName: 'Business',
    count: 2,
  },
});
