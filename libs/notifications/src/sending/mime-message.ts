import MailComposer from 'nodemailer/lib/mail-composer';
import { encode, wrap } from 'nodemailer/lib/qp';
import { type MailFile } from '../mail-files.js';
import { type RenderedMessage } from '../rendering/render-message.js';
import { type MailSender, senderAddress } from './sender-address.js';

/** A calendar file, and what it asks of the calendar. */
export interface MailCalendar {
  readonly file: string;
  readonly method: 'PUBLISH' | 'CANCEL';
}

export interface OutgoingMail extends RenderedMessage {
  /** Exactly one address, checked. */
  readonly to: string;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  readonly calendar?: MailCalendar | undefined;
  readonly file?: MailFile | undefined;
}

/** A mail as it goes over the wire: who is told to the server, and the bytes. */
export interface MimeMessage {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly body: Buffer;
}

const LINE = 76;

/**
 * Text and page as alternatives, the calendar beside them. nodemailer writes headers and structure; the parts are given
 * to it encoded, for its streams of encoders cost more than all the rest of a mail.
 */
export async function mimeMessage(mail: OutgoingMail, from: MailSender): Promise<MimeMessage> {
  const message = new MailComposer({
    from: { name: from.name, address: from.address },
    // No display name: nothing that anybody typed stands in a header but the subject.
    to: { name: '', address: mail.to },
    ...(from.replyTo === undefined ? {} : { replyTo: replyTo(from.replyTo) }),
    messageId: mail.messageId,
    date: mail.date,
    subject: mail.subject,
    headers: {
      'Content-Language': mail.language,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
    alternatives: [
      part(['Content-Type: text/plain; charset=utf-8'], mail.text),
      part(['Content-Type: text/html; charset=utf-8'], mail.html),
    ],
    attachments: [
      ...(mail.calendar === undefined ? [] : [part(calendarHeaders(mail.calendar), mail.calendar.file)]),
      ...(mail.file === undefined ? [] : [attached(mail.file)]),
    ],
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const { from: sender, to } = message.getEnvelope();
  if (sender === false || to.length !== 1) throw new Error('A mail goes to exactly one recipient');
  return { envelope: { from: from.envelopeFrom ?? sender, to }, body: await message.build() };
}

function replyTo(setting: string): { name: string; address: string } {
  const { name, address } = senderAddress(setting);
  return { name, address };
}

const calendarHeaders = ({ method }: MailCalendar): readonly string[] => [
  `Content-Type: text/calendar; charset=utf-8; method=${method}; name="conference.ics"`,
  'Content-Disposition: attachment; filename="conference.ics"',
];

const attached = ({ name, contentType, bytes }: MailFile) => ({
  filename: name,
  contentType,
  content: Buffer.from(bytes),
});

/** A part with its headers, in quoted-printable: its lines are short and its bytes harmless, whatever was typed. */
const part = (headers: readonly string[], text: string): { raw: string } => ({
  raw: [
    ...headers,
    'Content-Transfer-Encoding: quoted-printable',
    '',
    wrap(encode(text.replace(/\r?\n/g, '\r\n')), LINE),
  ].join('\r\n'),
});
