import { type Template } from './template.js';

export const answerReminder: Template = {
  kind: 'ANSWER_REMINDER',
  version: 1,
  texts: {
    en: `
((reference)): please answer by ((dueAt))

The host still waits for your answer about the nomination of ((person)) (((reference))):

> ((question))

If you do not answer by ((dueAt)), the nomination lapses, and its place is offered to your reserve list.

[Answer the question]((link))
`,
    fr: `
((reference)) : réponse attendue avant le ((dueAt))

L’hôte attend toujours votre réponse au sujet de la candidature de ((person)) (((reference))) :

> ((question))

Sans réponse avant cette échéance (((dueAt))), la candidature devient caduque et sa place est proposée à votre liste de réserve.

[Répondre à la question]((link))
`,
  },
};

export const nominationLapsed: Template = {
  kind: 'NOMINATION_LAPSED',
  version: 1,
  texts: {
    en: `
((reference)) has lapsed: ((conference))

The nomination of ((person)) (((reference))) has lapsed. ((unanswered??The host’s question was not answered in time.))((undecided??The host did not decide on it in time.))

The place is free again. It is offered to the first person on your reserve list, if there is one.

[See the nomination]((link))
`,
    fr: `
((reference)) est caduque : ((conference))

La candidature de ((person)) (((reference))) est devenue caduque. ((unanswered??La question de l’hôte est restée sans réponse dans le délai prévu.))((undecided??L’hôte ne s’est pas prononcé dans le délai prévu.))

La place est de nouveau libre. Elle est proposée à la première personne de votre liste de réserve, s’il y en a une.

[Voir la candidature]((link))
`,
  },
};

export const reservePromoted: Template = {
  kind: 'RESERVE_PROMOTED',
  version: 1,
  texts: {
    en: `
((reference)) has a place: ((conference))

((person)) (((reference))) was on your reserve list. A place has become free, and we have sent a personal invitation.

[See the nomination]((link))
`,
    fr: `
((reference)) obtient une place : ((conference))

((person)) (((reference))) figurait sur votre liste de réserve. Une place s’est libérée et nous avons envoyé une invitation personnelle.

[Voir la candidature]((link))
`,
  },
};
