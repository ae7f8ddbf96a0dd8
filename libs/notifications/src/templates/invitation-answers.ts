import { type Template } from './template.js';

export const invitationConfirmed: Template = {
  kind: 'INVITATION_CONFIRMED',
  version: 1,
  texts: {
    en: `
You have accepted: ((conference))

Dear ((name)),

Thank you. You have accepted the invitation, and your place is confirmed.

- When: ((dates))
- Where: ((place))
- You come as: ((capacity))

If you can no longer come, tell the organisation that put your name forward, so that somebody else can take your place.
`,
    fr: `
Votre participation est confirmée : ((conference))

Bonjour ((name)),

Merci. Vous avez accepté l’invitation et votre place est confirmée.

- Dates : ((dates))
- Lieu : ((place))
- À titre de : ((capacity))

Si vous ne pouvez plus venir, prévenez l’organisation qui a proposé votre nom, afin qu’une autre personne puisse prendre votre place.
`,
  },
};

export const invitationDeclined: Template = {
  kind: 'INVITATION_DECLINED',
  version: 1,
  texts: {
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
};

export const invitationCancelled: Template = {
  kind: 'INVITATION_CANCELLED',
  version: 1,
  texts: {
    en: `
Your invitation no longer holds: ((conference))

Dear ((name)),

You were invited to this conference. Your nomination has been withdrawn, so the invitation no longer holds and its link no longer works.

If you did not expect this, please ask ((nominatedBy)), who put your name forward.
`,
    fr: `
Votre invitation n’est plus valable : ((conference))

Bonjour ((name)),

Vous aviez été invité(e) à cette conférence. Votre candidature a été retirée : l’invitation n’est plus valable et son lien ne fonctionne plus.

Si vous ne vous y attendiez pas, adressez-vous à ((nominatedBy)), qui avait proposé votre nom.
`,
  },
};

export const invitationConfirmedChangeable: Template = {
  kind: 'INVITATION_CONFIRMED',
  version: 2,
  texts: {
    en: `
You have accepted: ((conference))

Dear ((name)),

Thank you. You have accepted the invitation, and your place is confirmed.

- When: ((dates))
- Where: ((place))
- You come as: ((capacity))

The attached calendar entry takes the place of the one in your invitation.

If you can no longer come, open the link in your invitation again and change your answer, until ((changeableUntil)). Your place is then free for somebody else.
`,
    fr: `
Votre participation est confirmée : ((conference))

Bonjour ((name)),

Merci. Vous avez accepté l’invitation et votre place est confirmée.

- Dates : ((dates))
- Lieu : ((place))
- À titre de : ((capacity))

L’entrée d’agenda ci-jointe remplace celle de votre invitation.

Si vous ne pouvez plus venir, rouvrez le lien de votre invitation et modifiez votre réponse, jusqu’au ((changeableUntil)). Votre place sera alors libre pour une autre personne.
`,
  },
};

export const declineConfirmed: Template = {
  kind: 'DECLINE_CONFIRMED',
  version: 1,
  texts: {
    en: `
You have declined: ((conference))

Dear ((name)),

((pending??Thank you for telling us. You have declined the invitation.))((accepted??Thank you for telling us. You had accepted the invitation and have now declined it, so your place is free for somebody else.))

The attached calendar entry takes the conference out of your calendar.

If you can come after all, open the link in your invitation again and change your answer, until ((changeableUntil)). That works as long as a place is free.
`,
    fr: `
Vous avez décliné l’invitation : ((conference))

Bonjour ((name)),

((pending??Merci de nous avoir prévenus. Vous avez décliné l’invitation.))((accepted??Merci de nous avoir prévenus. Vous aviez accepté l’invitation et venez de la décliner : votre place est libre pour une autre personne.))

L’entrée d’agenda ci-jointe retire la conférence de votre agenda.

Si vous pouvez finalement venir, rouvrez le lien de votre invitation et modifiez votre réponse, jusqu’au ((changeableUntil)). C’est possible tant qu’une place est libre.
`,
  },
};

export const invitationDeclinedFreedPlace: Template = {
  kind: 'INVITATION_DECLINED',
  version: 2,
  texts: {
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
};

export const declineConfirmedChangeable: Template = {
  kind: 'DECLINE_CONFIRMED',
  version: 2,
  texts: {
    en: `
You have declined: ((conference))

Dear ((name)),

((pending??Thank you for telling us. You have declined the invitation.))((accepted??Thank you for telling us. You had accepted the invitation and have now declined it, so your place is no longer kept for you.))

The attached calendar entry takes the conference out of your calendar.

If you can come after all, open the link in your invitation again and change your answer, until ((changeableUntil)). That works as long as nobody else has been given your place.
`,
    fr: `
Vous avez décliné l’invitation : ((conference))

Bonjour ((name)),

((pending??Merci de nous avoir prévenus. Vous avez décliné l’invitation.))((accepted??Merci de nous avoir prévenus. Vous aviez accepté l’invitation et venez de la décliner : votre place ne vous est plus réservée.))

L’entrée d’agenda ci-jointe retire la conférence de votre agenda.

Si vous pouvez finalement venir, rouvrez le lien de votre invitation et modifiez votre réponse, jusqu’au ((changeableUntil)). C’est possible tant que votre place n’a pas été attribuée à une autre personne.
`,
  },
};

export const acceptedAfterAll: Template = {
  kind: 'ACCEPTED_AFTER_ALL',
  version: 1,
  texts: {
    en: `
Accepted after all: ((conference))

This person had declined the invitation to the conference and has now accepted it:

- ((people))

The person has the place again, so it is no longer free.

[See the nomination]((link))
`,
    fr: `
Invitation finalement acceptée : ((conference))

Cette personne avait décliné l’invitation à la conférence et vient de l’accepter :

- ((people))

Elle a de nouveau sa place, qui n’est donc plus libre.

[Voir la candidature]((link))
`,
  },
};
