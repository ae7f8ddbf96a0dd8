import { useLeave } from '../../form/unsaved';
import { useText } from '../../i18n/use-text';
import { Select } from '../../ui/fields';
import { useCurrentConference } from './current-conference';

/** Chooses the conference that the pages are about; absent where there is nothing to choose. */
export function ConferenceChoice() {
  const t = useText();
  const { chosen, all, choose } = useCurrentConference();
  const leave = useLeave();
  if (all.length < 2 || chosen === undefined) return null;
  return (
    <Select
      id="conference-choice"
      label={t('conference.choice')}
      value={chosen.id}
      options={all.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(event) => {
        const { value } = event.target;
        leave(() => {
          choose(value);
        });
      }}
    />
  );
}
