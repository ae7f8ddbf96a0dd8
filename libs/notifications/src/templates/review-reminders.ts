import { type Template } from './template.js';

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
