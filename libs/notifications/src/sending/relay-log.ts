import { type Database } from '#libs/platform';
import { RELAY_IN_TROUBLE, RELAY_WELL } from '../persistence/mail-server.statements.js';
import { type MailTroubleReason } from '../domain/mail-trouble.js';

/** Where the workers write down how they find the mail server, for the console and the health page. Throws nothing. */
export interface RelayLog {
  /** @returns whether it was written; else it has to be told again. */
  trouble(reason: MailTroubleReason, error: string): Promise<boolean>;
  well(hasTaken: boolean): Promise<boolean>;
}

export class DatabaseRelayLog implements RelayLog {
  constructor(private readonly database: Database) {}

  trouble(reason: MailTroubleReason, error: string): Promise<boolean> {
    return this.write(RELAY_IN_TROUBLE, [reason, error]);
  }

  well(hasTaken: boolean): Promise<boolean> {
    return this.write(RELAY_WELL, [hasTaken]);
  }

  private write(text: string, values: unknown[]): Promise<boolean> {
    return this.database.run({ text, values }).then(
      () => true,
      () => false,
    );
  }
}
