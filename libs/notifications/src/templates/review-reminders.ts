import { type Template } from './template.js';

/** Said of the stages what the French pages do not say; what was sent stands. */
export const reviewReminder: Template = {
  kind: 'REVIEW_REMINDER',
  version: 1,
  texts: {
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
};

/** The stage has the name that the pages use. */
export const reviewReminderByStage: Template = {
  kind: 'REVIEW_REMINDER',
  version: 2,
  texts: {
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
};

export const reviewEscalation: Template = {
  kind: 'REVIEW_ESCALATION',
  version: 1,
  texts: {
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
};

/** The stage has the name that the pages use. */
export const reviewEscalationByStage: Template = {
  kind: 'REVIEW_ESCALATION',
  version: 2,
  texts: {
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
};
