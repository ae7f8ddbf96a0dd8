import { z } from 'zod';
import { ROLES } from '#libs/kernel';
import { defineMessage, moment, typed } from '#libs/notifications';
import { ROLE, ROLE_NAME } from './role-words.js';

/** To whoever was given or offered a role, which then waits for their yes; `bodyName` only for a role within one body. */
export const roleGranted = defineMessage({
  kind: 'ROLE_GRANTED',
  title: { en: 'Role given', fr: 'Rôle confié' },
  when: {
    en: 'Somebody is given a role, or offered one that waits for their yes',
    fr: 'Un rôle est confié à une personne, ou lui est proposé et attend son accord',
  },
  audience: 'USER',
  page: '/roles',
  params: z.strictObject({
    conferenceName: z.string(),
    role: z.enum(ROLES),
    bodyName: z.string().nullish(),
    /** Of a focal point; absent in older messages. */
    organisationName: z.string().nullish(),
    isOffer: z.boolean().default(false),
    /** Until when an offer can be accepted; absent in older messages. */
    acceptUntil: z.iso.datetime().nullish(),
    timeZone: z.string().nullish(),
  }),
  shows: (
    { conferenceName, role, bodyName, organisationName, isOffer, acceptUntil, timeZone },
    language,
  ) => ({
    conference: typed(conferenceName),
    role: ROLE[role][language],
    roleName: ROLE_NAME[role][language],
    body: bodyName ? typed(bodyName) : null,
    organisation: organisationName ? typed(organisationName) : null,
    offer: isOffer,
    begun: !isOffer,
    acceptUntil: acceptUntil && timeZone ? moment(language, acceptUntil, timeZone) : null,
  }),
  texts: [
    {
      en: `
You can now work on ((conference))

You have been given a role in the organisation of ((conference)).

- Role: ((role))

You work for ((body)).

[Sign in]((link))

Sign in with the address to which this message was sent: you get a link by mail and need no password.

If you do not know why you receive this message, you can ignore it.
`,
      fr: `
Vous participez à l’organisation de ((conference))

Un rôle vous a été confié dans l’organisation de ((conference)).

- Rôle : ((role))

Vous travaillez pour ((body)).

[Se connecter]((link))

Connectez-vous avec l’adresse à laquelle ce message a été envoyé : vous recevrez un lien et n’avez besoin d’aucun mot de passe.

Si vous ne savez pas pourquoi vous recevez ce message, ignorez-le.
`,
    },
    // A role begins when the person accepts it; a conference's first administrator has theirs at once.
    {
      en: `
A role in the organisation of ((conference))

((offer??You are asked to take a role in the organisation of))((begun??You have been given a role in the organisation of)) ((conference)).

- Role: ((role))

Body: ((body))

((offer??The role begins when you accept it. Sign in to accept or decline.))((begun??Sign in to begin.))

[Sign in]((link))

Sign in with the address to which this message was sent: you get a link by mail and need no password.

If you do not know why you receive this message, you can ignore it.
`,
      fr: `
Un rôle dans l’organisation de ((conference))

((offer??Un rôle vous est proposé dans l’organisation de))((begun??Un rôle vous a été confié dans l’organisation de)) ((conference)).

- Rôle : ((role))

Organisme : ((body))

((offer??Ce rôle prendra effet lorsque vous l’accepterez. Connectez-vous pour l’accepter ou le refuser.))((begun??Connectez-vous pour commencer.))

[Se connecter]((link))

Connectez-vous avec l’adresse à laquelle ce message a été envoyé : vous recevrez un lien et n’avez besoin d’aucun mot de passe.

Si vous ne savez pas pourquoi vous recevez ce message, ignorez-le.
`,
    },
    // An offer has an end, and the mail says it.
    {
      en: `
A role in the organisation of ((conference))

((offer??You are asked to take a role in the organisation of))((begun??You have been given a role in the organisation of)) ((conference)).

- Role: ((role))

Body: ((body))

((offer??The role begins when you accept it. Sign in to accept or decline.))((begun??Sign in to begin.))

You can accept it until ((acceptUntil)). After that, ask whoever offered it to write to you again.

[Sign in]((link))

Sign in with the address to which this message was sent: you get a link by mail and need no password.

If you do not know why you receive this message, you can ignore it.
`,
      fr: `
Un rôle dans l’organisation de ((conference))

((offer??Un rôle vous est proposé dans l’organisation de))((begun??Un rôle vous a été confié dans l’organisation de)) ((conference)).

- Rôle : ((role))

Organisme : ((body))

((offer??Ce rôle prendra effet lorsque vous l’accepterez. Connectez-vous pour l’accepter ou le refuser.))((begun??Connectez-vous pour commencer.))

Vous pouvez l’accepter jusqu’au ((acceptUntil)). Passé ce délai, demandez à la personne qui vous l’a proposé de vous écrire de nouveau.

[Se connecter]((link))

Connectez-vous avec l’adresse à laquelle ce message a été envoyé : vous recevrez un lien et n’avez besoin d’aucun mot de passe.

Si vous ne savez pas pourquoi vous recevez ce message, ignorez-le.
`,
    },
    // A role has the name that the pages use.
    {
      en: `
A role in the organisation of ((conference))

((offer??You are asked to take a role in the organisation of))((begun??You have been given a role in the organisation of)) ((conference)).

- Role: ((roleName))

Body: ((body))

((offer??The role begins when you accept it. Sign in to accept or decline.))((begun??Sign in to begin.))

You can accept it until ((acceptUntil)). After that, ask whoever offered it to write to you again.

[Sign in]((link))

Sign in with the address to which this message was sent: you get a link by mail and need no password.

If you do not know why you receive this message, you can ignore it.
`,
      fr: `
Un rôle dans l’organisation de ((conference))

((offer??Un rôle vous est proposé dans l’organisation de))((begun??Un rôle vous a été confié dans l’organisation de)) ((conference)).

- Rôle : ((roleName))

Organisme : ((body))

((offer??Ce rôle prendra effet lorsque vous l’accepterez. Connectez-vous pour l’accepter ou le refuser.))((begun??Connectez-vous pour commencer.))

Vous pouvez l’accepter jusqu’au ((acceptUntil)). Passé ce délai, demandez à la personne qui vous l’a proposé de vous écrire de nouveau.

[Se connecter]((link))

Connectez-vous avec l’adresse à laquelle ce message a été envoyé : vous recevrez un lien et n’avez besoin d’aucun mot de passe.

Si vous ne savez pas pourquoi vous recevez ce message, ignorez-le.
`,
    },
    // Whoever answers for several organisations reads for which one it is.
    {
      en: `
A role in ((conference))

((offer??You are asked to take a role in))((begun??You have been given a role in)) ((conference)).

- Role: ((roleName))

Body: ((body))

Organisation: ((organisation))

((offer??The role begins when you accept it. Sign in to accept or decline.))((begun??Sign in to begin.))

You can accept it until ((acceptUntil)). After that, ask whoever offered it to write to you again.

[Sign in]((link))

Sign in with the address to which this message was sent: you get a link by mail and need no password.

If you do not know why you receive this message, you can ignore it.
`,
      fr: `
Un rôle dans ((conference))

((offer??Un rôle vous est proposé dans))((begun??Un rôle vous a été confié dans)) ((conference)).

- Rôle : ((roleName))

Organisme : ((body))

Organisation : ((organisation))

((offer??Ce rôle prendra effet lorsque vous l’accepterez. Connectez-vous pour l’accepter ou le refuser.))((begun??Connectez-vous pour commencer.))

Vous pouvez l’accepter jusqu’au ((acceptUntil)). Passé ce délai, demandez à la personne qui vous l’a proposé de vous écrire de nouveau.

[Se connecter]((link))

Connectez-vous avec l’adresse à laquelle ce message a été envoyé : vous recevrez un lien et n’avez besoin d’aucun mot de passe.

Si vous ne savez pas pourquoi vous recevez ce message, ignorez-le.
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    role: 'PARTNER_NOMINATOR',
    bodyName: 'Sample Chamber',
  },
});
