import { z } from 'zod';
import { defineMessage, typed } from '#libs/notifications';
import { STAGES_IN_MAIL, STEP } from './stage-words.js';

/** How many of the reviews one mail names; the inbox has all. */
export const MOST_LINES = 20;

/** To whoever was given reviews by a colleague: one for each assignment, however many they are. */
export const reviewsAssigned = defineMessage({
  kind: 'REVIEWS_ASSIGNED',
  title: { en: 'Reviews assigned', fr: 'Examens confiés' },
  when: {
    en: 'An officer or administrator gives reviews to a colleague',
    fr: 'Un agent ou un administrateur confie des examens à un collègue',
  },
  audience: 'HOST',
  page: '/inbox?claim=MINE',
  params: z.strictObject({
    assignedBy: z.string(),
    count: z.int().min(1),
    reviews: z
      .array(z.strictObject({ personName: z.string(), reference: z.string(), stage: z.enum(STAGES_IN_MAIL) }))
      .max(MOST_LINES),
  }),
  shows: ({ assignedBy, count, reviews }, language) => ({
    by: typed(assignedBy),
    one: count === 1,
    several: count > 1,
    count: count > 1 ? String(count) : null,
    reviews: {
      list: reviews.map(({ personName, reference, stage }) => [
        typed(personName),
        `, ${reference} (${STEP[stage][language]})`,
      ]),
    },
    more: count > reviews.length ? String(count - reviews.length) : null,
  }),
  texts: [
    {
      en: `
((count))((one??A))((several?? reviews))((one?? review)) for you from ((by))

((by)) has given you what waits in the inbox:

- ((reviews))

And ((more)) more, which the inbox has.

Others may act on it as well. If it is not for you, say so to them, or let it go in the inbox.

[See what is yours]((link))
`,
      fr: `
((count))((one??Un))((several?? examens))((one?? examen)) pour vous de la part de ((by))

((by)) vous confie ce qui attend dans la boîte de réception :

- ((reviews))

Et ((more)) de plus, que vous trouverez dans la boîte de réception.

D’autres peuvent aussi agir. Si ce n’est pas pour vous, dites-le-leur, ou laissez-le dans la boîte de réception.

[Voir ce qui vous est confié]((link))
`,
    },
  ],
  preview: {
    assignedBy: 'Olive Specimen',
    count: 2,
    reviews: [
      { personName: 'Zoë Sample', reference: 'ICC-7K3-Q9FA', stage: 'REVIEW' },
      { personName: 'Ada Sample', reference: 'CH-2M8-P4TW', stage: 'REVIEW' },
    ],
  },
});
