import { useNavigate } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { useLocale } from '../../i18n/locale-provider';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { useConferenceId } from '../conference/current-conference';
import { CreateOrganisationMutation, OrganisationSuggestionsQuery } from './operations';

/** What the directory has by the name that was searched for, and the conference has not yet. */
export function FromDirectory({ typed }: { readonly typed: string }) {
  const t = useText();
  const { locale } = useLocale();
  const conferenceId = useConferenceId();
  const read = useRead(OrganisationSuggestionsQuery, { conferenceId, typed, language: locale });
  return (
    <Reading read={read}>
      {({ organisationSuggestions }) => {
        const open = organisationSuggestions.filter(({ isTaken }) => isTaken === false);
        if (open.length === 0) return null;
        return (
          <section aria-labelledby="from-directory">
            <h2 className="govuk-heading-m" id="from-directory">
              {t('organisations.fromDirectory')}
            </h2>
            <ul className="govuk-list">
              {open.map(({ organisationId, directoryKey, name }) => (
                <li key={organisationId}>
                  <TakeFromDirectory directoryKey={directoryKey ?? ''} name={name} />
                </li>
              ))}
            </ul>
          </section>
        );
      }}
    </Reading>
  );
}

function TakeFromDirectory({ directoryKey, name }: { readonly directoryKey: string; readonly name: string }) {
  const t = useText();
  const conferenceId = useConferenceId();
  const navigate = useNavigate();
  const { press, isActing, problem } = useMutationButton(CreateOrganisationMutation, {
    also: ['OrganisationConnection', 'OrganisationSuggestion'],
    onDone: ({ organisation }) => {
      void navigate(`/organisations/${organisation?.id ?? ''}`);
    },
  });
  return (
    <>
      <Problem of={problem} />
      <Button
        variant="secondary"
        isBusy={isActing}
        onClick={() => void press({ input: { conferenceId, directoryKey } })}
      >
        {t('organisations.take', { name: isolate(name) })}
      </Button>
    </>
  );
}
