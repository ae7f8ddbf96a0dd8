import { defineMessage } from '#libs/notifications';
import { shownWaiting, waitingReview } from './waiting-review.js';

/** To the staff of the host who can act. */
export const reviewReminder = defineMessage({
  kind: 'REVIEW_REMINDER',
  title: { en: 'Reminder', fr: 'Rappel' },
  when: {
    en: 'A review waits for somebody to act, and is due soon',
    fr: 'Un examen attend que quelqu’un agisse, et son échéance approche',
  },
  audience: 'HOST',
  params: waitingReview,
  shows: shownWaiting,
  texts: [
    {
      en: `
((reference)) is waiting for ((stage)) until ((dueAt))

The nomination of ((person)) by ((body)) is waiting for ((stage)).

- Reference: ((reference))
- Due: ((dueAt))

[Open your inbox]((link))
`,
      fr: `
((reference)) attend ((stage)) avant le ((dueAt))

La candidature de ((person)), proposée par ((body)), attend ((stage)).

- Référence : ((reference))
- Échéance : ((dueAt))

[Ouvrir votre boîte de réception]((link))
`,
    },
    // The stage has the name that the pages use.
    {
      en: `
((reference)) is waiting for ((step)) until ((dueAt))

The nomination of ((person)) by ((body)) is waiting for ((step)).

- Reference: ((reference))
- Due: ((dueAt))

[Open your inbox]((link))
`,
      fr: `
((reference)) attend ((step)) avant le ((dueAt))

La candidature de ((person)), proposée par ((body)), attend ((step)).

- Référence : ((reference))
- Échéance : ((dueAt))

[Ouvrir votre boîte de réception]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    personName: 'Zoë Sample',
    bodyName: 'Sample Chamber',
    reference: 'ICC-7K3-Q9FA',
    stage: 'REVIEW',
    dueAt: '2011-10-14T16:00:00.000Z',
    timeZone: 'Europe/London',
  },
});
