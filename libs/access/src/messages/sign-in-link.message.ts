import { z } from 'zod';
import { defineMessage } from '#libs/notifications';

/** To whoever asked for it. `minutes`: how long the link works. */
export const signInLink = defineMessage({
  kind: 'SIGN_IN_LINK',
  title: { en: 'Sign-in link', fr: 'Lien de connexion' },
  when: {
    en: 'Somebody asks for a link to sign in',
    fr: 'Une personne demande un lien de connexion',
  },
  audience: 'USER',
  isPersonal: true,
  isAwaited: true,
  params: z.strictObject({ minutes: z.int().positive() }),
  shows: ({ minutes }) => ({ minutes: String(minutes) }),
  texts: [
    {
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
  ],
  preview: { minutes: 15 },
});
