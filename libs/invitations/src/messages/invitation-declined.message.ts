import { z } from 'zod';
import { defineMessage, typed } from '#libs/notifications';

/** To the coordinators of the nominating body: the person declined or did not answer. */
export const invitationDeclined = defineMessage({
  kind: 'INVITATION_DECLINED',
  title: { en: 'Invitation declined', fr: 'Invitation déclinée' },
  when: {
    en: 'Somebody who was invited declines, or does not answer in time',
    fr: 'Une personne invitée décline, ou ne répond pas à temps',
  },
  audience: 'BODY',
  params: z.strictObject({
    conferenceName: z.string(),
    personName: z.string(),
    outcome: z.enum(['DECLINED', 'LAPSED']),
    reason: z.string().nullish(),
    /**
     * What becomes of the place; absent in messages of before the conference said so. CLOSED: it is free, and nobody can be
     * invited any more. NONE: it was beyond the quota and is no more.
     */
    freedPlaces: z.enum(['BY_HAND', 'AT_ONCE', 'CLOSED', 'NONE']).nullish(),
  }),
  shows: ({ conferenceName, personName, outcome, reason, freedPlaces }) => ({
    conference: typed(conferenceName),
    people: { list: [[typed(personName)]] },
    declined: outcome === 'DECLINED',
    lapsed: outcome === 'LAPSED',
    reason: reason ? typed(reason) : null,
    atOnce: freedPlaces === 'AT_ONCE',
    byHand: freedPlaces === 'BY_HAND',
    closed: freedPlaces === 'CLOSED',
    beyondQuota: freedPlaces === 'NONE',
  }),
  texts: [
    {
      en: `
((declined??Invitation declined))((lapsed??Invitation not answered)): ((conference))

((declined??This person has declined the invitation to the conference:))((lapsed??This person has not answered the invitation to the conference in time:))

- ((people))

The reason given:
> ((reason))

The place is free again. It is offered to the first person on your reserve list, if there is one.

[See the nomination]((link))
`,
      fr: `
((declined??Invitation déclinée))((lapsed??Invitation restée sans réponse)) : ((conference))

((declined??Cette personne a décliné l’invitation à la conférence :))((lapsed??Cette personne n’a pas répondu à temps à l’invitation à la conférence :))

- ((people))

Motif indiqué :
> ((reason))

La place est de nouveau libre. Elle est proposée à la première personne de votre liste de réserve, s’il y en a une.

[Voir la candidature]((link))
`,
    },
    {
      en: `
((declined??Invitation declined))((lapsed??Invitation not answered)): ((conference))

((declined??This person has declined the invitation to the conference:))((lapsed??This person has not answered the invitation to the conference in time:))

- ((people))

The reason given:
> ((reason))

The place is free again. ((atOnce??The first person on your reserve list is invited at once, if there is one.))((byHand??The host decides who is invited next.))

[See the nomination]((link))
`,
      fr: `
((declined??Invitation déclinée))((lapsed??Invitation restée sans réponse)) : ((conference))

((declined??Cette personne a décliné l’invitation à la conférence :))((lapsed??Cette personne n’a pas répondu à temps à l’invitation à la conférence :))

- ((people))

Motif indiqué :
> ((reason))

La place est de nouveau libre. ((atOnce??La première personne de votre liste de réserve est invitée aussitôt, s’il y en a une.))((byHand??L’hôte décide qui est invité ensuite.))

[Voir la candidature]((link))
`,
    },
    {
      en: `
((declined??Invitation declined))((lapsed??Invitation not answered)): ((conference))

((declined??This person has declined the invitation to the conference:))((lapsed??This person has not answered the invitation to the conference in time:))

- ((people))

The reason given:
> ((reason))

((atOnce??The place is free again. The first person on your reserve list is invited at once, if there is one.))((byHand??The place is free again. The host decides who is invited next.))((closed??The place is free again, but nobody is invited any more: answers to invitations have closed.))((beyondQuota??The place was beyond your quota and for this person alone, so no place becomes free.))

[See the nomination]((link))
`,
      fr: `
((declined??Invitation déclinée))((lapsed??Invitation restée sans réponse)) : ((conference))

((declined??Cette personne a décliné l’invitation à la conférence :))((lapsed??Cette personne n’a pas répondu à temps à l’invitation à la conférence :))

- ((people))

Motif indiqué :
> ((reason))

((atOnce??La place est de nouveau libre. La première personne de votre liste de réserve est invitée aussitôt, s’il y en a une.))((byHand??La place est de nouveau libre. L’hôte décide qui est invité ensuite.))((closed??La place est de nouveau libre, mais plus personne n’est invité : le délai de réponse aux invitations est passé.))((beyondQuota??La place avait été donnée en plus de votre quota, pour cette personne seulement : aucune place ne se libère.))

[Voir la candidature]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    personName: 'Zoë Sample',
    outcome: 'DECLINED',
    reason: 'I am away that week.',
    freedPlaces: 'BY_HAND',
  },
});
