import { z } from 'zod';
import { ActForm } from '../../form/act-form';
import { LONGEST, optionalText } from '../../form/text-rules';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { TextArea } from '../../ui/fields';
import { InsetText } from '../../ui/text-blocks';
import { MissingFields } from './missing-fields';
import { SubmitNominationMutation } from './mutations';
import type { NominationDetails } from './operations';
import { QuotaBar } from '../places/quota-bar';
import {
  NO_SECOND,
  SECOND_RULES,
  SecondNomination,
  secondInput,
  useFirstNomination,
} from './second-nomination';
import { useNominationForm } from './use-nomination-form';

const schema = z.object({ answer: optionalText(LONGEST.text), ...SECOND_RULES });

interface SubmitNominationProps {
  readonly nomination: NominationDetails;
  readonly onDone: () => void;
  readonly onStale: () => void;
}

/** Hands the nomination to the host; a returned one goes back with the answer to the host's question. */
export function SubmitNomination({ nomination, onDone, onStale }: SubmitNominationProps) {
  const t = useText();
  const isReturned = nomination.state === 'RETURNED';
  const { first, take } = useFirstNomination();
  const state = useNominationForm(SubmitNominationMutation, {
    id: 'submit',
    nomination,
    also: ['Nomination', 'QuotaBalance'],
    schema,
    defaults: { answer: '', ...NO_SECOND },
    input: ({ answer, ...second }) => ({ ...(isReturned ? { answer } : {}), ...secondInput(second) }),
    onRefused: take,
    onDone,
    onStale,
    refusalValues: ({ balance }) => ({
      allotted: balance?.allotted ?? nomination.quotaBalance?.allotted ?? 0,
    }),
  });
  return (
    <section className="app-box app-box--strong" aria-labelledby="submit-heading">
      <h2 className="govuk-heading-m" id="submit-heading">
        {t(isReturned ? 'submit.again' : 'submit.title')}
      </h2>
      {isReturned && nomination.returnQuestion !== null && (
        <>
          <p className="govuk-body">{t('submit.question')}</p>
          <InsetText>
            <bdi>{nomination.returnQuestion}</bdi>
          </InsetText>
        </>
      )}
      {nomination.quotaBalance !== null && (
        <QuotaBar balance={nomination.quotaBalance} change={isReturned ? 0 : 1} />
      )}
      <MissingFields nomination={nomination} />
      <ActForm state={state} submitLabel={t(isReturned ? 'submit.sendAgain' : 'submit.send')}>
        {isReturned ? (
          <TextArea {...state.field('answer')} label={t('submit.answer')} hint={t('submit.answerHint')} />
        ) : (
          <p className="govuk-body">
            <Text id="submit.next" values={{ name: <bdi>{nomination.person.name}</bdi> }} />
          </p>
        )}
        <SecondNomination state={state} first={first} />
      </ActForm>
    </section>
  );
}
