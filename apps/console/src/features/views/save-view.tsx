import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { ActForm } from '../../form/act-form';
import { FormDialog } from '../../form/form-dialog';
import { requiredText } from '../../form/text-rules';
import { Tick } from '../../form/tick';
import { useMutationForm } from '../../form/use-mutation-form';
import { isolate, useText } from '../../i18n/use-text';
import { Select, TextInput } from '../../ui/fields';
import { useConferenceId } from '../conference/current-conference';
import { SaveViewMutation, type ViewList } from './operations';
import { HOST_PLACE, type Place } from './use-places';

export const LONGEST_NAME = 60;

const schema = z.object({
  name: requiredText('views.name.missing', LONGEST_NAME),
  place: z.string(),
  isShared: z.boolean(),
});

interface SaveViewProps {
  readonly list: ViewList;
  /** What of the list's address the view keeps */
  readonly query: string;
  readonly places: readonly Place[];
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Gives the list as it is shown a name. */
export function SaveView({ list, query, places, onSaved, onClose }: SaveViewProps) {
  const t = useText();
  return (
    <FormDialog title={t('views.save')} onClose={onClose}>
      <SaveForm list={list} query={query} places={places} onSaved={onSaved} />
    </FormDialog>
  );
}

function SaveForm({ list, query, places, onSaved }: Omit<SaveViewProps, 'onClose'>) {
  const t = useText();
  const conferenceId = useConferenceId();
  const state = useMutationForm(SaveViewMutation, {
    id: 'save-view',
    also: ['SavedView'],
    schema,
    defaults: { name: '', place: places[0]?.value ?? HOST_PLACE, isShared: false },
    variables: ({ name, place, isShared }) => ({
      input: { conferenceId, bodyId: place === HOST_PLACE ? null : place, list, name, query, isShared },
    }),
    onDone: onSaved,
  });
  const { control } = state.form;
  const chosen = useWatch({ control, name: 'place' });
  const place = places.find(({ value }) => value === chosen)?.label ?? '';
  return (
    <ActForm state={state} submitLabel={t('views.saveIt')}>
      <TextInput
        {...state.field('name')}
        label={t('views.name')}
        hint={t('views.nameHint')}
        autoComplete="off"
      />
      {places.length > 1 && <Select {...state.field('place')} label={t('views.place')} options={places} />}
      <Tick control={control} name="isShared" label={t('views.share', { place: isolate(place) })} />
    </ActForm>
  );
}
