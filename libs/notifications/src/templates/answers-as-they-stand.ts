import { type Template } from './template.js';

export const invitationConfirmedStillOpen: Template = {
  kind: 'INVITATION_CONFIRMED',
  version: 3,
  texts: {
    en: `
You have accepted: ((conference))

Dear ((name)),

Thank you. You have accepted the invitation, and your place is confirmed.

- When: ((dates))
- Where: ((place))
- You come as: ((capacity))

The attached calendar entry takes the place of the one in your invitation.

If you can no longer come, open the link in your invitation again and change your answer, until ((changeableUntil)). Your place is then no longer kept for you.

((closed??If you can no longer come, write to the organisation that put your name forward.))
`,
    fr: `
Votre participation est confirmée : ((conference))

Bonjour ((name)),

Merci. Vous avez accepté l’invitation et votre place est confirmée.

- Dates : ((dates))
- Lieu : ((place))
- À titre de : ((capacity))

L’entrée d’agenda ci-jointe remplace celle de votre invitation.

Si vous ne pouvez plus venir, rouvrez le lien de votre invitation et modifiez votre réponse, jusqu’au ((changeableUntil)). Votre place ne vous sera alors plus réservée.

((closed??Si vous ne pouvez plus venir, écrivez à l’organisation qui a proposé votre nom.))
`,
  },
};

export const declineConfirmedStillOpen: Template = {
  kind: 'DECLINE_CONFIRMED',
  version: 3,
  texts: {
    en: `
You have declined: ((conference))

Dear ((name)),

((pending??Thank you for telling us. You have declined the invitation.))((accepted??Thank you for telling us. You had accepted the invitation and have now declined it, so your place is no longer kept for you.))

The attached calendar entry takes the conference out of your calendar.

If you can come after all, open the link in your invitation again and change your answer, until ((changeableUntil)). That works as long as your place is still free.

((closed??If you can come after all, write to the organisation that put your name forward.))
`,
    fr: `
Vous avez décliné l’invitation : ((conference))

Bonjour ((name)),

((pending??Merci de nous avoir prévenus. Vous avez décliné l’invitation.))((accepted??Merci de nous avoir prévenus. Vous aviez accepté l’invitation et venez de la décliner : votre place ne vous est plus réservée.))

L’entrée d’agenda ci-jointe retire la conférence de votre agenda.

Si vous pouvez finalement venir, rouvrez le lien de votre invitation et modifiez votre réponse, jusqu’au ((changeableUntil)). C’est possible tant que votre place est encore libre.

((closed??Si vous pouvez finalement venir, écrivez à l’organisation qui a proposé votre nom.))
`,
  },
};

export const invitationDeclinedPlaceAsItIs: Template = {
  kind: 'INVITATION_DECLINED',
  version: 3,
  texts: {
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
};
