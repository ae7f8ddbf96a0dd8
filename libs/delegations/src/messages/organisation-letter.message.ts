import { z } from 'zod';
import { dayRange, defineMessage, typed } from '#libs/notifications';

/** To the contacts of an organisation: the letter that invites it, attached. */
export const organisationLetter = defineMessage({
  kind: 'ORGANISATION_LETTER',
  title: { en: 'Letter of invitation to an organisation', fr: 'Lettre d’invitation à une organisation' },
  when: {
    en: 'The host has sent the letter that invites a government or organisation',
    fr: 'L’hôte a envoyé la lettre qui invite un gouvernement ou une organisation',
  },
  audience: 'INVITEE',
  isPersonal: true,
  hasFile: true,
  params: z.strictObject({
    conferenceName: z.string(),
    city: z.string(),
    startsOn: z.string(),
    endsOn: z.string(),
    hostName: z.string(),
    organisationName: z.string(),
    number: z.string(),
    replyBy: z.string(),
  }),
  shows: (params, language) => ({
    conference: typed(params.conferenceName),
    city: typed(params.city),
    days: dayRange(language, params.startsOn, params.endsOn),
    host: typed(params.hostName),
    organisation: typed(params.organisationName),
    number: params.number,
    replyBy: dayRange(language, params.replyBy, params.replyBy),
  }),
  texts: [
    {
      en: `
Invitation to ((conference)): ((organisation))

((host)) invites ((organisation)) to the conference ((conference)), ((city)), ((days)).

The letter ((number)) is attached to this mail. Please answer it by ((replyBy)), end of the day at the place of the conference.

Whether a letter is genuine can be seen on this page, by its number and the name on it:

[Check the letter]((link))
`,
      fr: `
Invitation à ((conference)) : ((organisation))

((host)) invite ((organisation)) à la conférence ((conference)), ((city)), ((days)).

La lettre ((number)) est jointe à ce message. Merci d’y répondre jusqu’à la fin du ((replyBy)), au lieu de la conférence.

L’authenticité d’une lettre se vérifie sur cette page, par son numéro et le nom qu’elle porte :

[Vérifier la lettre]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    city: 'London',
    startsOn: '2027-11-01',
    endsOn: '2027-11-02',
    hostName: 'Foreign & Commonwealth Office',
    organisationName: 'Sampleland',
    number: 'LCC-2027-000042',
    replyBy: '2027-09-15',
  },
});
