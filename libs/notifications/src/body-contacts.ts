import { type Transaction } from '#libs/platform';

/** Somebody who answers for a body. */
export interface BodyContact {
  readonly bodyId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** BCP 47 tag. */
  readonly language: string;
}

/** Who is told about what happens to a body's nominations. The context that knows users and grants provides it. */
export abstract class BodyContacts {
  /** The coordinators of these bodies, several a body or none, as far as the transaction's actor may know them. */
  abstract coordinators(
    tx: Pick<Transaction, 'query'>,
    bodyIds: readonly string[],
  ): Promise<readonly BodyContact[]>;
}
