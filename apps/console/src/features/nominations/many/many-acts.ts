import type { TypedDocumentNode } from 'urql';
import type { Refusal } from '../../../api/use-act';
import type { MessageId } from '../../../i18n/catalogue.en';
import type { TickedItem } from '../../../lists/use-ticked';
import type { NominationLine } from '../operations';
import {
  ClaimManyMutation,
  DecideManyMutation,
  LetGoManyMutation,
  MarkReadyManyMutation,
  PromoteManyMutation,
  RecommendManyMutation,
  ReopenManyMutation,
  ReturnManyMutation,
  SubmitManyMutation,
  UnmarkReadyManyMutation,
  UpdateManyMutation,
  WithdrawManyMutation,
} from './mutations';

/** What became of one of many, or would. */
export interface ManyResult {
  readonly outcome: 'DONE' | 'POSSIBLE' | 'REFUSED';
  readonly nomination: {
    readonly id: string;
    readonly version: number;
    readonly reference: string;
    readonly person: { readonly name: string; readonly badgeName: string | null };
    readonly constituency: { readonly id: string; readonly name: string };
  } | null;
  readonly errors: readonly Refusal[];
}
export interface ManyPayload {
  readonly results: readonly ManyResult[] | null;
  readonly errors: readonly Refusal[];
}
interface ManyVariables {
  readonly input: { readonly items: readonly TickedItem[]; readonly isDryRun?: boolean };
}
/** The forms for many differ in what is the same for all; the rest is one. */
export type ManyDocument = TypedDocumentNode<Record<string, ManyPayload>, ManyVariables>;

/** What is asked once for all of them. */
export interface ManyAnswers {
  readonly text: string;
  readonly choice: string;
}
type Action = NominationLine['availableActions'][number];

interface Line {
  readonly action: Action;
  readonly document: unknown;
  /** What is typed for all: a text that may be left out, or one that is needed, with what is said where it is not there */
  readonly text?: { readonly label: MessageId; readonly missing?: MessageId };
  /** What is chosen for all */
  readonly choice?: 'constituency' | 'reason';
  /** The number of the first; each one behind has one more */
  readonly counts?: MessageId;
  readonly input: (answers: ManyAnswers) => object;
}

const REMARK = { label: 'many.text' } as const;
const recommend = (recommendation: string): Line => ({
  action: 'RECOMMEND',
  document: RecommendManyMutation,
  text: REMARK,
  input: ({ text }) => ({ recommendation, note: orNull(text) }),
});
const decide = (outcome: string, choice?: 'reason'): Line => ({
  action: 'DECIDE',
  document: DecideManyMutation,
  text: REMARK,
  ...(choice === undefined ? {} : { choice }),
  input: (answers) => ({
    outcome,
    reasonText: orNull(answers.text),
    ...(choice === undefined ? {} : { reasonCode: answers.choice }),
  }),
});
const orNull = (typed: string): string | null => (typed === '' ? null : typed);

/** What can be done to many at once, by the action that each of them has to allow. */
export const MANY_ACTS = {
  claim: { action: 'CLAIM', document: ClaimManyMutation, input: () => ({}) },
  letGo: { action: 'RELEASE_CLAIM', document: LetGoManyMutation, input: () => ({}) },
  markReady: { action: 'MARK_READY', document: MarkReadyManyMutation, input: () => ({}) },
  unmarkReady: { action: 'UNMARK_READY', document: UnmarkReadyManyMutation, input: () => ({}) },
  submit: { action: 'SUBMIT', document: SubmitManyMutation, input: () => ({}) },
  withdraw: {
    action: 'WITHDRAW',
    document: WithdrawManyMutation,
    text: REMARK,
    input: ({ text }) => ({ reason: orNull(text) }),
  },
  constituency: {
    action: 'UPDATE',
    document: UpdateManyMutation,
    choice: 'constituency',
    input: ({ choice }) => ({ constituencyId: choice }),
  },
  rank: {
    action: 'UPDATE',
    document: UpdateManyMutation,
    counts: 'many.rank.first',
    input: ({ choice }) => ({ rank: Number(choice) }),
  },
  recommendApproval: recommend('APPROVE'),
  recommendReserve: recommend('RESERVE'),
  recommendRefusal: recommend('REJECT'),
  return: {
    action: 'RETURN',
    document: ReturnManyMutation,
    text: { label: 'act.question', missing: 'act.question.missing' },
    input: ({ text }) => ({ question: text }),
  },
  approve: decide('APPROVE'),
  reserve: decide('RESERVE'),
  refuse: decide('REJECT', 'reason'),
  reopen: {
    action: 'REOPEN',
    document: ReopenManyMutation,
    text: { label: 'act.reopenReason', missing: 'act.reopenReason.missing' },
    input: ({ text }) => ({ reason: text }),
  },
  promote: {
    action: 'PROMOTE',
    document: PromoteManyMutation,
    text: REMARK,
    input: ({ text }) => ({ reasonText: orNull(text) }),
  },
} satisfies Record<string, Line>;
export type ManyAct = keyof typeof MANY_ACTS;
/** What can be done to a row now. */
export type Actable = Pick<NominationLine, 'availableActions'>;

export const lineOf = (act: ManyAct): Line => MANY_ACTS[act];
export const documentOf = (act: ManyAct): ManyDocument => MANY_ACTS[act].document as ManyDocument;

/** The acts that at least one of these rows allows this person now, in the order of the table. */
export function actsOn(rows: readonly Actable[]): readonly ManyAct[] {
  const allowed = new Set<Action>(rows.flatMap(({ availableActions }) => availableActions));
  return (Object.keys(MANY_ACTS) as ManyAct[]).filter((act) => allowed.has(MANY_ACTS[act].action));
}
