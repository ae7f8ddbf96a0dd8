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
