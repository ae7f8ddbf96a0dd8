import { BODIES, type Ground } from './ground.js';
import { type Known, type Model } from './model.js';
import { type Choice, chosenOf, codesOf, data, ENDED, type Prepared, type Refused } from './prepared.js';

/** Two nominations with one name, of two bodies, that go on. */
function pairOf(model: Model, pick: number): readonly [Known, Known] | undefined {
  const alive = model.nominations.filter(({ state }) => state !== 'DRAFT' && !ENDED.includes(state));
  const pairs = alive.flatMap((one) =>
    alive
      .filter((other) => one.body === BODIES[0] && other.body === BODIES[1] && one.name === other.name)
      .map((other) => [one, other] as const),
  );
  return chosenOf(pairs, pick);
}
const PAIR = `query ($id: ID!, $other: ID!) { possibleDuplicate(firstId: $id, secondId: $other) { version state merges { id canUndo nomination { id version } } } }`;
interface Pair {
  readonly version: number;
  readonly state: string;
  readonly merges: readonly {
    readonly id: string;
    readonly canUndo: boolean;
    readonly nomination: { readonly id: string; readonly version: number };
  }[];
}
const readPair = async (ground: Ground, [one, other]: readonly [Known, Known]): Promise<Pair | null> =>
  (await ground.as('officer').data<{ possibleDuplicate: Pair | null }>(PAIR, { id: one.id, other: other.id }))
    .possibleDuplicate;

/** Of whose nomination `changes` anything: of neither, of the chosen body's, or of either's. */
const onPair =
  (
    name: string,
    act: (
      model: Model,
      ground: Ground,
      read: Pair,
      pair: readonly [Known, Known],
      chosen: Choice,
    ) => Promise<Refused>,
    { changes, mayBeRefused }: { changes: 'nothing' | 'chosen' | 'either'; mayBeRefused: readonly string[] },
  ) =>
  (model: Model, chosen: Choice): Prepared | undefined => {
    const pair = pairOf(model, chosen.pick);
    return (
      pair && {
        says: `${name} ${pair[0].reference} and ${pair[1].reference}`,
        run: async (ground) => {
          const read = await readPair(ground, pair);
          return read === null ? ['NOT_FOUND'] : codesOf(await act(model, ground, read, pair, chosen));
        },
        mayBeRefused: ['NOT_FOUND', ...mayBeRefused],
        isSilentTo: (body) => changes === 'nothing' || (changes === 'chosen' && body !== chosen.body),
      }
    );
  };

const NOT_THERE: Refused = { errors: [{ code: 'NOT_FOUND' }] };
const TOO_LATE_TO_MERGE = [
  'ACTION_UNAVAILABLE',
  'NOT_JUDGED_SAME',
  'INVITATION_ENDED',
  'INVALID_INPUT',
  'MERGE_STANDS',
];

const judge = (
  ground: Ground,
  input: Readonly<Record<'nominationId' | 'otherId' | 'verdict', string> & { version: number }>,
): Promise<Refused> => data<Refused>(ground, 'officer', 'judgeDuplicate', input);

const undo = onPair(
  'undo a merge of',
  async (_model, ground, { merges }) => {
    const merge = merges.find(({ canUndo }) => canUndo);
    if (merge === undefined) return NOT_THERE;
    const input = { mergeId: merge.id, version: merge.nomination.version };
    return data<Refused>(ground, 'officer', 'undoMerge', input);
  },
  { changes: 'either', mayBeRefused: TOO_LATE_TO_MERGE },
);

export const judgePair = onPair(
  'judge',
  (_model, ground, { version }, [one, other], { outcome }) =>
    judge(ground, {
      nominationId: one.id,
      otherId: other.id,
      verdict: outcome === 'REJECT' ? 'DIFFERENT' : 'SAME',
      version,
    }),
  { changes: 'nothing', mayBeRefused: [] },
);

/** Judged to be of one person first, where nobody has. */
export const mergePair = onPair(
  'merge',
  async (model, ground, read, pair, { body }) => {
    const [onto, from] = body === 'icc' ? pair : ([pair[1], pair[0]] as const);
    const ids = { nominationId: onto.id, otherId: from.id };
    if (read.state !== 'SAME') await judge(ground, { ...ids, verdict: 'SAME', version: read.version });
    const input = { ...ids, facts: ['ORGANISATION'], version: onto.version, otherVersion: from.version };
    const answer = await data<Refused>(ground, 'officer', 'mergeDuplicate', input);
    if (answer.errors.length === 0) model.merges += 1;
    return answer;
  },
  { changes: 'chosen', mayBeRefused: TOO_LATE_TO_MERGE },
);

export const undoMerge = (model: Model, chosen: Choice): Prepared | undefined =>
  model.merges === 0 ? undefined : undo(model, chosen);
