import { useState, type ReactNode } from 'react';
import { useWatch, type Path } from 'react-hook-form';
import { ActForm } from '../../form/act-form';
import { SavedMeanwhile } from '../../form/saved-meanwhile';
import type { ActFormState } from '../../form/use-act-form';
import { useText } from '../../i18n/use-text';
import { Choices } from '../../ui/choices';
import { Notification } from '../../ui/text-blocks';

export interface Chosen<Mode extends string> {
  readonly choice: Mode;
}

/** What the form of a setting is told and tells. */
export interface Saving<Mode extends string> {
  readonly conferenceId: string;
  /** What the person began with: it stays while the page refreshes itself behind the form. */
  readonly seen: Mode;
  readonly onSend: () => void;
  readonly onSaved: (mode: Mode) => void;
  readonly onConflict: () => Promise<boolean | string>;
}

interface ChoiceSettingProps<Mode extends string> {
  readonly conferenceId: string;
  readonly current: Mode;
  readonly modes: readonly Mode[];
  readonly useForm: (saving: Saving<Mode>) => ActFormState<Chosen<Mode>>;
  /** What is said by now and who said it; undefined where it cannot be read. */
  readonly readNewest: () => Promise<{ readonly mode: Mode; readonly author: string } | undefined>;
  readonly words: Readonly<Record<'question' | 'hint' | 'save' | 'saved' | 'conflict', string>>;
  readonly labelOf: (mode: Mode) => string;
  /** What follows from a choice, to be read before it is saved. */
  readonly following?: (chosen: Mode, seen: Mode) => ReactNode;
}

/** One choice of the conference's; where somebody else has changed it meanwhile, both are shown and the person goes on from one. */
export function ChoiceSetting<Mode extends string>({
  conferenceId,
  current,
  modes,
  useForm,
  readNewest,
  words,
  labelOf,
  following,
}: ChoiceSettingProps<Mode>) {
  const t = useText();
  const [seen, setSeen] = useState(current);
  const [newest, setNewest] = useState<{ readonly mode: Mode; readonly author: string }>();
  const [isSaved, setIsSaved] = useState(false);
  const state = useForm({
    conferenceId,
    seen,
    onSend: () => {
      setIsSaved(false);
    },
    onSaved: (mode) => {
      setSeen(mode);
      setIsSaved(true);
    },
    onConflict: async () => {
      const found = await readNewest();
      if (found === undefined) return t('conflict.unread');
      setNewest(found);
      return true;
    },
  });
  const name = 'choice' as Path<Chosen<Mode>>;
  const chosen = useWatch({ control: state.form.control, name }) as Mode;
  const goOn = (isTheirs: boolean) => {
    if (newest === undefined) return;
    const { choice } = state.form.getValues();
    setSeen(newest.mode);
    setNewest(undefined);
    state.form.reset({ choice: newest.mode });
    if (!isTheirs) state.form.setValue(name, choice as never, { shouldDirty: true });
    state.form.setFocus(name);
  };
  return (
    <>
      {isSaved && (
        <Notification title={t('general.success')} kind="success" of={isSaved}>
          <p className="govuk-notification-banner__heading">{words.saved}</p>
        </Notification>
      )}
      {newest !== undefined && (
        <SavedMeanwhile
          of={newest}
          title={words.conflict}
          author={newest.author}
          theirs={labelOf(newest.mode)}
          mine={labelOf(chosen)}
          onGoOn={goOn}
        />
      )}
      <ActForm state={state} submitLabel={words.save}>
        <Choices
          {...state.field(name)}
          kind="radios"
          label={words.question}
          hint={words.hint}
          choices={modes.map((mode) => ({ value: mode, label: labelOf(mode) }))}
        />
        {following?.(chosen, seen)}
      </ActForm>
    </>
  );
}
