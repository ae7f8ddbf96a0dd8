import { z } from 'zod';
import { defineMessage, typed } from '#libs/notifications';

/** How many of the nominations one mail names; the list has all. */
export const MOST_READY_NAMED = 20;

/** To the coordinators of the nominating body, who alone submit. */
export const nominationsReady = defineMessage({
  kind: 'NOMINATIONS_READY',
  title: { en: 'Ready to submit', fr: 'À soumettre' },
  when: {
    en: 'A nominator of the body says that nominations are ready to be submitted',
    fr: 'Un responsable des candidatures de l’organisme indique que des candidatures sont prêtes à être soumises',
  },
  audience: 'BODY',
  page: '/nominations?ready=true',
  params: z.strictObject({
    conferenceName: z.string(),
    count: z.int().min(1),
    nominations: z
      .array(z.strictObject({ personName: z.string(), reference: z.string() }))
      .max(MOST_READY_NAMED),
  }),
  shows: ({ count, nominations }) => ({
    one: count === 1,
    several: count > 1,
    count: count > 1 ? String(count) : null,
    nominations: {
      list: nominations.map(({ personName, reference }) => [typed(personName), `, ${reference}`]),
    },
    more: count > nominations.length ? String(count - nominations.length) : null,
  }),
  texts: [
    {
      en: `
((count))((one??A))((several?? nominations are))((one?? nomination is)) ready to submit

Your colleagues say that this is ready to be submitted to the host:

- ((nominations))

And ((more)) more, which the list has.

A coordinator submits it: nothing goes to the host before that.

[Look at what is ready]((link))
`,
      fr: `
((count))((one??Une))((several?? candidatures sont prêtes))((one?? candidature est prête)) à être soumises

Vos collègues indiquent que ceci est prêt à être soumis à l’hôte :

- ((nominations))

Et ((more)) de plus, que vous trouverez dans la liste.

C’est un coordinateur qui soumet : rien ne parvient à l’hôte auparavant.

[Voir ce qui est prêt]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    count: 2,
    nominations: [
      { personName: 'Zoë Sample', reference: 'ICC-7K3-Q9FA' },
      { personName: 'Ada Sample', reference: 'ICC-2M8-P4TW' },
    ],
  },
});
