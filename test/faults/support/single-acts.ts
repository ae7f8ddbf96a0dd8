import { randomUUID } from 'node:crypto';
import { hashSecret } from '#libs/access';
import { newId } from '#libs/kernel';
import { nomineesOf } from '../../journeys/nominees.js';
import {
  createNomination,
  recommendNomination,
  releaseDecisions,
  submitNomination,
} from '../../journeys/operations.js';
import { type Person, type Product } from '../../support/product.js';

/** A mutation that is ready to be sent, as often as one likes, and where its effects can be counted. */
export interface Act {
  /** Absent: anybody may. */
  readonly by?: Person;
  readonly query: string;
  readonly variables: {
    readonly input: { readonly idempotencyKey: string; readonly [field: string]: unknown };
    readonly [name: string]: unknown;
  };
  /** One row about `$1`, with a count for each kind of effect: all are 0 before, and all are 1 after it was done once. */
  readonly effects: string;
  readonly about: string;
}

const CREATE = `mutation ($input: CreateNominationInput!) { createNomination(input: $input) {
  nomination { id reference person { name } } errors { code } } }`;
const WITHDRAW = `mutation ($id: ID!, $input: WithdrawNominationInput!) { withdrawNomination(id: $id, input: $input) {
  nomination { id state version } errors { code } } }`;
const DECIDE = `mutation ($id: ID!, $input: DecideNominationInput!) { decideNomination(id: $id, input: $input) {
  nomination { id decision { outcome } } errors { code } } }`;
const RELEASE = `mutation ($input: ReleaseDecisionsInput!) { releaseDecisions(input: $input) {
  batch { id number size } skipped { reason } errors { code } } }`;
const CONFIRM = `mutation ($token: String!, $input: ConfirmInvitationInput!) {
  confirmInvitation(token: $token, input: $input) { invitation { state } errors { code } } }`;
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  next viewer { user { email } } errors { code } } }`;

const told = (action: string): string =>
  `(SELECT count(*)::int FROM audit.event WHERE action = '${action}' AND subject_id = $1) AS told`;

/** Acts of the main job by their names; each call prepares another one, about somebody new. */
export function singleActs(product: Product): Readonly<Record<string, () => Promise<Act>>> {
  const nominees = nomineesOf(product);
  let count = 0;
  /** In letters, for addresses are made of those. */
  const nextName = (): string => {
    count += 1;
    return `Severed Sample ${[...String(count)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('')}`;
  };
  const submitted = async (): Promise<string> => {
    const icc = product.as('iccCoordinator');
    const { nomination } = await createNomination(icc, nominees.draft(nextName()));
    const id = nomination?.id ?? '';
    await submitNomination(icc, id, { version: 1 });
    return id;
  };
  const idempotencyKey = (): string => randomUUID();

  return {
    'createNomination, submitted at once': () => {
      const name = nextName();
      return Promise.resolve({
        by: 'iccCoordinator',
        query: CREATE,
        variables: {
          input: { ...nominees.draft(name), isSubmitted: true, idempotencyKey: idempotencyKey() },
        },
        about: name,
        effects: `WITH mine AS (SELECT n.id FROM nominations.nomination n
            JOIN nominations.person p ON p.id = n.person_id WHERE p.name = $1)
          SELECT (SELECT count(*)::int FROM mine) AS nominations,
            (SELECT count(*)::int FROM nominations.quota_entry e JOIN mine ON mine.id = e.nomination_id) AS holds,
            (SELECT count(*)::int FROM approvals.review r JOIN mine ON mine.id = r.subject_id) AS reviews,
            (SELECT count(*)::int FROM audit.event e JOIN mine ON mine.id = e.subject_id
              WHERE e.action = 'nomination.submitted') AS told`,
      });
    },
    withdrawNomination: async () => {
      const id = await submitted();
      return {
        by: 'iccCoordinator',
        query: WITHDRAW,
        variables: { id, input: { idempotencyKey: idempotencyKey(), version: 2 } },
        about: id,
        effects: `SELECT (SELECT count(*)::int FROM nominations.nomination WHERE id = $1 AND state = 'WITHDRAWN') AS withdrawn,
          (SELECT count(*)::int FROM nominations.quota_entry WHERE nomination_id = $1 AND held_delta = -1) AS given_back,
          ${told('nomination.withdrawn')}`,
      };
    },
    decideNomination: async () => {
      const id = await submitted();
      await recommendNomination(product.as('officer'), id, { version: 2, recommendation: 'APPROVE' });
      return {
        by: 'approver',
        query: DECIDE,
        variables: { id, input: { idempotencyKey: idempotencyKey(), version: 2, outcome: 'APPROVE' } },
        about: id,
        effects: `SELECT (SELECT count(*)::int FROM approvals.decision WHERE subject_id = $1) AS decisions,
          ${told('nomination.decided')}`,
      };
    },
    releaseDecisions: async () => {
      const id = await nominees.decided(nextName(), { outcome: 'APPROVE' });
      const { conferenceId } = product.world;
      return {
        by: 'approver',
        query: RELEASE,
        variables: { input: { idempotencyKey: idempotencyKey(), conferenceId, nominationIds: [id] } },
        about: id,
        effects: `SELECT (SELECT count(batch_id)::int FROM approvals.decision WHERE subject_id = $1) AS batches,
          (SELECT count(*)::int FROM invitations.invitation WHERE source_id = $1) AS invitations,
          (SELECT count(*)::int FROM notifications.message m JOIN invitations.invitation i ON i.id = m.subject_id
            WHERE i.source_id = $1) AS messages,
          (SELECT coalesce(sum(consumed_delta), 0)::int FROM nominations.quota_entry WHERE nomination_id = $1) AS places,
          ${told('nomination.approved')}`,
      };
    },
    confirmInvitation: async () => {
      const name = nextName();
      const id = await nominees.decided(name, { outcome: 'APPROVE' });
      await releaseDecisions(product.as('approver'), product.world.conferenceId, [id]);
      const token = await nominees.invitationToken(name);
      return {
        query: CONFIRM,
        variables: { token, input: { idempotencyKey: idempotencyKey() } },
        about: id,
        effects: `SELECT (SELECT count(*)::int FROM invitations.invitation WHERE source_id = $1 AND state = 'CONFIRMED') AS confirmed,
          ${told('invitation.confirmed')}`,
      };
    },
    signIn: async () => {
      const [userId, token] = [newId(), randomUUID().padEnd(43, '0')];
      await product.admin.query(
        `WITH added AS (INSERT INTO access.app_user (id, name, email, email_fold)
           VALUES ($1, 'Severed Sample', $2, $2) RETURNING id)
         INSERT INTO access.sign_in_link (id, user_id, token_hash, next_path, expires_at)
           SELECT $1, id, $3, '/nominations', clock_timestamp() + interval '15 minutes' FROM added`,
        [userId, `${userId}@example.org`, hashSecret(token)],
      );
      return {
        query: SIGN_IN,
        variables: { input: { idempotencyKey: idempotencyKey(), token } },
        about: userId,
        effects: `SELECT (SELECT count(*)::int FROM access.session WHERE user_id = $1) AS sessions,
          (SELECT count(used_at)::int FROM access.sign_in_link WHERE user_id = $1) AS links,
          ${told('access.signed-in')}`,
      };
    },
  };
}
