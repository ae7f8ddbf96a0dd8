import { Injectable } from '@nestjs/common';
import { type Actor, emailAddress, foldEmail, parseInput, Refusal } from '#libs/kernel';
import { UnitOfWork } from '#libs/platform';
import { z } from 'zod';
import { AccessOptions } from '../access-options.js';
import { CredentialAuthenticator } from '../credential-authenticator.js';
import { openSession } from '../persistence/session.statements.js';
import { type SignedIn, sessionOf } from './sign-in.js';

const SIGN_IN: Actor = { kind: 'sign-in' };
const input = z.object({ email: emailAddress });
const FIND = `SELECT id FROM access.app_user WHERE email_fold = $1 AND is_demonstration AND disabled_at IS NULL`;

/** Opens a session as one of the sample people. Its field is not even in the schema of a production service. */
@Injectable()
export class SignInAsDemonstrationUser {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly authenticator: CredentialAuthenticator,
    private readonly options: AccessOptions,
  ) {}

  /** Refuses with LINK_INVALID whoever is no sample person, real users among them. */
  async run(request: { readonly email: string }, caller: Actor): Promise<SignedIn> {
    if (!this.options.values.isDemonstration)
      throw new Error('Open sign-in was asked for outside a demonstration');
    const { email } = parseInput(input, request);
    const previous = sessionOf(caller);
    const session = await this.unitOfWork.run(SIGN_IN, async (tx) => {
      const [user] = await tx.query<{ id: string }>(FIND, [foldEmail(email)]);
      if (user === undefined) {
        throw new Refusal('LINK_INVALID', 'None of the sample people has this address.', ['input', 'email']);
      }
      return openSession(tx, user.id, previous);
    });
    if (previous !== undefined) this.authenticator.forget(previous);
    return { ...session, actor: await this.authenticator.actorOfSession(session.secret), next: null };
  }
}
