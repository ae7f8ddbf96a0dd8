import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type MimeMessage } from './mime-message.js';

/** What of nodemailer's pool says how the mail server is spoken to. */
type Options = ConstructorParameters<typeof SMTPConnection>[0] & {
  readonly auth?: { readonly user?: string | undefined; readonly pass?: string | undefined } | undefined;
};

/** What a look at the mail server found, step by step. */
export interface RelayFacts {
  readonly isEncrypted: boolean;
  /** Takes addresses with letters beyond ASCII before the @ (SMTPUTF8). */
  readonly takesEveryLetter: boolean;
  /** False where the settings have no password, or the server asks for none. */
  readonly isSignedIn: boolean;
}

/** Tells of each step that was made, and before the message of the body's last byte. */
export interface Steps {
  readonly onGreeted?: (facts: Omit<RelayFacts, 'isSignedIn'>) => void;
  readonly onSignedIn?: () => void;
}

/** One connection to the mail server of our own, for what a pool does not tell: what the server can do, and how far we came. */
export class RelayConversation {
  private constructor(
    private readonly connection: SMTPConnection,
    readonly facts: RelayFacts,
    private readonly failure: Promise<never>,
  ) {}

  /** Connects, encrypts and signs in. @throws what nodemailer throws (see `outcomeOf`); nothing is left open then. */
  static async open(options: Options, steps: Steps = {}): Promise<RelayConversation> {
    const connection = new SMTPConnection(options);
    const failure = new Promise<never>((_, failed) => {
      connection.once('error', failed);
      connection.once('end', () => failed(new Error('Connection closed')));
    });
    failure.catch(() => undefined);
    // It may complain again after the first time; nobody asks any more.
    connection.on('error', () => undefined);
    try {
      await Promise.race([
        new Promise<void>((done, failed) => connection.connect((error) => (error ? failed(error) : done()))),
        failure,
      ]);
      const greeted = {
        isEncrypted: connection.secure,
        takesEveryLetter: extensionsOf(connection).includes('SMTPUTF8'),
      };
      steps.onGreeted?.(greeted);
      const { auth } = options;
      const isSignedIn = auth !== undefined && connection.allowsAuth;
      if (isSignedIn) {
        await Promise.race([
          new Promise<void>((done, failed) =>
            connection.login({ user: auth.user, pass: auth.pass }, (error) =>
              error ? failed(error) : done(),
            ),
          ),
          failure,
        ]);
        steps.onSignedIn?.();
      }
      return new RelayConversation(connection, { ...greeted, isSignedIn }, failure);
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** @returns what the server answered. `onBodySent`: the message may have arrived from here on. */
  send({ envelope, body }: MimeMessage, onBodySent: () => void): Promise<string> {
    const stream = Readable.from([body], { objectMode: false });
    // Read only after the server's 354, so its end is the moment before the closing dot.
    stream.once('end', onBodySent);
    return Promise.race([
      new Promise<string>((done, failed) =>
        this.connection.send({ from: envelope.from, to: [...envelope.to] }, stream, (error, info) =>
          error ? failed(error) : done(info?.response ?? ''),
        ),
      ),
      this.failure,
    ]);
  }

  end(): void {
    this.connection.quit();
  }

  cut(): void {
    this.connection.close();
  }
}

/** What the server said that it can do; nodemailer keeps it for itself. */
function extensionsOf(connection: SMTPConnection): readonly string[] {
  const { _supportedExtensions: extensions } = connection as unknown as {
    readonly _supportedExtensions?: readonly string[];
  };
  return extensions ?? [];
}
