import { z } from 'zod';
import { ROLES } from '#libs/kernel';
import { type MessageKind } from './message.js';

/** Dates of the conference: 2011-11-01, both included. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const moment = z.iso.datetime();
const text = z.string();

const conference = {
  conferenceName: text,
};
const occasion = {
  venue: text,
  city: text,
  startsOn: day,
  endsOn: day,
  /** IANA name. */
  timeZone: text,
};
const event = { ...conference, ...occasion };
/** Until when the person may change the answer; absent where that is over, and in older messages. */
const changeableUntil = moment.nullish();

export const CAPACITIES_IN_MAIL = ['DELEGATE', 'SPEAKER', 'OBSERVER', 'PRESS'] as const;
const capacity = z.enum(CAPACITIES_IN_MAIL);
export const OUTCOMES_IN_MAIL = ['APPROVE', 'REJECT', 'RESERVE'] as const;
export const STAGES_IN_MAIL = ['REVIEW', 'SIGN_OFF'] as const;
const reasonCode = z.enum([
  'CAPACITY',
  'DUPLICATE',
  'INELIGIBLE',
  'INCOMPLETE',
  'BALANCE',
  'SECURITY',
  'OTHER',
]);

const waitingReview = {
  ...conference,
  personName: text,
  bodyName: text,
  reference: text,
  stage: z.enum(STAGES_IN_MAIL),
  dueAt: moment,
  timeZone: text,
};

/**
 * What each kind of message may say: a closed, typed set of values. They are data when the message is written: none of
 * them is read as Markdown, HTML, a header or a link. No secret may be among them; links are made at sending.
 */
export const messageParams = {
  /** `minutes`: how long the link works. */
  SIGN_IN_LINK: z.strictObject({ minutes: z.int().positive() }),
  /** To the coordinators of the nominating body. */
  NOMINATION_RETURNED: z.strictObject({
    ...conference,
    personName: text,
    reference: text,
    question: text,
    /** Until when the body can answer; absent where there is no end. */
    dueAt: moment.nullish(),
    timeZone: text.nullish(),
  }),
  /** To the coordinators of a body: what was decided about one or several of its nominations. */
  DECISION_NOTICE: z.strictObject({
    ...conference,
    decisions: z
      .array(
        z.strictObject({
          personName: text,
          reference: text,
          outcome: z.enum(OUTCOMES_IN_MAIL),
          /** Only where the host shares its reason. */
          reasonCode: reasonCode.nullish(),
          reasonText: text.nullish(),
        }),
      )
      .min(1)
      .max(1000),
  }),
  /** To the person. `linkVersion` names the link that is derived at sending. */
  PERSONAL_INVITATION: z.strictObject({
    ...event,
    personName: text,
    honorific: text.nullish(),
    capacity,
    nominatedBy: text,
    respondBy: moment,
    linkVersion: z.int().positive(),
    isReminder: z.boolean().default(false),
  }),
  /** To the person. */
  INVITATION_CONFIRMED: z.strictObject({
    ...event,
    personName: text,
    honorific: text.nullish(),
    capacity,
    changeableUntil,
  }),
  /** To the person: they have declined, or given back a place that they had accepted. */
  DECLINE_CONFIRMED: z.strictObject({
    ...event,
    personName: text,
    honorific: text.nullish(),
    wasConfirmed: z.boolean(),
    changeableUntil,
  }),
  /** To the coordinators of the nominating body: the person declined or did not answer. */
  INVITATION_DECLINED: z.strictObject({
    ...conference,
    personName: text,
    outcome: z.enum(['DECLINED', 'LAPSED']),
    reason: text.nullish(),
    /**
     * What becomes of the place; absent in messages of before the conference said so. CLOSED: it is free, and nobody can be
     * invited any more. NONE: it was beyond the quota and is no more.
     */
    freedPlaces: z.enum(['BY_HAND', 'AT_ONCE', 'CLOSED', 'NONE']).nullish(),
  }),
  /** To the coordinators of the nominating body, who were told that the person declined: the person comes after all. */
  ACCEPTED_AFTER_ALL: z.strictObject({ ...conference, personName: text }),
  /** To the person, when an invitation that may have arrived no longer holds. */
  INVITATION_CANCELLED: z.strictObject({
    ...conference,
    personName: text,
    honorific: text.nullish(),
    nominatedBy: text,
    /** What stands in the person's calendar by now; absent in older messages, which left it there. */
    event: z.strictObject(occasion).nullish(),
  }),
  /** To the staff of the host who can act. */
  REVIEW_REMINDER: z.strictObject(waitingReview),
  /** To the administrators of the host. */
  REVIEW_ESCALATION: z.strictObject(waitingReview),
  /** To the coordinators of the nominating body: the host's question is still unanswered. */
  ANSWER_REMINDER: z.strictObject({
    ...conference,
    personName: text,
    reference: text,
    question: text,
    dueAt: moment,
    timeZone: text,
  }),
  /** To the coordinators of the nominating body: they have not answered in time, or the host has not decided in time. */
  NOMINATION_LAPSED: z.strictObject({
    ...conference,
    personName: text,
    reference: text,
    cause: z.enum(['UNANSWERED', 'UNDECIDED']),
  }),
  /** To the approvers of the host: places are free that people on the reserve list wait for. */
  PLACES_FREED: z.strictObject({
    ...conference,
    places: z
      .array(
        z.strictObject({
          bodyName: text,
          constituencyName: text,
          count: z.int().positive(),
          /** The first in line. */
          nextName: text,
        }),
      )
      .min(1),
  }),
  /** To the coordinators of the nominating body: somebody on their reserve list has got a place. */
  RESERVE_PROMOTED: z.strictObject({ ...conference, personName: text, reference: text }),
  /** To whoever was given or offered a role, which then waits for their yes; `bodyName` only for a role within one body. */
  ROLE_GRANTED: z.strictObject({
    ...conference,
    role: z.enum(ROLES),
    bodyName: text.nullish(),
    isOffer: z.boolean().default(false),
    /** Until when an offer can be accepted; absent in older messages. */
    acceptUntil: moment.nullish(),
    timeZone: text.nullish(),
  }),
} as const satisfies Record<MessageKind, z.ZodType>;

/** The values that a message of this kind is written with. */
export type MessageParams<Kind extends MessageKind = MessageKind> = z.input<(typeof messageParams)[Kind]>;
/** The same, defaults filled in. */
export type ParsedParams<Kind extends MessageKind = MessageKind> = z.output<(typeof messageParams)[Kind]>;
