import { Readable } from 'node:stream';
import SMTPPool from 'nodemailer/lib/smtp-pool';
import { type MimeMessage, mimeMessage, type OutgoingMail } from './mime-message.js';
import { relayOptions, type RelayOptions } from './relay-options.js';
import { RelayConversation, type Steps } from './relay-conversation.js';
import { outcomeOf, type SendOutcome } from './send-outcome.js';
import { type MailSender } from './sender-address.js';

interface TransportOptions extends RelayOptions {
  readonly from: MailSender;
  readonly concurrency: number;
  readonly messageTimeoutMs: number;
}

/** Messages that one connection carries before it is made anew; servers tire of longer ones. */
const MOST_A_CONNECTION = 500;
/** What the pool says of a message whose connection was closed before a byte of it was sent. */
const STALE = 'Reached maximum number of retries';
const BEYOND_ASCII = /[^\u0000-\u007f]/;
const NO_SUCH_LETTERS: SendOutcome = {
  kind: 'refused',
  error: 'The mail server does not take addresses with such letters (SMTPUTF8)',
};

/** The pool of connections to the mail server, and a precise account of what became of each message. */
export class MailTransport {
  private pool: SMTPPool;

  constructor(private readonly options: TransportOptions) {
    this.pool = this.openPool();
  }

  /** Hands one message over. Never throws: every failure is an outcome. */
  async send(mail: OutgoingMail): Promise<SendOutcome> {
    const message = await mimeMessage(mail, this.options.from).catch(() => undefined);
    if (message === undefined) return { kind: 'refused', error: 'This message cannot be written as a mail' };
    const { envelope } = message;
    if ([envelope.from, ...envelope.to].some((address) => BEYOND_ASCII.test(address)))
      return this.sendAlone(message);
    const first = await this.attempt(mail, message);
    if (first !== 'connection was stale') return first;
    // The server had closed it while it was idle: another one will do, nothing was said on this one.
    const second = await this.attempt(mail, message);
    return second === 'connection was stale'
      ? { kind: 'unreachable', reason: 'UNREACHABLE', error: 'The mail server closes its connections' }
      : second;
  }

  /** Connects and signs in, and says nothing else. Undefined: all is well. */
  async look(steps?: Steps): Promise<SendOutcome | undefined> {
    try {
      (await RelayConversation.open(this.pool.options, steps)).end();
      return undefined;
    } catch (failure) {
      return outcomeOf(failure, false);
    }
  }

  /** Ends when messages under way have ended. */
  close(): void {
    this.pool.close();
  }

  /**
   * On a connection of its own, whose server can be asked first whether it takes every letter: told no, an address is not
   * sent to one that would cut it down to another person's. Both are rare.
   * @param onAnswer is told the server's answer to a message that it took.
   */
  async sendAlone(
    message: MimeMessage,
    steps?: Steps,
    onAnswer?: (answer: string) => void,
  ): Promise<SendOutcome> {
    let isBodySent = false;
    let conversation: RelayConversation | undefined;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), this.options.messageTimeoutMs);
    try {
      conversation = await RelayConversation.open(this.pool.options, steps);
      const { from, to } = message.envelope;
      if ([from, ...to].some((address) => BEYOND_ASCII.test(address)) && !conversation.facts.takesEveryLetter)
        return NO_SUCH_LETTERS;
      const late = new Promise<never>((_, failed) =>
        deadline.signal.addEventListener('abort', () => failed(new Error('Too slow'))),
      );
      const answer = await Promise.race([conversation.send(message, () => (isBodySent = true)), late]);
      onAnswer?.(answer);
      return { kind: 'accepted' };
    } catch (failure) {
      conversation?.cut();
      return outcomeOf(failure, isBodySent);
    } finally {
      clearTimeout(timer);
      conversation?.end();
    }
  }

  private attempt(
    { messageId }: OutgoingMail,
    { envelope, body }: MimeMessage,
  ): Promise<SendOutcome | 'connection was stale'> {
    const { pool } = this;
    return new Promise((settle) => {
      let isBodySent = false;
      const deadline = setTimeout(() => this.replace(pool), this.options.messageTimeoutMs);
      const message = {
        getEnvelope: () => envelope,
        messageId: () => messageId,
        getHeader: () => messageId,
        createReadStream: () => {
          const stream = Readable.from([body], { objectMode: false });
          // Read only after the server's 354, so its end is the moment before the closing dot.
          stream.once('end', () => (isBodySent = true));
          return stream;
        },
      };
      pool.send({ data: {}, message } as unknown as PoolMail, (failure) => {
        clearTimeout(deadline);
        if (!failure) settle({ kind: 'accepted' });
        else if (!isBodySent && failure.message.includes(STALE)) settle('connection was stale');
        else settle(outcomeOf(failure, isBodySent));
      });
    });
  }

  /**
   * A server that trickles its replies never meets the time limit for one. Its connections are cut, all of them: the
   * pool cannot cut one. Messages under way on them are tried again or asked about.
   */
  private replace(pool: SMTPPool): void {
    if (this.pool === pool) this.pool = this.openPool();
    pool.close({ force: true });
  }

  private openPool(): SMTPPool {
    const pool = new SMTPPool({
      ...relayOptions(this.options),
      maxConnections: this.options.concurrency,
      maxMessages: MOST_A_CONNECTION,
      // By default the pool hands a message whose connection broke to another one, after its last byte as well: a
      // double. What becomes of such a message is for us to say.
      maxRequeues: 0,
    });
    // Each message hears of its own failure; a pool without a listener would end the process.
    pool.on('error', () => undefined);
    return pool;
  }
}

type PoolMail = Parameters<SMTPPool['send']>[0];
