import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { ActForm } from '../../form/act-form';
import { FormDialog } from '../../form/form-dialog';
import { useMutationForm } from '../../form/use-mutation-form';
import type { MessageId } from '../../i18n/catalogue.en';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { TextInput } from '../../ui/fields';
import { PlacesOfAllotment } from './place-preview';
import { useWhoSaved } from '../audit/use-who-saved';
import { useConferenceId } from '../conference/current-conference';
import { AllotPlacesMutation } from './operations';
import type { Place } from './place';

const schema = z.object({
  allotted: z
    .string()
    .trim()
    .regex(/^\d{1,7}$/, 'places.wrong' satisfies MessageId),
});

interface AllotPlacesProps {
  readonly place: Place;
  readonly onSaved: (place: Place) => void;
}

/** Opens the form for one number. */
export function AllotPlaces({ place, onSaved }: AllotPlacesProps) {
  const t = useText();
  const [isOpen, setIsOpen] = useState(false);
  const names = { body: isolate(place.body.name), constituency: isolate(place.constituency.name) };
  const close = () => {
    setIsOpen(false);
  };
  return (
    <>
      <Button
        variant="secondary"
        aria-label={t('places.changeNamed', names)}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        {t('places.change')}
      </Button>
      {isOpen && (
        <FormDialog title={t('places.changeNamed', names)} onClose={close}>
          <AllotForm
            place={place}
            onSaved={() => {
              close();
              onSaved(place);
            }}
          />
        </FormDialog>
      )}
    </>
  );
}

/** The number that stands in the list is sent along, so that two administrators do not undo each other's change. */
function AllotForm({ place, onSaved }: { readonly place: Place; readonly onSaved: () => void }) {
  const t = useText();
  const conferenceId = useConferenceId();
  const { body, constituency, balance } = place;
  const whoSaved = useWhoSaved();
  const [seen, setSeen] = useState(balance === undefined ? null : place.allotted);
  const state = useMutationForm(AllotPlacesMutation, {
    id: 'places',
    also: ['QuotaBalance'],
    schema,
    defaults: { allotted: String(place.allotted) },
    variables: ({ allotted }) => ({
      input: {
        conferenceId,
        bodyId: body.id,
        constituencyId: constituency.id,
        allotted: Number(allotted),
        expectedAllotted: seen,
      },
    }),
    onDone: onSaved,
    onRefused: async ({ code, balance: found }) => {
      if (found !== null) setSeen(found.allotted - found.overridden);
      if (code !== 'VERSION_CONFLICT' || found === null) return false;
      const author = await whoSaved({ action: 'quota.allotted', subjectId: found.id });
      return t('conflict.changedBy', { author });
    },
    refusalValues: (refusal) => ({
      allotted: (refusal.balance?.allotted ?? 0) - (refusal.balance?.overridden ?? 0),
      taken: (refusal.balance?.held ?? 0) + (refusal.balance?.consumed ?? 0),
    }),
  });
  const typed = useWatch({ control: state.form.control, name: 'allotted' });
  const taken = (balance?.held ?? 0) + (balance?.consumed ?? 0);
  return (
    <ActForm state={state} submitLabel={t('places.save')}>
      <TextInput
        {...state.field('allotted')}
        label={t('places.number')}
        hint={t('places.taken', { taken })}
        inputMode="numeric"
        autoComplete="off"
        width={5}
      />
      <PlacesOfAllotment
        conferenceId={conferenceId}
        bodyId={body.id}
        constituencyId={constituency.id}
        allotted={/^\d{1,7}$/.test(typed.trim()) ? Number(typed) : undefined}
      />
    </ActForm>
  );
}
