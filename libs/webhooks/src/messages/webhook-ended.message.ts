import { z } from 'zod';
import { defineMessage, typed } from '#libs/notifications';
import { ENDED_REASONS } from '../domain/endpoint.js';

/** To those who keep an endpoint that has ended by itself: the coordinators of its body, or the host's administrators. */
export const webhookEnded = defineMessage({
  kind: 'WEBHOOK_ENDED',
  title: { en: 'Webhook ended', fr: 'Fin d’un webhook' },
  when: {
    en: 'A webhook endpoint has ended by itself: its receiver is gone, or took nothing for three days',
    fr: 'Un point de réception webhook a pris fin de lui-même : son système n’existe plus, ou n’a rien accepté pendant trois jours',
  },
  audience: 'USER',
  page: '/webhooks',
  params: z.strictObject({
    conferenceName: z.string(),
    /** The name of its server alone: the rest of an address may hold a key. */
    host: z.string(),
    description: z.string().nullable(),
    reason: z.enum(ENDED_REASONS),
  }),
  shows: ({ conferenceName, host, description, reason }) => ({
    conference: typed(conferenceName),
    host: typed(host),
    description: description === null ? null : typed(description),
    gone: reason === 'GONE',
    failing: reason === 'FAILING',
  }),
  texts: [
    {
      en: `
A webhook of ((conference)) has ended

Nothing more is sent to ((host)).

Its name here: ((description))

((gone??The receiver answered that it is not there any more, with 410.))((failing??The receiver took nothing for three days.))

What changes from now on is kept. Once the receiver works, resume the endpoint: everything that was missed is sent then.

[Sign in]((link))
`,
      fr: `
Un webhook de ((conference)) a pris fin

Plus rien n’est envoyé à ((host)).

Son nom ici : ((description))

((gone??Le système a répondu qu’il n’existe plus, par 410.))((failing??Le système n’a rien accepté pendant trois jours.))

Ce qui change à partir de maintenant est conservé. Quand le système fonctionne, reprenez le point de réception : tout ce qui a manqué est alors envoyé.

[Se connecter]((link))
`,
    },
  ],
  preview: {
    conferenceName: 'London Conference on Cyberspace',
    host: 'crm.sample.example',
    description: 'Sample CRM',
    reason: 'GONE',
  },
});
