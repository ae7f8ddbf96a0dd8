import { type Template } from './template.js';

export const roleGranted: Template = {
  kind: 'ROLE_GRANTED',
  version: 1,
  texts: {
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
};

/** A role begins when the person accepts it; a conference's first administrator has theirs at once. */
export const roleOffered: Template = {
  kind: 'ROLE_GRANTED',
  version: 2,
  texts: {
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
};

/** An offer has an end, and the mail says it. */
export const roleOfferedUntil: Template = {
  kind: 'ROLE_GRANTED',
  version: 3,
  texts: {
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
};

/** A role has the name that the pages use. */
export const roleOfferedByName: Template = {
  kind: 'ROLE_GRANTED',
  version: 4,
  texts: {
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
};
