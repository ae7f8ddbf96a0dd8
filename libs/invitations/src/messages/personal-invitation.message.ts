import { z } from 'zod';
import { defineMessage, moment, typed } from '#libs/notifications';
import { CAPACITIES } from '../domain/invitation.js';
import { calendarOf, eventParams, shownEvent } from './event.js';
import { addressed, CAPACITY, inviteeParams } from './invitee.js';

/** To the person. `linkVersion` names the link that is derived at sending. */
export const personalInvitation = defineMessage({
  kind: 'PERSONAL_INVITATION',
  title: { en: 'Personal invitation', fr: 'Invitation personnelle' },
  when: {
    en: 'A nomination is approved and released, a reserve gets a place, or the address of somebody invited is corrected',
    fr: 'Une candidature est approuvée et communiquée, une personne de la réserve obtient une place, ou l’adresse d’une personne invitée est corrigée',
  },
  audience: 'INVITEE',
  isPersonal: true,
  params: z.strictObject({
    ...eventParams,
    ...inviteeParams,
    capacity: z.enum(CAPACITIES),
    nominatedBy: z.string(),
    respondBy: z.iso.datetime(),
    linkVersion: z.int().positive(),
    isReminder: z.boolean().default(false),
  }),
  shows(params, language) {
    const respondBy = moment(language, params.respondBy, params.timeZone);
    return {
      ...shownEvent(params, language),
      name: addressed(params),
      capacity: CAPACITY[params.capacity][language],
      nominatedBy: typed(params.nominatedBy),
      respondBy,
      reminder: params.isReminder,
      first: !params.isReminder,
      reminderBy: params.isReminder ? respondBy : null,
    };
  },
  calendar: (params) => calendarOf('TENTATIVE', params),
  texts: [
    {
      en: `
((reminder??Please answer by ))((reminderBy))((first??Your invitation)): ((conference))

Dear ((name)),

((reminder??You have not answered this invitation yet. Your place is kept until the date below.))

You are invited to take part in this conference. Your name was put forward by ((nominatedBy)).

- When: ((dates))
- Where: ((place))
- You come as: ((capacity))
- Answer by: ((respondBy))

Tell us whether you will come. It takes one minute, and you do not need an account.

[Answer the invitation]((link))

The link is for you alone: please do not pass this message on. If you do not answer in time, your place goes to somebody else.
`,
      fr: `
((reminder??Merci de répondre avant le ))((reminderBy))((first??Votre invitation)) : ((conference))

Bonjour ((name)),

((reminder??Vous n’avez pas encore répondu à cette invitation. Votre place est conservée jusqu’à la date indiquée ci-dessous.))

Vous êtes invité(e) à participer à cette conférence. Votre nom a été proposé par ((nominatedBy)).

- Dates : ((dates))
- Lieu : ((place))
- À titre de : ((capacity))
- Réponse attendue avant : ((respondBy))

Dites-nous si vous viendrez. Cela prend une minute, sans créer de compte.

[Répondre à l’invitation]((link))

Ce lien vous est personnel : merci de ne pas transférer ce message. Sans réponse de votre part dans le délai indiqué, votre place sera proposée à une autre personne.
`,
    },
    // Whether somebody else is invited to the place is for the conference to say.
    {
      en: `
((reminder??Please answer by ))((reminderBy))((first??Your invitation)): ((conference))

Dear ((name)),

((reminder??You have not answered this invitation yet. Your place is kept until the date below.))

You are invited to take part in this conference. Your name was put forward by ((nominatedBy)).

- When: ((dates))
- Where: ((place))
- You come as: ((capacity))
- Answer by: ((respondBy))

Tell us whether you will come. It takes one minute, and you do not need an account.

[Answer the invitation]((link))

The link is for you alone: please do not pass this message on. If you do not answer in time, your place is no longer kept for you.
`,
      fr: `
((reminder??Merci de répondre avant le ))((reminderBy))((first??Votre invitation)) : ((conference))

Bonjour ((name)),

((reminder??Vous n’avez pas encore répondu à cette invitation. Votre place est conservée jusqu’à la date indiquée ci-dessous.))

Vous êtes invité(e) à participer à cette conférence. Votre nom a été proposé par ((nominatedBy)).

- Dates : ((dates))
- Lieu : ((place))
- À titre de : ((capacity))
- Réponse attendue avant : ((respondBy))

Dites-nous si vous viendrez. Cela prend une minute, sans créer de compte.

[Répondre à l’invitation]((link))

Ce lien vous est personnel : merci de ne pas transférer ce message. Sans réponse de votre part dans le délai indiqué, votre place ne vous sera plus réservée.
`,
    },
    // Whoever cannot open the link types its code, and whoever has a question has somebody to write to.
    {
      en: `
((reminder??Please answer by ))((reminderBy))((first??Your invitation)): ((conference))

Dear ((name)),

((reminder??You have not answered this invitation yet. Your place is kept until the date below.))

You are invited to take part in this conference. Your name was put forward by ((nominatedBy)).

- When: ((dates))
- Where: ((place))
- You come as: ((capacity))
- Answer by: ((respondBy))

Tell us whether you will come. It takes one minute, and you do not need an account.

[Answer the invitation]((link))

If you cannot open the link, go to ((codePage)) on any device and type this code: **((code))**

The link and its code are for you alone: please do not pass this message on. If you do not answer in time, your place is no longer kept for you.

If you have a question, write to ((contact)).

((noContact??If you have a question, write to the organisation that put your name forward.))
`,
      fr: `
((reminder??Merci de répondre avant le ))((reminderBy))((first??Votre invitation)) : ((conference))

Bonjour ((name)),

((reminder??Vous n’avez pas encore répondu à cette invitation. Votre place est conservée jusqu’à la date indiquée ci-dessous.))

Vous êtes invité(e) à participer à cette conférence. Votre nom a été proposé par ((nominatedBy)).

- Dates : ((dates))
- Lieu : ((place))
- À titre de : ((capacity))
- Réponse attendue avant : ((respondBy))

Dites-nous si vous viendrez. Cela prend une minute, sans créer de compte.

[Répondre à l’invitation]((link))

Si vous ne pouvez pas ouvrir le lien, allez sur ((codePage)) depuis n’importe quel appareil et saisissez ce code : **((code))**

Ce lien et son code vous sont personnels : merci de ne pas transférer ce message. Sans réponse de votre part dans le délai indiqué, votre place ne vous sera plus réservée.

Pour toute question, écrivez à ((contact)).

((noContact??Pour toute question, écrivez à l’organisation qui a proposé votre nom.))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    venue: 'Queen Elizabeth II Conference Centre',
    city: 'London',
    startsOn: '2011-11-01',
    endsOn: '2011-11-02',
    timeZone: 'Europe/London',
    personName: 'Zoë Sample',
    honorific: 'Dr',
    capacity: 'SPEAKER',
    nominatedBy: 'Sample Chamber',
    respondBy: '2011-10-20T16:00:00.000Z',
    linkVersion: 1,
  },
});
