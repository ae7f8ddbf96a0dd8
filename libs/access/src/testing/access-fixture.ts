import { type Actor, foldEmail, newId, type Role } from '#libs/kernel';
import { Commands, Database, openDataSource, OutboxBell, UnitOfWork } from '#libs/platform';
import { hashSecret, newApiToken, newSecret, signInToken } from '../domain/secrets.js';

const SYSTEM: Actor = { kind: 'system', task: 'test' };

/** A pool under one runtime role, with what stands on it. */
export interface OpenedDatabase {
  readonly database: Database;
  readonly unitOfWork: UnitOfWork;
  readonly commands: Commands;
  close(): Promise<void>;
}

export async function openDatabase(url: string, poolSize = 4): Promise<OpenedDatabase> {
  const source = await openDataSource({ url, poolSize, applicationName: 'access-tests' }).initialize();
  const database = new Database(source);
  const unitOfWork = new UnitOfWork(database, new OutboxBell(database));
  const commands = new Commands(database, unitOfWork);
  return { database, unitOfWork, commands, close: () => source.destroy() };
}

/** A conference with a host and two partners; writes as the worker, which is the only role that may. */
export class AccessFixture {
  readonly conferenceId = newId();
  readonly bodies = { host: newId(), icc: newId(), ch: newId() };

  constructor(private readonly worker: OpenedDatabase) {}

  async conference(slug = `test-${this.conferenceId}`): Promise<this> {
    await this.worker.unitOfWork.run(SYSTEM, async (tx) => {
      tx.write(
        `INSERT INTO conference.conference (id, slug, name, venue, city, starts_on, ends_on, time_zone, capacity, approval_plan)
         VALUES ($1, $2, 'Test', 'Hall', 'London', '2011-11-01', '2011-11-02', 'Europe/London', 10, '{}')`,
        [this.conferenceId, slug],
      );
      const insert = `INSERT INTO conference.body (id, conference_id, kind, code, name) VALUES ($1, $2, $3, $4, $4)`;
      tx.write(insert, [this.bodies.host, this.conferenceId, 'HOST', 'FCO']);
      tx.write(insert, [this.bodies.icc, this.conferenceId, 'PARTNER', 'ICC']);
      tx.write(insert, [this.bodies.ch, this.conferenceId, 'PARTNER', 'CH']);
    });
    return this;
  }

  /** An organisation of the conference, as the host has described it. */
  async organisation(name = 'Sampleland'): Promise<string> {
    const id = newId();
    await this.sql(
      `INSERT INTO organisations.organisation (id, conference_id, kind, official_names, short_names, aliases, former_names, sort_names,
         mail_domains, is_listed, revision, created_by)
       VALUES ($1, $2, 'OTHER', jsonb_build_object('en', $3::text), '{}', '{}', '[]', '{}', '{}', false, 1, $1)`,
      [id, this.conferenceId, name],
    );
    return id;
  }

  /** A user with one grant; partner roles go with a body, a focal point's with an organisation. */
  async user(
    role: Role,
    bodyId: string | null = null,
    email = `${newId()}@fco.example`,
    organisationId: string | null = null,
  ): Promise<string> {
    const userId = newId();
    await this.worker.unitOfWork.run(SYSTEM, async (tx) => {
      const name = `Invented ${role}`;
      tx.write(`INSERT INTO access.app_user (id, name, email, email_fold) VALUES ($1, $2, $3, $4)`, [
        userId,
        name,
        email,
        foldEmail(email),
      ]);
      tx.write(
        `INSERT INTO access.role_grant (id, user_id, conference_id, body_id, role, organisation_id, organisation_name)
         VALUES ($1, $2, $3, $4, $5, $6::uuid, CASE WHEN $6::uuid IS NOT NULL THEN 'Sampleland' END)`,
        [newId(), userId, this.conferenceId, bodyId, role, organisationId],
      );
    });
    return userId;
  }

  async session(userId: string): Promise<string> {
    const secret = newSecret();
    await this.sql(
      `INSERT INTO access.session (id, user_id, token_hash, expires_at) VALUES ($1, $2, $3, clock_timestamp() + interval '1 day')`,
      [newId(), userId, hashSecret(secret)],
    );
    return secret;
  }

  /** A sign-in link as the worker makes it; the token that its mail would carry. */
  async link(secret: string, userId: string, next: string | null = null, minutes = 15): Promise<string> {
    const id = newId();
    const token = signInToken(secret, id);
    await this.sql(
      `INSERT INTO access.sign_in_link (id, user_id, token_hash, next_path, expires_at)
       VALUES ($1, $2, $3, $4, clock_timestamp() + $5::float8 * interval '1 minute')`,
      [id, userId, hashSecret(token), next, minutes],
    );
    return token;
  }

  /** A token of a body, whose system nominates, to read and write. */
  async bodyToken(bodyId: string, madeBy: string | null = null, name = 'Register'): Promise<string> {
    const id = newId();
    await this.sql(
      `INSERT INTO access.app_user (id, name, conference_id, body_id, role, made_by) VALUES ($1, $2, $3, $4, 'PARTNER_NOMINATOR', $5)`,
      [id, name, this.conferenceId, bodyId, madeBy],
    );
    return this.apiToken(id);
  }

  async apiToken(userId: string, scopes: readonly string[] = ['READ', 'WRITE']): Promise<string> {
    const token = newApiToken();
    await this.sql(
      `INSERT INTO access.api_token (id, user_id, name, scopes, token_hash) VALUES ($1, $2, 'test', $3::text[], $4)`,
      [newId(), userId, scopes, hashSecret(token)],
    );
    return token;
  }

  /** Any statement as the worker. Returns the number of rows touched. */
  async sql(text: string, values: readonly unknown[] = []): Promise<number> {
    return this.worker.unitOfWork.run(SYSTEM, (tx) => tx.execute(text, values));
  }

  async rows<Row extends Record<string, unknown>>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return this.worker.database.read<Row>(SYSTEM, text, values);
  }
}
