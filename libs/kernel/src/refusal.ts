/** What a refusal may tell beside its code; the edge turns it into typed GraphQL fields. */
export type RefusalExtras = Readonly<Record<string, unknown>>;

/**
 * An expected "no": thrown in the domain so that the transaction rolls back, mapped at the edge to an entry of the
 * payload's `errors`. Never retried by a job. `path` names the input field at fault, outermost first. Messages carry
 * no personal data: they may end in a log.
 */
export class Refusal<Code extends string = string> extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: Code,
    message: string,
    readonly path: readonly string[] = [],
    readonly extras: RefusalExtras = {},
  ) {
    super(message);
  }
}

/** Several mistakes in one input, told at once. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  constructor(readonly problems: readonly Refusal<'INVALID_INPUT'>[]) {
    super('The input is not valid');
  }
}

export const notFound = (what: string): Refusal<'NOT_FOUND'> =>
  new Refusal('NOT_FOUND', `There is no such ${what}, or you may not see it.`, ['id']);

export const forbidden = (message: string): Refusal<'FORBIDDEN'> => new Refusal('FORBIDDEN', message);
