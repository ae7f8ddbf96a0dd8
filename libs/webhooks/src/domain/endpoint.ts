import { z } from 'zod';
import { TOLD_ACTIONS } from '#libs/audit';
import { optionalLine } from '#libs/kernel';

export const ENDPOINT_STATES = ['ACTIVE', 'PAUSED', 'ENDED'] as const;
export type EndpointState = (typeof ENDPOINT_STATES)[number];

/** Why it ended by itself: the receiver said 410, or took nothing for three days. */
export const ENDED_REASONS = ['GONE', 'FAILING'] as const;
export type EndedReason = (typeof ENDED_REASONS)[number];

export const ENDPOINT_ACTIONS = ['UPDATE', 'PAUSE', 'RESUME', 'ROTATE', 'TEST', 'REPLAY', 'DELETE'] as const;
export type EndpointAction = (typeof ENDPOINT_ACTIONS)[number];

/** What whoever may do something with an endpoint can do in its state. */
export const actionsIn = (state: EndpointState): readonly EndpointAction[] =>
  ENDPOINT_ACTIONS.filter((action) => {
    if (action === 'PAUSE') return state === 'ACTIVE';
    if (action === 'RESUME') return state !== 'ACTIVE';
    return true;
  });

/** Endpoints of one body, and of the host, in one conference. */
export const MOST_ENDPOINTS = 20;
/** How long after a rotation the secret before signs too. */
export const FORMER_SECRET_HOURS = 24;
/** After so long without an attempt that went well, a delivery that is given up ends its endpoint. */
export const FAILING_HOURS = 72;

const MOST_KINDS = 100;
const KINDS: ReadonlySet<string> = new Set(TOLD_ACTIONS);

const typedUrl = z.string().transform((text) => text.trim());
/** None is as good as all. */
const kinds = z
  .array(
    z
      .string()
      .refine(
        (text) => KINDS.has(text),
        'There is no change of this kind. Name one like nomination.submitted.',
      ),
  )
  .max(MOST_KINDS, `Name at most ${MOST_KINDS} kinds of changes.`)
  .transform((given) => (given.length === 0 ? null : given))
  .meta({ type: 'Kinds' });

/** What people say of an endpoint; the address is read by `webhookAddress`. */
export const endpointFields = {
  url: typedUrl.describe(
    'Where deliveries go: https, at an address that the internet reaches; 2,000 characters at most',
  ),
  description: optionalLine(200).nullish().describe('What people call it, at most 200 characters'),
  kinds: kinds
    .nullish()
    .describe('Kinds of changes that it is told of, as `Change.kind` has them; null: of all'),
};
