import { z } from 'zod';
import { address, certificates, namedAddress, wholeNumber, yesOrNo } from './setting-kinds.js';

/** How many messages in which time, as in 30/minute. */
export interface SendingRate {
  readonly messages: number;
  readonly perMs: number;
}
const UNITS: Readonly<Record<string, number>> = { second: 1_000, minute: 60_000, hour: 3_600_000 };

/** How this installation speaks to its mail server, beside the address and the sender. */
export const mailSettings = {
  SMTP_REQUIRE_TLS: yesOrNo()
    .optional()
    .describe(
      'whether mail waits where the mail server offers no encryption (default: yes where SMTP_URL has a password, else no)',
    ),
  SMTP_PASSWORD_IN_CLEAR: z
    .enum(['allowed'], { error: 'must be the word "allowed", or absent' })
    .optional()
    .describe('the word "allowed" lets the password of SMTP_URL go over a connection without encryption'),
  SMTP_CA: certificates().describe(
    'file of the certificates (PEM) of whoever vouches for the mail server; where one is vouched for by your own authority everywhere, NODE_EXTRA_CA_CERTS does it for all servers',
  ),
  SMTP_EHLO_NAME: z
    .string()
    .regex(/^[\w.-]{1,253}$|^\[[\d.:a-fA-FIPv]+\]$/, { error: 'must be a host name' })
    .optional()
    .describe('the name under which we greet the mail server (default: the name of this machine)'),
  SMTP_CONNECTIONS: wholeNumber(1, 999)
    .optional()
    .describe('connections of one worker to the mail server at the same time (default: QUEUE_CONCURRENCY)'),
  SMTP_RATE: z
    .string()
    .regex(/^[1-9]\d{0,5}\/(second|minute|hour)$/, {
      error: 'must be a number and a time, as in 30/minute or 100/hour',
    })
    .transform((text): SendingRate => {
      const [messages = '', unit = ''] = text.split('/');
      return { messages: Number(messages), perMs: UNITS[unit] ?? 0 };
    })
    .optional()
    .describe(
      'most messages that one worker gives the mail server, as in 30/minute or 100/hour (default: as many as it takes)',
    ),
  MAIL_ENVELOPE_FROM: address('must be one e-mail address alone')
    .optional()
    .describe(
      'address to which mail that cannot be delivered comes back (default: the address of MAIL_FROM)',
    ),
  MAIL_REPLY_TO: namedAddress(
    'must be one e-mail address, or a name and an address as in Ada Sample <ada@conference.example>',
  )
    .optional()
    .describe(
      'whom people write to: a name and an address as in Ada Sample <ada@conference.example>, or the address alone; answers go there, and invitations and their page name it (default: none, answers go to MAIL_FROM and are read by nobody)',
    ),
} as const;
