import { useNavigate } from 'react-router';
import { Reading } from '../../api/reading';
import { ConsolePage } from '../../layout/console-page';
import { ActForm } from '../../form/act-form';
import { useMutationForm } from '../../form/use-mutation-form';
import { useText } from '../../i18n/use-text';
import { lastShown } from '../../lists/last-shown';
import { BackLink } from '../../ui/back-link';
import { bodiesToNominateFor } from '../access/roles';
import { useViewer } from '../access/session';
import { useConferenceFacts, useConferenceId } from '../conference/current-conference';
import { CreateNominationMutation } from './mutations';
import { doneWith } from './nomination-done';
import { NominationFields } from './nomination-fields';
import { emptyValues, inputOf, nominationSchema } from './nomination-form-values';
import { secondInput, useFirstNomination } from './second-nomination';

/** Drafts a nomination. Submitting it is a step of its own, from the nomination's page. */
export function NewNominationPage() {
  const t = useText();
  return (
    <>
      <BackLink to={lastShown('/nominations')}>{t('nominations.backToList')}</BackLink>
      <ConsolePage title={t('nomination.newTitle')}>
        <div className="app-reading">
          <Reading read={useConferenceFacts()}>{() => <NewNominationForm />}</Reading>
        </div>
      </ConsolePage>
    </>
  );
}

function NewNominationForm() {
  const t = useText();
  const navigate = useNavigate();
  const conferenceId = useConferenceId();
  const { grants } = useViewer();
  const bodies = bodiesToNominateFor(grants.filter((grant) => grant.conference.id === conferenceId));
  const { first, take } = useFirstNomination();
  const state = useMutationForm(CreateNominationMutation, {
    id: 'nomination',
    also: ['Nomination', 'NominationConnection'],
    schema: nominationSchema,
    defaults: emptyValues(bodies[0]?.id ?? ''),
    variables: (values) => ({
      input: { conferenceId, bodyId: values.bodyId, ...inputOf(values), ...secondInput(values) },
    }),
    onRefused: (refusal) => {
      take(refusal);
      return false;
    },
    onDone: ({ nomination }) => {
      void navigate(nomination === null ? '/nominations' : `/nominations/${nomination.id}`, {
        state: doneWith('drafted'),
      });
    },
  });
  return (
    <ActForm state={state} submitLabel={t('nomination.saveDraft')}>
      <NominationFields state={state} bodies={bodies} first={first} />
    </ActForm>
  );
}
