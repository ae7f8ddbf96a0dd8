import { useState } from 'react';
import { useFresh } from '../../api/use-fresh';
import { ActForm } from '../../form/act-form';
import { useLeave } from '../../form/unsaved';
import { useMutationForm } from '../../form/use-mutation-form';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { authorOf } from './conflict';
import { ConflictNotice } from './conflict-notice';
import { UpdateNominationMutation } from './mutations';
import { NominationFields } from './nomination-fields';
import { changedInput, nominationSchema, valuesOf } from './nomination-form-values';
import { NominationQuery, type NominationDetails } from './operations';
import { secondInput, useFirstNomination } from './second-nomination';

interface EditNominationProps {
  readonly nomination: NominationDetails;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Changes a nomination. What somebody else saved meanwhile is shown, and what was typed is kept. */
export function EditNomination({ nomination, onDone, onCancel }: EditNominationProps) {
  const t = useText();
  const fresh = useFresh();
  const leave = useLeave();
  // The version that the typing began with: it stays while the page refreshes itself behind the form.
  const [began, setBegan] = useState(nomination);
  const [newest, setNewest] = useState<NominationDetails>();

  const readNewest = async () => {
    const data = await fresh(NominationQuery, { id: nomination.id });
    if (!data?.nomination) return t('conflict.unread');
    setNewest(data.nomination);
    return true;
  };
  const { first, take } = useFirstNomination();
  const state = useMutationForm(UpdateNominationMutation, {
    id: 'nomination',
    also: ['Nomination'],
    schema: nominationSchema,
    defaults: valuesOf(began),
    variables: (values) => ({
      id: began.id,
      input: { version: began.version, ...changedInput(values, valuesOf(began)), ...secondInput(values) },
    }),
    onDone,
    onRefused: (refusal) => {
      take(refusal);
      return refusal.code === 'VERSION_CONFLICT' && readNewest();
    },
  });
  const goOnFrom = (version: NominationDetails, values: ReturnType<typeof valuesOf>) => {
    setBegan(version);
    setNewest(undefined);
    state.form.reset(valuesOf(version));
    state.form.reset(values, { keepDefaultValues: true });
    // The notice goes away with the button that was pressed: the form is where the person goes on.
    document.getElementById('nomination-person-name')?.focus();
  };

  return (
    <>
      {newest !== undefined && (
        <ConflictNotice
          began={valuesOf(began)}
          newest={valuesOf(newest)}
          typed={state.form.getValues()}
          authorOf={(name) => authorOf(began.history.nodes, newest.history.nodes, name)}
          onGoOn={(values) => {
            goOnFrom(newest, values);
          }}
        />
      )}
      <ActForm
        state={state}
        submitLabel={t('nomination.save')}
        beside={
          <Button
            variant="secondary"
            onClick={() => {
              leave(onCancel);
            }}
          >
            {t('general.cancel')}
          </Button>
        }
      >
        <NominationFields
          state={state}
          nominationId={began.id}
          first={first}
          heldIn={began.state === 'RETURNED' ? began.constituency.id : undefined}
        />
      </ActForm>
    </>
  );
}
