import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { foldEmail, newId } from '#libs/kernel';
import { LinkSources, Notifications } from '#libs/notifications';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { AccessJobsModule } from './access-jobs.module.js';
import { AccessOptions } from './access-options.js';
import { hashSecret, signInToken } from './domain/secrets.js';
import { SendSignInLink } from './jobs/send-sign-in-link.job.js';
import { signInLink } from './messages/sign-in-link.message.js';
import { GrantedBodyContacts } from './queries/granted-body-contacts.js';
import { AccessFixture, openDatabase, type OpenedDatabase } from './testing/access-fixture.js';

const secret = 'm'.repeat(40);
const options = new AccessOptions({ secret, publicUrl: 'http://localhost', isDemonstration: false });

describe('the mail with the sign-in link', () => {
  let server: TestDatabase;
  let worker: OpenedDatabase;
  let fixture: AccessFixture;
  let handler: SendSignInLink;

  beforeAll(async () => {
    server = await testDatabase();
    worker = await openDatabase(server.workerUrl);
    fixture = await new AccessFixture(worker).conference();
    handler = new SendSignInLink(worker.unitOfWork, new Notifications(), options);
  });
  afterAll(async () => {
    await worker.close();
    await server.drop();
  });

  async function ask(email: string, minutesAgo = 0): Promise<string> {
    const id = newId();
    await fixture.sql(
      `INSERT INTO access.sign_in_request (id, email_fold, next_path, created_at)
       VALUES ($1, $2, '/inbox', clock_timestamp() - $3::float8 * interval '1 minute')`,
      [id, email, minutesAgo],
    );
    return id;
  }
  const messages = (email: string) =>
    fixture.rows<{ subject_id: string; params: object; conference_id: string | null }>(
      `SELECT subject_id, params, conference_id FROM notifications.message WHERE kind = 'SIGN_IN_LINK' AND recipient_email = $1`,
      [email],
    );

  it('is written once, however often the job runs, and has no secret in any column', async () => {
    const userId = await fixture.user('AUDITOR', null, 'mail@fco.example');
    const requestId = await ask('mail@fco.example');
    await handler.handle({ requestId });
    await handler.handle({ requestId });
    const [message, ...more] = await messages('mail@fco.example');
    expect(more).toEqual([]);
    expect(message).toMatchObject({ params: { minutes: 15 }, conference_id: null });
    const token = signInToken(secret, message?.subject_id ?? '');
    const links = await fixture.rows(
      `SELECT user_id, token_hash, next_path, used_at, expires_at > clock_timestamp() + interval '14 minutes' AS is_fresh
       FROM access.sign_in_link`,
    );
    expect(links).toEqual([
      { user_id: userId, token_hash: hashSecret(token), next_path: '/inbox', used_at: null, is_fresh: true },
    ]);
    for (const table of ['notifications.message', 'platform.outbox', 'access.sign_in_link']) {
      expect(JSON.stringify(await fixture.rows(`SELECT * FROM ${table}`))).not.toContain(token);
    }
  });

  it('carries a link whose minutes begin when it goes out, however long the mail server made us wait', async () => {
    await fixture.user('AUDITOR', null, 'waited@fco.example');
    await handler.handle({ requestId: await ask('waited@fco.example') });
    const [message] = await messages('waited@fco.example');
    const id = message?.subject_id ?? '';
    const isGood = async () =>
      (
        await fixture.rows<{ is_good: boolean }>(
          `SELECT expires_at > clock_timestamp() + interval '14 minutes' AS is_good FROM access.sign_in_link WHERE id = $1`,
          [id],
        )
      )[0]?.is_good;
    const links = new LinkSources();
    new AccessJobsModule(links, options, worker.unitOfWork).onModuleInit();
    await fixture.sql(
      `UPDATE access.sign_in_link SET expires_at = clock_timestamp() - interval '1 hour' WHERE id = $1`,
      [id],
    );
    expect(await isGood()).toBe(false);
    const subject = { type: 'sign-in-link', id, version: 1 };
    expect(await links.pathFor(signInLink, subject, {})).toContain(signInToken(secret, id));
    expect(await isGood()).toBe(true);
  });

  it('is not written for strangers, disabled users and requests that waited too long; nothing of them stays', async () => {
    const disabled = await fixture.user('AUDITOR', null, 'disabled@fco.example');
    await fixture.sql('UPDATE access.app_user SET disabled_at = clock_timestamp() WHERE id = $1', [disabled]);
    await fixture.user('AUDITOR', null, 'late@fco.example');
    for (const [email, minutesAgo] of [
      ['stranger@fco.example', 0],
      ['disabled@fco.example', 0],
      ['late@fco.example', 16],
    ] as const) {
      await handler.handle({ requestId: await ask(email, minutesAgo) });
      expect(await messages(email)).toEqual([]);
    }
    expect(await fixture.rows('SELECT id FROM access.sign_in_request')).toEqual([]);
  });
});

describe('two people whose addresses turned out to be one mailbox', () => {
  it('get a link each, whichever spelling is typed', async () => {
    const server = await testDatabase();
    const worker = await openDatabase(server.workerUrl);
    const fixture = await new AccessFixture(worker).conference();
    const handler = new SendSignInLink(worker.unitOfWork, new Notifications(), options);
    const folds = ['kontakt@bücherei.example', 'kontakt@xn--bcherei-n2a.example'];
    // As the change of foldings leaves them: the second has the folding of today.
    for (const fold of folds)
      await fixture.sql('INSERT INTO access.app_user (id, name, email, email_fold) VALUES ($1, $2, $2, $2)', [
        newId(),
        fold,
      ]);
    for (const typed of folds) {
      const requestId = newId();
      await fixture.sql(`INSERT INTO access.sign_in_request (id, email_fold) VALUES ($1, $2)`, [
        requestId,
        foldEmail(typed),
      ]);
      await handler.handle({ requestId });
    }
    const sent = await fixture.rows<{ email: string; links: number }>(
      `SELECT u.email, count(*)::int AS links FROM access.sign_in_link l JOIN access.app_user u ON u.id = l.user_id
        GROUP BY u.email ORDER BY u.email`,
    );
    expect(sent).toEqual(folds.map((email) => ({ email, links: 2 })));
    await worker.close();
    await server.drop();
  });
});

describe('a sign-in of somebody who is known by an offered role alone', () => {
  it('makes them a person named by their address, once, and leaves what was taken back or has ended unknown', async () => {
    const server = await testDatabase();
    const worker = await openDatabase(server.workerUrl);
    const fixture = await new AccessFixture(worker).conference();
    const handler = new SendSignInLink(worker.unitOfWork, new Notifications(), options);
    const offer = (email: string, name: string, role: string, more = 'NULL', ends = '1 day') =>
      fixture.sql(
        `INSERT INTO access.role_grant (id, conference_id, body_id, role, invited_name, invited_email, invited_email_fold,
           invited_language, user_id, accepted_at, revoked_at, offered_until)
         VALUES ($1, $2, $3, $4, $5, $6, $6, 'fr', NULL, NULL, ${more}, clock_timestamp() + $7::interval)`,
        [newId(), fixture.conferenceId, fixture.bodies.icc, role, name, email, ends],
      );
    await offer('new@icc.example', 'First Typed', 'PARTNER_VIEWER');
    await offer('new@icc.example', 'Second Typed', 'PARTNER_NOMINATOR');
    await offer('gone@icc.example', 'Gone', 'PARTNER_VIEWER', 'clock_timestamp()');
    await offer('ended@icc.example', 'Ended', 'PARTNER_VIEWER', 'NULL', '-1 second');
    for (const email of ['new@icc.example', 'new@icc.example', 'gone@icc.example', 'ended@icc.example']) {
      const requestId = newId();
      await fixture.sql(
        `INSERT INTO access.sign_in_request (id, email_fold, next_path) VALUES ($1, $2, '/roles')`,
        [requestId, email],
      );
      await handler.handle({ requestId });
    }
    expect(await fixture.rows('SELECT name, email, language FROM access.app_user')).toEqual([
      { name: 'new@icc.example', email: 'new@icc.example', language: 'fr' },
    ]);
    expect(await fixture.rows('SELECT next_path FROM access.sign_in_link')).toHaveLength(2);
    expect(await fixture.rows('SELECT id FROM access.role_grant WHERE user_id IS NOT NULL')).toEqual([]);
    await worker.close();
    await server.drop();
  });
});

describe('the contacts of a body', () => {
  it('are its coordinators of the moment, each once, and never those of another body for a partner', async () => {
    const server = await testDatabase();
    const worker = await openDatabase(server.workerUrl);
    const api = await openDatabase(server.apiUrl);
    const fixture = await new AccessFixture(worker).conference();
    const { icc, ch } = fixture.bodies;
    const one = await fixture.user('PARTNER_COORDINATOR', icc, 'one@icc.example');
    const gone = await fixture.user('PARTNER_COORDINATOR', icc);
    await fixture.sql('UPDATE access.role_grant SET revoked_at = clock_timestamp() WHERE user_id = $1', [
      gone,
    ]);
    await fixture.user('PARTNER_NOMINATOR', icc);
    const other = await fixture.user('PARTNER_COORDINATOR', ch, 'other@chathamhouse.example');
    const contacts = new GrantedBodyContacts();
    const seenBy = (role: 'HOST_APPROVER' | 'PARTNER_COORDINATOR', bodyId: string | null) => {
      const grants = [{ role, conferenceId: fixture.conferenceId, bodyId }];
      const actor = {
        kind: 'user',
        userId: newId(),
        grants,
        canWrite: true,
        via: 'session',
        credentialId: newId(),
      } as const;
      return api.unitOfWork.run(actor, (tx) => contacts.coordinators(tx, [icc, ch]));
    };
    const ofIcc = {
      bodyId: icc,
      userId: one,
      name: 'Invented PARTNER_COORDINATOR',
      email: 'one@icc.example',
      language: 'en',
    };
    expect(await seenBy('PARTNER_COORDINATOR', icc)).toEqual([ofIcc]);
    const all = await seenBy('HOST_APPROVER', null);
    expect(all.map(({ userId }) => userId).sort()).toEqual([one, other].sort());
    await api.close();
    await worker.close();
    await server.drop();
  });
});
