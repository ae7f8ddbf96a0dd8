import pg from 'pg';

/**
 * A connection whose end is no uncaught error. A pool listens only while a client lies idle: one that is lost between
 * two statements of a transaction, or while it is being thrown away, would otherwise end the whole process. Nothing is
 * swallowed, for the statement under way fails as well, and so does the next.
 */
export class LastingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
