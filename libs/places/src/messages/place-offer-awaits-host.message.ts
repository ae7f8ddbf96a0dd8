import { z } from 'zod';
import { defineMessage, moment, typed } from '#libs/notifications';
import { PLACES } from './places-in-words.js';

/** To the approvers of the host, where a conference has them agree to transfers of places. */
export const placeOfferAwaitsHost = defineMessage({
  kind: 'PLACE_OFFER_AWAITS_HOST',
  title: { en: 'Transfer of places to agree to', fr: 'Cession de places à approuver' },
  when: {
    en: 'A body offers places to another, where the host agrees first',
    fr: 'Un organisme propose des places à un autre, là où l’hôte donne d’abord son accord',
  },
  audience: 'HOST',
  page: '/places',
  params: z.strictObject({
    conferenceName: z.string(),
    fromName: z.string(),
    toName: z.string(),
    constituencyName: z.string(),
    count: z.int().positive(),
    expiresAt: z.iso.datetime(),
    timeZone: z.string(),
  }),
  shows: ({ conferenceName, fromName, toName, constituencyName, count, expiresAt, timeZone }, language) => ({
    conference: typed(conferenceName),
    from: typed(fromName),
    to: typed(toName),
    constituency: typed(constituencyName),
    places: PLACES[language](count),
    until: moment(language, expiresAt, timeZone),
  }),
  texts: [
    {
      en: `
((from)) would pass ((places)) on to ((to)): ((conference))

((from)) offers ((to)) ((places)) for ((constituency)), until ((until)).

((to)) hears of it when an approver of the host agrees.

[See the offer]((link))
`,
      fr: `
((from)) céderait ((places)) à ((to)) : ((conference))

((from)) propose à ((to)) ((places)) pour ((constituency)), jusqu’au ((until)).

((to)) en sera informé quand un approbateur de l’hôte aura donné son accord.

[Voir la proposition]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    fromName: 'Sample Chamber',
    toName: 'Sample Institute',
    constituencyName: 'Business',
    count: 2,
    expiresAt: '2011-09-01T11:00:00.000Z',
    timeZone: 'Europe/London',
  },
});
