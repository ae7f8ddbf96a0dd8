import { Injectable } from '@nestjs/common';
import { type Actor, ANONYMOUS, hasConferenceRole } from '#libs/kernel';
import { compositeId, Database, type Readiness, ReadinessProblem } from '#libs/platform';
import { MAIL_TROUBLE } from '../persistence/mail-server.statements.js';
import { type MailTroubleReason } from '../domain/mail-trouble.js';

/** Why mail waits, all of it. */
export interface MailTrouble {
  readonly id: string;
  readonly reason: MailTroubleReason;
  /** The mail server's own words, or ours, without addresses. */
  readonly answer: string;
  readonly since: Date;
}

/** In words for whoever runs the service; the console has them in its languages. */
const IN_WORDS: Readonly<Record<MailTroubleReason, string>> = {
  UNREACHABLE: 'the mail server cannot be reached',
  CERTIFICATE: "the mail server's certificate is not trusted",
  NO_TLS: 'the mail server offers no encryption, without which it is told no password',
  PASSWORD: 'the mail server refuses the password',
  REFUSED: 'the mail server refuses us',
  LIMIT: 'the mail server takes only so much of our mail at a time',
};

/** How mail as a whole fares, as the workers have found the mail server. */
@Injectable()
export class MailHealth {
  constructor(private readonly database: Database) {}

  /** Null: mail goes out, as far as is known; and for everybody but the host's staff of the conference. */
  async trouble(actor: Actor, conferenceId: string): Promise<MailTrouble | null> {
    if (!hasConferenceRole(actor, conferenceId, 'HOST_ADMINISTRATOR', 'HOST_OFFICER')) return null;
    const trouble = (await this.read())?.trouble;
    return trouble === undefined ? null : { id: compositeId('MailTrouble', conferenceId), ...trouble };
  }

  /** Has `mail` watched, in words, and adds how long mail has waited. */
  register(readiness: Readiness): void {
    readiness.watch('mail', async () => {
      const found = await this.read();
      if (found === undefined) return;
      const { reason, answer, since } = found.trouble;
      throw new ReadinessProblem(
        `Mail has waited since ${since.toISOString().slice(0, 16).replace('T', ' ')} UTC: ${IN_WORDS[reason]} (${answer}). "npm run plenary -- mail test ADDRESS" tries it step by step.`,
      );
    });
    readiness.registerFigure('mailWaitingSeconds', async () => Math.round((await this.read())?.seconds ?? 0));
  }

  private async read(): Promise<{ trouble: Omit<MailTrouble, 'id'>; seconds: number } | undefined> {
    const [row] = await this.database.read<{
      reason: MailTroubleReason;
      error: string;
      since: Date;
      seconds: number;
    }>(ANONYMOUS, MAIL_TROUBLE);
    if (row === undefined) return undefined;
    return {
      trouble: { reason: row.reason, answer: row.error, since: row.since },
      seconds: row.seconds,
    };
  }
}
