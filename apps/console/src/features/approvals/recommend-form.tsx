import { z } from 'zod';
import { LONGEST, optionalText, orNull } from '../../form/text-rules';
import { useText } from '../../i18n/use-text';
import { TextArea } from '../../ui/fields';
import { useNominationForm } from '../nominations/use-nomination-form';
import { OUTCOME_OF_ACT } from './acts';
import { HostActForm, type HostActProps } from './host-act-form';
import { RecommendNominationMutation, TOUCHED_BY_DECISIONS } from './mutations';

const schema = z.object({ note: optionalText(LONGEST.text) });

type Recommending = 'recommendApproval' | 'recommendRefusal' | 'recommendReserve';

/** Recommends an outcome to whoever signs off. */
export function RecommendForm(props: HostActProps<Recommending>) {
  const { act, nomination, onDone, onCancel, onStale } = props;
  const t = useText();
  const state = useNominationForm(RecommendNominationMutation, {
    id: 'act',
    nomination,
    also: TOUCHED_BY_DECISIONS,
    schema,
    defaults: { note: '' },
    input: ({ note }) => ({ recommendation: OUTCOME_OF_ACT[act], note: orNull(note) }),
    onDone,
    onStale,
  });
  return (
    <HostActForm state={state} act={act} onCancel={onCancel}>
      <TextArea {...state.field('note')} label={t('act.note')} rows={2} />
    </HostActForm>
  );
}
