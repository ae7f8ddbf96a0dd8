import { z } from 'zod';
import { defineMessage, moment, typed } from '#libs/notifications';
import { PLACES } from './places-in-words.js';

/** To the coordinators of the body that is offered places by another. */
export const placesOffered = defineMessage({
  kind: 'PLACES_OFFERED',
  title: { en: 'Places offered', fr: 'Places proposées' },
  when: {
    en: 'Another body offers places, and the host has agreed where it is asked',
    fr: 'Un autre organisme propose des places, avec l’accord de l’hôte là où il est consulté',
  },
  audience: 'BODY',
  page: '/places',
  params: z.strictObject({
    conferenceName: z.string(),
    bodyName: z.string(),
    constituencyName: z.string(),
    count: z.int().positive(),
    note: z.string().nullable(),
    expiresAt: z.iso.datetime(),
    timeZone: z.string(),
  }),
  shows: ({ conferenceName, bodyName, constituencyName, count, note, expiresAt, timeZone }, language) => ({
    conference: typed(conferenceName),
    body: typed(bodyName),
    constituency: typed(constituencyName),
    places: PLACES[language](count),
    one: count === 1,
    more: count !== 1,
    note: note === null ? null : { prose: note },
    until: moment(language, expiresAt, timeZone),
  }),
  texts: [
    {
      en: `
((body)) offers you ((places)): ((conference))

((body)) offers you ((places)) for ((constituency)). ((one??It is))((more??They are)) kept for you until ((until)).

> ((note))

A coordinator of your body accepts or declines on the page of your places.

[See the offer]((link))
`,
      fr: `
((body)) vous propose ((places)) : ((conference))

((body)) vous propose ((places)) pour ((constituency)). ((one??Elle vous est réservée))((more??Elles vous sont réservées)) jusqu’au ((until)).

> ((note))

Un coordinateur de votre organisme accepte ou décline sur la page de vos places.

[Voir la proposition]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    bodyName: 'Sample Chamber',
    constituencyName: 'Business',
    count: 2,
    note: 'We have two more than we need.',
    expiresAt: '2011-09-01T11:00:00.000Z',
    timeZone: 'Europe/London',
  },
});
