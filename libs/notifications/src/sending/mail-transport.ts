import { createTransport } from 'nodemailer';
import { type RenderedMessage } from '../rendering/render-message.js';
import { outcomeOf, type SendOutcome } from './send-outcome.js';
import { type SenderAddress } from './sender-address.js';

export interface OutgoingMail extends RenderedMessage {
  /** Exactly one address, checked. */
  readonly to: string;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  readonly calendar?: string;
}

interface TransportOptions {
  readonly url: string;
  readonly from: SenderAddress;
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly messageTimeoutMs: number;
}

/** Messages that one connection carries before it is made anew; servers tire of longer ones. */
const MOST_A_CONNECTION = 500;

/** The pool of connections to the mail server, and a precise account of what became of each message. */
export class MailTransport {
  private readonly transporter;

  constructor(private readonly options: TransportOptions) {
    const { url, concurrency, timeoutMs } = options;
    this.transporter = createTransport({
      url,
      pool: true,
      maxConnections: concurrency,
      maxMessages: MOST_A_CONNECTION,
      // By default the pool hands a message whose connection broke to another one, after its last byte as well: a
      // double. What becomes of such a message is for us to say.
      maxRequeues: 0,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      dnsTimeout: timeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    this.transporter.use('stream', (mail, done) => {
      const watch = (mail.data as { watch?: Watch }).watch;
      const { message } = mail;
      if (watch !== undefined && message) {
        const create = message.createReadStream.bind(message);
        message.createReadStream = (...args) => {
          const stream = create(...args);
          // Read only after the server's 354, so its end is the moment before the closing dot.
          stream.once('end', () => (watch.isBodySent = true));
          return stream;
        };
      }
      done();
    });
  }

  /** Hands one message over. Never throws: every failure is an outcome. */
  async send(mail: OutgoingMail): Promise<SendOutcome> {
    const first = await this.attempt(mail);
    // A connection that the server had closed while it was idle: another one will do, nothing was said on this one.
    return first === 'connection was stale' ? this.finalOf(await this.attempt(mail)) : first;
  }

  /** Ends when messages under way have ended. */
  close(): void {
    this.transporter.close();
  }

  private finalOf(outcome: SendOutcome | 'connection was stale'): SendOutcome {
    return outcome === 'connection was stale'
      ? { kind: 'unreachable', error: 'The mail server closes its connections' }
      : outcome;
  }

  private async attempt(mail: OutgoingMail): Promise<SendOutcome | 'connection was stale'> {
    const watch: Watch = { isBodySent: false };
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), this.options.messageTimeoutMs);
    try {
      await this.transporter.sendMail({
        ...this.compose(mail),
        watch,
        signal: deadline.signal,
      } as MailOptions);
      return { kind: 'accepted' };
    } catch (error) {
      const isStale = String(error).includes('Reached maximum number of retries');
      return isStale && !watch.isBodySent ? 'connection was stale' : outcomeOf(error, watch.isBodySent);
    } finally {
      clearTimeout(timer);
    }
  }

  private compose(mail: OutgoingMail): MailOptions {
    const { from } = this.options;
    return {
      from: { name: from.name, address: from.address },
      // No display name: nothing that anybody typed stands in a header but the subject.
      to: { name: '', address: mail.to },
      envelope: { from: from.address, to: [mail.to] },
      messageId: mail.messageId,
      date: mail.date,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      textEncoding: 'quoted-printable',
      headers: {
        'Content-Language': mail.language,
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
      },
      attachments:
        mail.calendar === undefined
          ? []
          : [
              {
                filename: 'conference.ics',
                content: mail.calendar,
                contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
              },
            ],
    };
  }
}

interface Watch {
  isBodySent: boolean;
}

type MailOptions = Parameters<ReturnType<typeof createTransport>['sendMail']>[0];
