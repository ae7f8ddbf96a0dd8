/** The service could not be reached, or was busy, however often the request was sent. Whether it was done, nobody knows. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';

  /** `tries`: how often the request was sent. */
  constructor(
    message: string,
    readonly tries: number,
    options: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What is at this address does not speak GraphQL: a wrong address, or a proxy that answers by itself. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';

  constructor(
    readonly url: string,
    readonly status: number,
  ) {
    super(`${url} answered ${status} and no GraphQL. Is it the address of the service?`);
  }
}
