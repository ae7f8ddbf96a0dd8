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

/** The place of an undecided nomination is the body's own: nobody is invited for it. */
export const answerReminderOfOwnPlace: Template = {
  kind: 'ANSWER_REMINDER',
  version: 2,
  texts: {
    en: `
((reference)): please answer by ((dueAt))

The host still waits for your answer about the nomination of ((person)) (((reference))):

> ((question))

If you do not answer by ((dueAt)), the nomination lapses, and your body gets its place back.

[Answer the question]((link))
`,
    fr: `
((reference)) : réponse attendue avant le ((dueAt))

L’hôte attend toujours votre réponse au sujet de la candidature de ((person)) (((reference))) :

> ((question))

Sans réponse avant cette échéance (((dueAt))), la candidature devient caduque et votre organisation récupère sa place.

[Répondre à la question]((link))
`,
  },
};

export const nominationLapsedOwnPlace: Template = {
  kind: 'NOMINATION_LAPSED',
  version: 2,
  texts: {
    en: `
((reference)) has lapsed: ((conference))

The nomination of ((person)) (((reference))) has lapsed. ((unanswered??The host’s question was not answered in time.))((undecided??The host did not decide on it in time.))

Its place is free for another nomination of your body.

[See the nomination]((link))
`,
    fr: `
((reference)) est caduque : ((conference))

La candidature de ((person)) (((reference))) est devenue caduque. ((unanswered??La question de l’hôte est restée sans réponse dans le délai prévu.))((undecided??L’hôte ne s’est pas prononcé dans le délai prévu.))

Sa place est libre pour une autre candidature de votre organisation.

[Voir la candidature]((link))
`,
  },
};

export const placesFreed: Template = {
  kind: 'PLACES_FREED',
  version: 1,
  texts: {
    en: `
A place is free for the reserve list: ((conference))

Somebody on the reserve list waits for a place that is free:

- ((places))

Nobody is invited by itself. An approver of the host invites the next person from the inbox, with one press.

[Open the inbox]((link))
`,
    fr: `
Une place est libre pour la liste de réserve : ((conference))

Une personne de la liste de réserve attend une place qui est libre :

- ((places))

Personne n’est invité automatiquement. Un valideur de l’hôte invite la personne suivante depuis la boîte de réception, d’un seul geste.

[Ouvrir la boîte de réception]((link))
`,
  },
};

/** Counts who can be invited: more places may be free than somebody waits for. */
export const placesFreedForWaiting: Template = {
  kind: 'PLACES_FREED',
  version: 2,
  texts: {
    en: `
A place is free for the reserve list: ((conference))

A place is free that the reserve list waits for:

- ((waiting))

Nobody is invited by itself. An approver of the host invites the next person from the inbox, with one press.

[Open the inbox]((link))
`,
    fr: `
Une place est libre pour la liste de réserve : ((conference))

Une place que la liste de réserve attend est libre :

- ((waiting))

Personne n’est invité automatiquement. Un valideur de l’hôte invite la personne suivante depuis la boîte de réception, d’un seul geste.

[Ouvrir la boîte de réception]((link))
`,
  },
};

/** Right for one person and for several. */
export const placesFreedForOneOrMore: Template = {
  kind: 'PLACES_FREED',
  version: 3,
  texts: {
    en: `
((one??A place is free))((more??Places are free)) for the reserve list: ((conference))

((one??A place is free that the reserve list waits for:))((more??Places are free that the reserve list waits for:))

- ((waiting))

((one??Nobody is invited by itself. An approver of the host invites the next person from the inbox, with one press.))((more??Nobody is invited by itself. An approver of the host invites the next people from the inbox, with one press for each.))

[Open the inbox]((link))
`,
    fr: `
((one??Une place est libre))((more??Des places sont libres)) pour la liste de réserve : ((conference))

((one??Une place que la liste de réserve attend est libre :))((more??Des places que la liste de réserve attend sont libres :))

- ((waiting))

((one??Personne n’est invité automatiquement. Un valideur de l’hôte invite la personne suivante depuis la boîte de réception, d’un seul geste.))((more??Personne n’est invité automatiquement. Un valideur de l’hôte invite les personnes suivantes depuis la boîte de réception, d’un seul geste chacune.))

[Ouvrir la boîte de réception]((link))
`,
  },
};

/** An approver has in French the name that the pages use. */
export const placesFreedByApprover: Template = {
  kind: 'PLACES_FREED',
  version: 4,
  texts: {
    en: `
((one??A place is free))((more??Places are free)) for the reserve list: ((conference))

((one??A place is free that the reserve list waits for:))((more??Places are free that the reserve list waits for:))

- ((waiting))

((one??Nobody is invited by itself. An approver of the host invites the next person from the inbox, with one press.))((more??Nobody is invited by itself. An approver of the host invites the next people from the inbox, with one press for each.))

[Open the inbox]((link))
`,
    fr: `
((one??Une place est libre))((more??Des places sont libres)) pour la liste de réserve : ((conference))

((one??Une place que la liste de réserve attend est libre :))((more??Des places que la liste de réserve attend sont libres :))

- ((waiting))

((one??Personne n’est invité automatiquement. Un approbateur de l’hôte invite la personne suivante depuis la boîte de réception, d’un seul geste.))((more??Personne n’est invité automatiquement. Un approbateur de l’hôte invite les personnes suivantes depuis la boîte de réception, d’un seul geste chacune.))

[Ouvrir la boîte de réception]((link))
`,
  },
};

/** Also for whoever is promoted beyond the quota, for whom no place has become free. */
export const reservePromotedToPlace: Template = {
  kind: 'RESERVE_PROMOTED',
  version: 2,
  texts: {
    en: `
((reference)) has a place: ((conference))

((person)) (((reference))) was on your reserve list and now has a place. We have sent a personal invitation.

[See the nomination]((link))
`,
    fr: `
((reference)) obtient une place : ((conference))

((person)) (((reference))) figurait sur votre liste de réserve et obtient une place. Nous avons envoyé une invitation personnelle.

[Voir la candidature]((link))
`,
  },
};
