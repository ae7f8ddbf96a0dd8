import { z } from 'zod';
import type { ReactNode } from 'react';
import { ActForm } from '../../form/act-form';
import { requiredText } from '../../form/text-rules';
import { Tick } from '../../form/tick';
import { useMutationForm } from '../../form/use-mutation-form';
import { isolate, useText } from '../../i18n/use-text';
import { TextInput } from '../../ui/fields';
import { isSameQuery } from './kept-query';
import { UpdateViewMutation, type SavedView } from './operations';
import { LONGEST_NAME } from './save-view';

const schema = z.object({
  name: requiredText('views.name.missing', LONGEST_NAME),
  isShared: z.boolean(),
  isAsShown: z.boolean(),
});

interface ChangeViewProps {
  readonly view: SavedView;
  /** What the view would keep of the list as it is shown now */
  readonly query: string;
  readonly onChanged: () => void;
  /** Somebody, the person in another tab say, was faster: what is there is to be read again */
  readonly onStale: () => void;
  /** Stands beside the button that saves */
  readonly beside?: ReactNode;
}

/** Gives a view another name, shares it or no longer, and has it keep the list as it is shown now. */
export function ChangeView({ view, query, onChanged, onStale, beside }: ChangeViewProps) {
  const t = useText();
  const state = useMutationForm(UpdateViewMutation, {
    id: 'change-view',
    also: ['SavedView'],
    schema,
    defaults: { name: view.name, isShared: view.isShared, isAsShown: false },
    variables: ({ name, isShared, isAsShown }) => ({
      id: view.id,
      input: { version: view.version, name, isShared, ...(isAsShown ? { query } : {}) },
    }),
    onDone: onChanged,
    onRefused: ({ code }) => {
      if (code === 'VERSION_CONFLICT') onStale();
      return false;
    },
  });
  const { control } = state.form;
  const place = view.body?.name ?? t('views.host');
  return (
    <ActForm state={state} submitLabel={t('views.saveChanges')} beside={beside}>
      <TextInput
        {...state.field('name')}
        label={t('views.name')}
        hint={t('views.nameHint')}
        autoComplete="off"
      />
      <Tick control={control} name="isShared" label={t('views.share', { place: isolate(place) })} />
      {!isSameQuery(view.query, query) && (
        <Tick control={control} name="isAsShown" label={t('views.asShown')} />
      )}
    </ActForm>
  );
}
