import { z } from 'zod';
import { defineMessage, typed } from '#libs/notifications';

/** To whoever answers for an organisation: whether it may accept after all. */
export const hostAnswered = defineMessage({
  kind: 'HOST_ANSWERED',
  title: {
    en: 'Answer of the host to an organisation',
    fr: 'Réponse de l’hôte à une organisation',
  },
  when: {
    en: 'The host has said whether an organisation may accept after the date for replies or after its regrets',
    fr: 'L’hôte a dit si une organisation peut accepter après la date de réponse ou après ses regrets',
  },
  audience: 'USER',
  page: '/own-organisations',
  params: z.strictObject({
    conferenceName: z.string(),
    organisationName: z.string(),
    isAdmitted: z.boolean(),
  }),
  shows: ({ conferenceName, organisationName, isAdmitted }) => ({
    conference: typed(conferenceName),
    organisation: typed(organisationName),
    yes: isAdmitted,
    no: !isAdmitted,
  }),
  texts: [
    {
      en: `
((organisation)) and ((conference)): the answer of the host

((yes??The host says yes: the invitation is accepted.))((no??The host says no: the invitation stays as it was.))

This is about ((organisation)) and its invitation to ((conference)).

((yes??The seats that the host gives now are on the page of the invitation, where the delegation is named.))

[Open the invitation]((link))
`,
      fr: `
((organisation)) et ((conference)) : la réponse de l’hôte

((yes??L’hôte dit oui : l’invitation est acceptée.))((no??L’hôte dit non : l’invitation reste telle quelle.))

Il s’agit de l’invitation à ((conference)) : ((organisation)).

((yes??Les places que l’hôte donne maintenant se trouvent sur la page de l’invitation, où l’on désigne la délégation.))

[Ouvrir l’invitation]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    organisationName: 'Sampleland',
    isAdmitted: true,
  },
});
