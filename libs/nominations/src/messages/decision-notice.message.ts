import { z } from 'zod';
import { OUTCOMES, REASON_CODES } from '#libs/approvals';
import { COLON, defineMessage, type MailLanguage, type Part, type Shown, typed } from '#libs/notifications';
import { REASON } from './reason-words.js';

const decision = z.strictObject({
  personName: z.string(),
  reference: z.string(),
  outcome: z.enum(OUTCOMES),
  /** Only where the host shares its reason. */
  reasonCode: z.enum(REASON_CODES).nullish(),
  reasonText: z.string().nullish(),
});
type Decision = z.output<typeof decision>;

/** To the coordinators of a body: what was decided about one or several of its nominations. */
export const decisionNotice = defineMessage({
  kind: 'DECISION_NOTICE',
  title: { en: 'Decision notice', fr: 'Avis de décision' },
  when: {
    en: 'The host releases its decisions',
    fr: 'L’hôte communique ses décisions',
  },
  audience: 'BODY',
  // The body reads the same in the console, and two letters about one decision look like two decisions.
  whenInDoubt: 'HOLD',
  params: z.strictObject({ conferenceName: z.string(), decisions: z.array(decision).min(1).max(1000) }),
  shows({ conferenceName, decisions }, language) {
    const listOf = (outcome: Decision['outcome']): Shown => ({
      list: decisions.filter((one) => one.outcome === outcome).map((one) => entryOf(one, language)),
    });
    const [first, ...others] = decisions;
    const isOne = others.length === 0;
    return {
      conference: typed(conferenceName),
      one: isOne,
      several: !isOne,
      oneReference: isOne && first !== undefined ? first.reference : null,
      approved: listOf('APPROVE'),
      reserved: listOf('RESERVE'),
      rejected: listOf('REJECT'),
    };
  },
  texts: [
    {
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
    // Whether somebody on the list is invited is for the host to say, unless the conference does it at once.
    {
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
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    decisions: [
      { personName: 'Zoë Sample', reference: 'ICC-7K3-Q9FA', outcome: 'APPROVE' },
      { personName: 'دانا نمونه', reference: 'ICC-2PD-M4XN', outcome: 'RESERVE', reasonCode: 'CAPACITY' },
      {
        personName: 'Otto Muster',
        reference: 'ICC-9WT-B6RC',
        outcome: 'REJECT',
        reasonCode: 'INELIGIBLE',
        reasonText: 'Nominations of business close at director level.',
      },
    ],
  },
});

/** `Name (REFERENCE): reason. Text of the reason` */
function entryOf({ personName, reference, ...reason }: Decision, language: MailLanguage): readonly Part[] {
  const code = reason.reasonCode ? (REASON[reason.reasonCode]?.[language] ?? null) : null;
  const reasons: Part[] = [];
  if (code !== null) reasons.push(code);
  if (code !== null && reason.reasonText) reasons.push('. ');
  if (reason.reasonText) reasons.push({ typed: reason.reasonText });
  return [
    typed(personName),
    ` (${reference})`,
    ...(reasons.length > 0 ? [`${COLON[language]} `, ...reasons] : []),
  ];
}
