import { type Template } from './template.js';

export const decisionNotice: Template = {
  kind: 'DECISION_NOTICE',
  version: 1,
  texts: {
    en: `
((one??Decision on ))((oneReference))((several??Decisions on your nominations)): ((conference))

The host has decided on these nominations.

**Approved.** We have sent them a personal invitation:
- ((approved))

**On the reserve list.** They will be invited if a place becomes free:
- ((reserved))

**Not approved:**
- ((rejected))

[See your nominations]((link))
`,
    fr: `
((one??Décision sur ))((oneReference))((several??Décisions sur vos candidatures)) : ((conference))

L’hôte s’est prononcé sur les candidatures suivantes.

**Retenues.** Nous leur avons envoyé une invitation personnelle :
- ((approved))

**Sur la liste de réserve.** Ces personnes seront invitées si une place se libère :
- ((reserved))

**Non retenues :**
- ((rejected))

[Voir vos candidatures]((link))
`,
  },
};

/** Whether somebody on the list is invited is for the host to say, unless the conference does it at once. */
export const decisionNoticeOfReserves: Template = {
  kind: 'DECISION_NOTICE',
  version: 2,
  texts: {
    en: `
((one??Decision on ))((oneReference))((several??Decisions on your nominations)): ((conference))

The host has decided on these nominations.

**Approved.** We have sent them a personal invitation:
- ((approved))

**On the reserve list.** They can be invited if a place becomes free:
- ((reserved))

**Not approved:**
- ((rejected))

[See your nominations]((link))
`,
    fr: `
((one??Décision sur ))((oneReference))((several??Décisions sur vos candidatures)) : ((conference))

L’hôte s’est prononcé sur les candidatures suivantes.

**Retenues.** Nous leur avons envoyé une invitation personnelle :
- ((approved))

**Sur la liste de réserve.** Ces personnes pourront être invitées si une place se libère :
- ((reserved))

**Non retenues :**
- ((rejected))

[Voir vos candidatures]((link))
`,
  },
};
