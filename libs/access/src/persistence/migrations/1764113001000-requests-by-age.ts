import { SchemaMigration } from '#libs/platform';

/** The sweep of requests whose job failed finds what is over without reading what is not. */
export class RequestsByAge1764113001000 extends SchemaMigration {
  protected readonly statementsUp = [
    'CREATE INDEX sign_in_request_over ON access.sign_in_request (created_at)',
  ];
  protected readonly statementsDown = ['DROP INDEX access.sign_in_request_over'];
}
