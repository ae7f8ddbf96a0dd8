import { invitationToken } from '#libs/invitations';
import {
  decideNomination,
  promoteNomination,
  recommendNomination,
  releaseDecisions,
  reopenNomination,
  returnNomination,
  setFreedPlaces,
  submitNomination,
  substituteNominee,
  withdrawNomination,
} from '../../journeys/operations.js';
import { create, importFile, submitAll, undoImport } from './body-acts.js';
import { COORDINATOR } from './ground.js';
import { type Model } from './model.js';
import { answerOffer, offer } from './offer-acts.js';
import { judgePair, mergePair, undoMerge } from './pair-acts.js';
import {
  type Choice,
  codesOf,
  data,
  found,
  keyed,
  NEVER,
  ofBody,
  onNomination,
  OPEN,
  personOf,
  type Prepared,
  type Refused,
  WITH_PLACE,
} from './prepared.js';

export interface Chosen extends Choice {
  readonly act: ActName;
}

const release = (model: Model, { body, count }: Choice): Prepared | undefined => {
  const decided = model.nominations.filter(({ state }) => state === 'DECIDED');
  const ids = decided.filter((one) => one.body === body).map(({ id }) => id);
  // All that wait, or those of one body.
  const named = count === 1 && ids.length > 0 ? ids : null;
  return decided.length === 0
    ? undefined
    : {
        says: `release ${named === null ? 'everything' : `${named.length} of ${body}`}`,
        run: async (ground) =>
          codesOf(await releaseDecisions(ground.as('approver'), ground.world.conferenceId, named)),
        // Nothing is left where everybody is held back as somebody who is expected already.
        mayBeRefused: ['NOTHING_TO_RELEASE'],
        isSilentTo: NEVER,
      };
};

const REASONS = {
  APPROVE: {},
  REJECT: { reasonCode: 'BALANCE' },
  RESERVE: { reasonCode: 'CAPACITY' },
} as const;
const BEYOND = { isQuotaOverridden: true, reasonText: 'A guest of the host' } as const;

const decide = onNomination(
  'decide',
  OPEN,
  async (ground, { id, version }, { outcome, isBeyond, count }) =>
    decideNomination(ground.as(count === 1 ? 'approver' : 'otherApprover'), id, {
      version,
      outcome,
      ...REASONS[outcome],
      ...(isBeyond && outcome === 'APPROVE' ? BEYOND : {}),
    }),
  { isHostsOwn: true },
);

/** An officer recommends first, where none has. */
const signOff = (model: Model, chosen: Choice): Prepared | undefined => {
  const prepared = decide(model, chosen);
  const one = found(model, chosen, OPEN);
  return (
    prepared &&
    one && {
      ...prepared,
      run: async (ground) => {
        const recommendation = { version: one.version, recommendation: 'APPROVE' };
        await recommendNomination(ground.as('officer'), one.id, recommendation);
        return prepared.run(ground);
      },
    }
  );
};

const answerInvitation = (model: Model, chosen: Choice): Prepared | undefined => {
  const one = found(model, chosen, ['APPROVED']);
  const act = chosen.isBeyond ? 'confirmInvitation' : 'declineInvitation';
  return (
    one && {
      says: ofBody(act, one),
      run: async (ground) => {
        const [invitation] = await ground.rows<{ id: string; link_version: number }>(
          'SELECT id, link_version FROM invitations.invitation WHERE source_id = $1 ORDER BY id DESC LIMIT 1',
          [one.id],
        );
        if (invitation === undefined) return ['ACTION_UNAVAILABLE'];
        const token = invitationToken(ground.product.settings.secret, invitation.id, invitation.link_version);
        const type = `${act.charAt(0).toUpperCase()}${act.slice(1)}Input`;
        const text = `mutation ($token: String!, $input: ${type}!) { answer: ${act}(token: $token, input: $input) { errors { code } } }`;
        const { answer } = await ground.product
          .anonymous()
          .data<{ answer: Refused }>(text, { token, ...keyed({}) });
        return codesOf(answer);
      },
      mayBeRefused: ['ACTION_UNAVAILABLE', 'PLACE_GONE'],
      isSilentTo: NEVER,
    }
  );
};
/** What can be done, each by whoever may. */
export const ACTS = {
  draft: create(false),
  createSubmitted: create(true),
  import: importFile,
  undoImport,
  submit: onNomination(
    'submit',
    ['DRAFT', 'RETURNED'],
    (ground, { id, body, version }) => submitNomination(ground.as(COORDINATOR[body]), id, { version }),
    {
      mayBeRefused: ['QUOTA_SPENT', 'ALREADY_NOMINATED'],
    },
  ),
  submitAll,
  withdraw: onNomination(
    'withdraw',
    ['DRAFT', 'RESERVED', ...WITH_PLACE],
    (ground, { id, body, version }) => withdrawNomination(ground.as(COORDINATOR[body]), id, { version }),
    {
      isFelt: true,
      mayBeRefused: ['ACTION_UNAVAILABLE'],
    },
  ),
  recommend: onNomination(
    'recommend',
    ['UNDER_REVIEW'],
    (ground, { id, version }) =>
      recommendNomination(ground.as('officer'), id, { version, recommendation: 'APPROVE' }),
    // One officer has recommended it already.
    { isHostsOwn: true, mayBeRefused: ['ACTION_UNAVAILABLE'] },
  ),
  return: onNomination('return', OPEN, (ground, { id, version }) =>
    returnNomination(ground.as('officer'), id, { version, question: 'Why this person?' }),
  ),
  decide: signOff,
  reopen: onNomination(
    'reopen',
    ['DECIDED'],
    (ground, { id, version }) =>
      reopenNomination(ground.as('otherApprover'), id, { version, reason: 'New facts' }),
    { isHostsOwn: true },
  ),
  release,
  promote: onNomination(
    'promote',
    ['RESERVED'],
    (ground, { id, version }, { isBeyond }) =>
      promoteNomination(ground.as('approver'), id, { version, ...(isBeyond ? BEYOND : {}) }),
    {
      mayBeRefused: ['QUOTA_SPENT', 'ALREADY_EXPECTED'],
      isFelt: true,
    },
  ),
  substitute: onNomination(
    'substitute',
    WITH_PLACE,
    (ground, { id, body, version }, { pick }) =>
      substituteNominee(ground.as(COORDINATOR[body]), id, { version, person: personOf(body, pick + 1) }),
    { mayBeRefused: ['ALREADY_NOMINATED', 'INVITATION_ENDED', 'QUOTA_SPENT', 'INVALID_INPUT'], isFelt: true },
  ),
  answerInvitation,
  offer,
  answerOffer,
  judge: judgePair,
  merge: mergePair,
  undoMerge,
  allot: (model: Model, { body, pick }: Choice): Prepared => {
    const [expectedAllotted, allotted] = [model.allotted[body], (pick % 5) + 1];
    return {
      says: `allot ${allotted} to ${body}`,
      run: async (ground) => {
        const { conferenceId, business: constituencyId, [body]: bodyId } = ground.world;
        const input = { conferenceId, bodyId, constituencyId, allotted, expectedAllotted };
        const codes = codesOf(await data<Refused>(ground, 'administrator', 'allotPlaces', input));
        if (codes.length === 0) model.allotted[body] += allotted - expectedAllotted;
        return codes;
      },
      mayBeRefused: ['QUOTA_SPENT'],
      isSilentTo: NEVER,
    };
  },
  freedPlaces: (_model: Model, { isBeyond }: Choice): Prepared => {
    const mode = isBeyond ? 'AT_ONCE' : 'BY_HAND';
    return {
      says: `freed places ${mode}`,
      run: (ground) => setFreedPlaces(ground.as('administrator'), ground.world.conferenceId, mode),
      isSilentTo: NEVER,
    };
  },
} as const;
export type ActName = keyof typeof ACTS;
