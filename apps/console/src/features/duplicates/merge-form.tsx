import { z } from 'zod';
import { ActForm } from '../../form/act-form';
import { useMutationForm } from '../../form/use-mutation-form';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Choices } from '../../ui/choices';
import { factOf, factsThatDiffer, useFactWords, type Fact } from './merged-facts';
import { MergeDuplicateMutation, type Pair } from './operations';

/** Merges change both records, their lists and histories. */
export const TOUCHED_BY_MERGES = [
  'DuplicatePair',
  'DuplicatePairConnection',
  'DuplicateMerge',
  'Nomination',
  'Invitation',
];

const SIDES = { MERGE_INTO_SECOND: 'second', MERGE_INTO_FIRST: 'first' } as const;
type Side = (typeof SIDES)[keyof typeof SIDES];

const schema = z.object({
  into: z.enum(['first', 'second']),
  facts: z.array(z.string()).min(1, 'merge.missing'),
});

interface MergeFormProps {
  readonly pair: Pair;
  /** Told the reference of what was corrected */
  readonly onDone: (reference: string) => void;
  /** Somebody has changed one of both: the page reads it again */
  readonly onStale: () => void;
}

/** Takes facts of the person from one nomination onto the other, where both are judged to be of one person. */
export function MergeForm(props: MergeFormProps) {
  const t = useText();
  const { pair } = props;
  const sides = (['MERGE_INTO_SECOND', 'MERGE_INTO_FIRST'] as const).filter((action) =>
    pair.availableActions.includes(action),
  );
  const refused = pair.unavailableActions.filter(({ action }) => action !== 'JUDGE');
  if (sides.length === 0 && refused.length === 0) return null;
  const isJudged = refused.every(({ code }) => code !== 'NOT_JUDGED_SAME');
  const differing = factsThatDiffer(pair.first, pair.second);
  return (
    <section aria-labelledby="merge-heading">
      <h2 className="govuk-heading-m" id="merge-heading">
        {t('merge.title')}
      </h2>
      <p className="govuk-body">{t(isJudged ? 'merge.text' : 'merge.notJudged')}</p>
      {isJudged && <Refused pair={pair} />}
      {sides.length > 0 && differing.length === 0 && <p className="govuk-body">{t('merge.nothing')}</p>}
      {sides.length > 0 && differing.length > 0 && (
        <OpenForm {...props} sides={sides.map((action) => SIDES[action])} differing={differing} />
      )}
    </section>
  );
}

/** Why one of both is not corrected now. */
function Refused({ pair }: { readonly pair: Pair }) {
  return pair.unavailableActions.flatMap(({ action, code }) => {
    if (action === 'JUDGE') return [];
    const { reference, state } = pair[SIDES[action]];
    return [<RefusedSide key={action} reference={reference} state={state} code={code} />];
  });
}

interface RefusedSideProps {
  readonly reference: string;
  readonly state: string;
  readonly code: Pair['unavailableActions'][number]['code'];
}

function RefusedSide({ reference, state, code }: RefusedSideProps) {
  const t = useText();
  return (
    <p className="govuk-body">
      <Text
        id="merge.unavailable"
        values={{ reference: <bdi>{reference}</bdi>, reason: t(`unavailable.${code}`, { state }) }}
      />
    </p>
  );
}

interface OpenFormProps extends MergeFormProps {
  readonly sides: readonly Side[];
  readonly differing: readonly Fact[];
}

function OpenForm({ pair, sides, differing, onDone, onStale }: OpenFormProps) {
  const t = useText();
  const { label, said } = useFactWords();
  const state = useMutationForm(MergeDuplicateMutation, {
    id: 'merge',
    also: TOUCHED_BY_MERGES,
    isSoonTypedAgain: true,
    schema,
    defaults: { into: sides[0] ?? 'second', facts: [] },
    variables: ({ into, facts }) => {
      const [corrected, other] = sidesOf(pair, into);
      return {
        input: {
          nominationId: corrected.id,
          otherId: other.id,
          facts: facts as Fact[],
          version: corrected.version,
          otherVersion: other.version,
        },
      };
    },
    onDone: (_payload, { into }) => {
      state.form.reset({ into, facts: [] });
      onDone(sidesOf(pair, into)[0].reference);
    },
    onRefused: ({ code }) => {
      if (STALE.includes(code)) onStale();
      return false;
    },
    refusalValues: ({ invitationState }) => ({ state: invitationState ?? 'other' }),
  });
  const [corrected, other] = sidesOf(pair, state.form.watch('into'));
  return (
    <ActForm state={state} submitLabel={t('merge.send')} variant="secondary">
      <Choices
        {...state.field('into')}
        kind="radios"
        isSmall
        label={t('merge.into')}
        choices={sides.map((side) => ({
          value: side,
          label: <Text id={`merge.into.${side}`} values={{ reference: <bdi>{pair[side].reference}</bdi> }} />,
        }))}
      />
      <Choices
        {...state.field('facts')}
        kind="checkboxes"
        isSmall
        label={t('merge.facts')}
        choices={differing.map((fact) => ({
          value: fact,
          label: (
            <>
              {label(fact)}
              {t('general.colon')}
              <bdi>{said(fact, factOf(other, fact))}</bdi>
            </>
          ),
          hint: (
            <Text id="merge.insteadOf" values={{ was: <bdi>{said(fact, factOf(corrected, fact))}</bdi> }} />
          ),
        }))}
      />
    </ActForm>
  );
}

const STALE = ['VERSION_CONFLICT', 'ACTION_UNAVAILABLE', 'NOT_JUDGED_SAME'];

const sidesOf = ({ first, second }: Pair, into: Side) =>
  into === 'first' ? ([first, second] as const) : ([second, first] as const);
