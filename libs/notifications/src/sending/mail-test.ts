import { isEmailAddress, newId } from '#libs/kernel';
import { type Settings } from '#libs/platform';
import { MailTransport } from './mail-transport.js';
import { mimeMessage } from './mime-message.js';
import { senderAddress } from './sender-address.js';
import { type SendOutcome } from './send-outcome.js';
import { SendingOptions } from './sending-options.js';

/** What became of one real mail. */
export interface MailTest {
  readonly isTaken: boolean;
  /** Why not, and what to look at. */
  readonly problem?: string;
}

const REMEDY: Readonly<Record<string, string>> = {
  UNREACHABLE: 'Look at the host and the port of SMTP_URL, and at what stands between.',
  CERTIFICATE:
    'Name the file of whoever vouches for it in SMTP_CA, or the name that it vouches for in SMTP_URL.',
  NO_TLS:
    'Use a port with encryption (587 with STARTTLS, or smtps: with 465), or say SMTP_PASSWORD_IN_CLEAR=allowed.',
  PASSWORD: 'Look at user and password of SMTP_URL; what is special in an address is written as %40 for @.',
  REFUSED: 'Look at what it says: it may not know this machine, the name it greets with, or the sender.',
};

/**
 * Sends one real mail to an address by the mail server of the settings, and tells each step in words. Nothing of it is
 * written down.
 */
export async function testMail(
  settings: Pick<Settings, 'smtp' | 'http' | 'queue'>,
  to: string,
  say: (line: string) => void,
): Promise<MailTest> {
  if (!isEmailAddress(to)) return { isTaken: false, problem: `${to} is not one e-mail address.` };
  const { values } = SendingOptions.of(settings);
  const { hostname, port, protocol, username } = new URL(values.smtpUrl);
  const sender = {
    ...senderAddress(values.from),
    envelopeFrom: values.envelopeFrom,
    replyTo: values.replyTo,
  };
  const transport = new MailTransport({ ...values, url: values.smtpUrl, from: sender });
  say(`Mail server: ${hostname}, port ${port || (protocol === 'smtps:' ? '465' : '587')}.`);
  const message = await mimeMessage(testMessage(to, sender.domain), sender);
  try {
    const outcome = await transport.sendAlone(
      message,
      {
        onGreeted: ({ isEncrypted, takesEveryLetter }) => {
          say(`Connected; the connection is ${isEncrypted ? '' : 'not '}encrypted.`);
          if (!takesEveryLetter) say('It does not take addresses with letters beyond ASCII (SMTPUTF8).');
          if (username === '') say('No user in SMTP_URL: nobody signs in.');
        },
        onSignedIn: () => say(`Signed in as ${decodeURIComponent(username)}.`),
      },
      (answer) => say(`Sender ${message.envelope.from}, recipient and message were taken: ${answer}`),
    );
    return outcome.kind === 'accepted' ? { isTaken: true } : { isTaken: false, problem: inWords(outcome) };
  } finally {
    transport.close();
  }
}

function inWords(outcome: Exclude<SendOutcome, { kind: 'accepted' }>): string {
  switch (outcome.kind) {
    case 'refused':
      return `The mail server refuses this message or its recipient: ${outcome.error}`;
    case 'deferred':
      return `The mail server asks to try this message again later: ${outcome.error}`;
    case 'busy':
      return `The mail server takes no more for the moment: ${outcome.error}. SMTP_RATE and SMTP_CONNECTIONS keep below its limits.`;
    case 'in-doubt':
      return `${outcome.error}: it may have arrived.`;
    case 'unreachable':
      return `${outcome.error}. ${REMEDY[outcome.reason] ?? ''}`;
  }
}

const testMessage = (to: string, domain: string) => ({
  to,
  messageId: `<${newId()}@${domain}>`,
  date: new Date(),
  language: 'en' as const,
  subject: 'Test of the mail of Plenary',
  text: 'This mail was sent by "plenary mail test". The mail server of the settings took it.',
  html: '<!doctype html><html lang="en"><title>Test</title><p>This mail was sent by &quot;plenary mail test&quot;. The mail server of the settings took it.</p></html>',
});
