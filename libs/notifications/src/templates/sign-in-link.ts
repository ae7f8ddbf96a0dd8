import { type Template } from './template.js';

export const signInLink: Template = {
  kind: 'SIGN_IN_LINK',
  version: 1,
  texts: {
    en: `
Your link to sign in

Use this link to sign in. It works once, within ((minutes)) minutes of your request.

[Sign in]((link))

If you did not ask to sign in, you can ignore this message. Nobody can sign in as you without the link.
`,
    fr: `
Votre lien de connexion

Utilisez ce lien pour vous connecter. Il fonctionne une seule fois, dans les ((minutes)) minutes qui suivent votre demande.

[Se connecter]((link))

Si vous n’avez pas demandé à vous connecter, ignorez ce message. Sans ce lien, personne ne peut se connecter à votre place.
`,
  },
};
