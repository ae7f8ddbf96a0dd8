import { defineMessage } from '#libs/notifications';
import { shownWaiting, waitingReview } from './waiting-review.js';

/** To the administrators of the host. */
export const reviewEscalation = defineMessage({
  kind: 'REVIEW_ESCALATION',
  title: { en: 'Escalation', fr: 'Escalade' },
  when: {
    en: 'Nobody has acted on a review long after it was due',
    fr: 'Personne n’a agi sur un examen longtemps après son échéance',
  },
  audience: 'HOST',
  params: waitingReview,
  shows: shownWaiting,
  texts: [
    {
      en: `
Overdue: ((reference)) is still waiting for ((stage))

The nomination of ((person)) by ((body)) should have passed ((stage)) by now.

- Reference: ((reference))
- It was due: ((dueAt))

Please make sure that somebody takes it on.

[Open the inbox]((link))
`,
      fr: `
En retard : ((reference)) attend toujours ((stage))

La candidature de ((person)), proposée par ((body)), attend ((stage)) et l’échéance est passée.

- Référence : ((reference))
- Échéance : ((dueAt))

Merci de veiller à ce que quelqu’un s’en charge.

[Ouvrir la boîte de réception]((link))
`,
    },
    // The stage has the name that the pages use.
    {
      en: `
Overdue: ((reference)) is still waiting for ((step))

The nomination of ((person)) by ((body)) should have passed ((step)) by now.

- Reference: ((reference))
- It was due: ((dueAt))

Please make sure that somebody takes it on.

[Open the inbox]((link))
`,
      fr: `
En retard : ((reference)) attend toujours ((step))

La candidature de ((person)), proposée par ((body)), attend ((step)) et l’échéance est passée.

- Référence : ((reference))
- Échéance : ((dueAt))

Merci de veiller à ce que quelqu’un s’en charge.

[Ouvrir la boîte de réception]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    personName: 'Zoë Sample',
    bodyName: 'Sample Chamber',
    reference: 'ICC-7K3-Q9FA',
    stage: 'SIGN_OFF',
    dueAt: '2011-10-14T16:00:00.000Z',
    timeZone: 'Europe/London',
  },
});
