import { z } from 'zod';
import { LONGEST, requiredText } from '../../form/text-rules';
import { isolate, useText } from '../../i18n/use-text';
import { TextArea } from '../../ui/fields';
import { useNominationForm } from '../nominations/use-nomination-form';
import { HostActForm, type HostActProps } from './host-act-form';
import { ReturnNominationMutation, TOUCHED_BY_DECISIONS } from './mutations';

const schema = z.object({ question: requiredText('act.question.missing', LONGEST.text) });

/** Gives a nomination back to its body with a question. */
export function ReturnForm({ nomination, onDone, onCancel, onStale }: HostActProps) {
  const t = useText();
  const state = useNominationForm(ReturnNominationMutation, {
    id: 'act',
    nomination,
    also: TOUCHED_BY_DECISIONS,
    schema,
    defaults: { question: '' },
    input: ({ question }) => ({ question }),
    onDone,
    onStale,
  });
  return (
    <HostActForm state={state} act="return" onCancel={onCancel}>
      <TextArea
        {...state.field('question')}
        label={t('act.question')}
        hint={t('act.questionHint', { body: isolate(nomination.body.name) })}
        rows={3}
      />
    </HostActForm>
  );
}
