import { Injectable } from '@nestjs/common';
import { type Actor, emailAddress, foldEmail, parseInput, Refusal } from '#libs/kernel';
import { z } from 'zod';
import { AccessOptions } from '../access-options.js';
import { RENEW_AS_DEMONSTRATION_USER } from '../persistence/session.statements.js';
import { SessionOpener, type SignedIn } from './session-opener.js';

const input = z.object({ email: emailAddress });
const FIND = `SELECT id FROM access.app_user WHERE email_fold = $1 AND is_demonstration AND disabled_at IS NULL`;

/** Opens a session as one of the sample people. Its field is not even in the schema of a production service. */
@Injectable()
export class SignInAsDemonstrationUser {
  constructor(
    private readonly sessions: SessionOpener,
    private readonly options: AccessOptions,
  ) {}

  /**
   * Refuses with LINK_INVALID whoever is no sample person, real users among them, and a repeated request whose session
   * is over; with INVALID_INPUT and IDEMPOTENCY_KEY_REUSED.
   */
  async run(
    { idempotencyKey: key, ...request }: { readonly idempotencyKey: string; readonly email: string },
    caller: Actor,
  ): Promise<SignedIn> {
    if (!this.options.values.isDemonstration)
      throw new Error('Open sign-in was asked for outside a demonstration');
    const emailFold = foldEmail(parseInput(input, request).email);
    return this.sessions.run({
      operation: 'signInAsDemonstrationUser',
      key,
      request: [emailFold],
      caller,
      admit: async (tx) => {
        const [user] = await tx.query<{ id: string }>(FIND, [emailFold]);
        return user === undefined
          ? new Refusal('LINK_INVALID', 'None of the sample people has this address.', ['input', 'email'])
          : { userId: user.id, next: null };
      },
      renewal: { statement: RENEW_AS_DEMONSTRATION_USER, values: [] },
      over: () =>
        new Refusal('LINK_INVALID', 'This sign-in is over. Sign in anew, with a new key.', [
          'input',
          'idempotencyKey',
        ]),
    });
  }
}
