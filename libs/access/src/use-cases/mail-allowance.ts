import { Injectable } from '@nestjs/common';
import { foldEmail, Refusal } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { AccessOptions } from '../access-options.js';
import { keyedHash } from '../domain/secrets.js';

/** On whose behalf somebody writes: a body, or a conference as a whole. Administrators, officers write for the latter. */
export type MailScope = { readonly bodyId: string } | { readonly conferenceId: string };

/** Mails to addresses of one's choice: of one person in an hour, of one scope in an hour, to one address in a day. */
export const MOST_MAILS = {
  body: { ofUser: 20, ofScope: 40, toAddress: 3 },
  conference: { ofUser: 200, ofScope: 400, toAddress: 3 },
} as const;

const COUNT = 'SELECT access.count_mail($1, $2, $3, $4, $5) AS again';

/** What people may have us write to addresses that nobody has confirmed. Every mail that an act sends to one is counted first. */
@Injectable()
export class MailAllowance {
  constructor(private readonly options: AccessOptions) {}

  /** Counts one mail, by the database's clock. Refuses with RATE_LIMITED and `retryAt`; what is refused does not count. */
  async spend(tx: Transaction, scope: MailScope, email: string): Promise<void> {
    const isBody = 'bodyId' in scope;
    const most = MOST_MAILS[isBody ? 'body' : 'conference'];
    const scopeId = isBody ? scope.bodyId : scope.conferenceId;
    const address = keyedHash(this.options.values.secret, 'caused-mail', [foldEmail(email)]);
    const values = [scopeId, address, most.ofUser, most.ofScope, most.toAddress];
    const [row] = await tx.query<{ again: Date | null }>(COUNT, values);
    const again = row?.again ?? null;
    if (again === null) return;
    throw new Refusal(
      'RATE_LIMITED',
      `Too many messages were sent at your request; nobody was written to. Try again after ${again.toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
      ['input', 'email'],
      { retryAt: again },
    );
  }
}
