import { type Template } from './template.js';

export const nominationReturned: Template = {
  kind: 'NOMINATION_RETURNED',
  version: 1,
  texts: {
    en: `
((reference)): a question about your nomination

The host has a question about the nomination of ((person)) (((reference))):

> ((question))

Your place is kept while you answer. Change the nomination if you need to, answer the question, and submit it again.

[Answer the question]((link))
`,
    fr: `
((reference)) : une question sur votre candidature

L’hôte a une question sur la candidature de ((person)) (((reference))) :

> ((question))

Votre place est conservée en attendant. Modifiez la candidature si nécessaire, répondez à la question et déposez-la de nouveau.

[Répondre à la question]((link))
`,
  },
};

export const nominationReturnedWithDueTime: Template = {
  kind: 'NOMINATION_RETURNED',
  version: 2,
  texts: {
    en: `
((reference)): a question about your nomination

The host has a question about the nomination of ((person)) (((reference))):

> ((question))

Your place is kept while you answer. Change the nomination if you need to, answer the question, and submit it again.

Please answer by ((dueAt)). After that the nomination lapses, and its place is offered to your reserve list.

[Answer the question]((link))
`,
    fr: `
((reference)) : une question sur votre candidature

L’hôte a une question sur la candidature de ((person)) (((reference))) :

> ((question))

Votre place est conservée en attendant. Modifiez la candidature si nécessaire, répondez à la question et déposez-la de nouveau.

Répondez avant cette échéance : ((dueAt)). Ensuite, la candidature devient caduque et sa place est proposée à votre liste de réserve.

[Répondre à la question]((link))
`,
  },
};
