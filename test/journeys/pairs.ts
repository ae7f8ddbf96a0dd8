/** How pairs that may be of one person are asked for, and what is answered. */

const JUDGEMENT = 'judgement { verdict note by { name } changes }';
const PAIR = `first { id } second { id } score reasonCodes reasons state version canJudge ${JUDGEMENT}`;
export const LIST = `query ($c: ID!, $f: DuplicatePairFilter, $n: Int, $a: String) {
  possibleDuplicates(conferenceId: $c, filter: $f, first: $n, after: $a) {
    totalCount nodes { ${PAIR} } pageInfo { hasNextPage endCursor } } }`;
export const ONE = `query ($id: ID!, $other: ID!) { possibleDuplicate(firstId: $id, secondId: $other) { ${PAIR} } }`;
export const JUDGE = `mutation ($input: JudgeDuplicateInput!) { judgeDuplicate(input: $input) {
  pair { ${PAIR} } errors { code message path ... on JudgeDuplicateError { decidedBy { name } verdict } } } }`;
export const DOSSIER = `query ($id: ID!) { nomination(id: $id) { version updatedAt
  screening { kind state finding values { name number } }
  duplicates { nomination { id } ${JUDGEMENT} } history { nodes { action } } } }`;

export interface Pair {
  readonly first: { readonly id: string };
  readonly second: { readonly id: string };
  readonly state: string;
  readonly version: number;
  readonly canJudge: boolean;
  readonly judgement: { readonly verdict: string; readonly [field: string]: unknown } | null;
}
export interface Judged {
  readonly pair: Pair | null;
  readonly errors: readonly {
    readonly code: string;
    readonly message: string;
    readonly decidedBy: { readonly name: string } | null;
    readonly verdict: string | null;
  }[];
}
export interface Dossier {
  readonly version: number;
  readonly updatedAt: string;
  readonly screening: readonly { readonly kind: string; readonly state: string; readonly finding: string }[];
  readonly duplicates: readonly { readonly nomination: { readonly id: string }; judgement: unknown }[];
  readonly history: { readonly nodes: readonly { readonly action: string }[] };
}
