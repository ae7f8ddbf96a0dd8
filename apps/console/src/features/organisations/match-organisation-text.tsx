import { useState } from 'react';
import { useRead } from '../../api/use-read';
import { Problem } from '../../form/problem';
import { useUnsaved } from '../../form/unsaved';
import { useMutationButton } from '../../form/use-mutation-button';
import { Reading } from '../../api/reading';
import { useLocale } from '../../i18n/locale-provider';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Choices } from '../../ui/choices';
import { TextInput } from '../../ui/fields';
import { PersonName } from '../../ui/person-name';
import { useConferenceId } from '../conference/current-conference';
import {
  MATCHED,
  MatchOrganisationTextMutation,
  OrganisationSuggestionsQuery,
  type OrganisationText,
} from './operations';

interface MatchOrganisationTextProps {
  readonly text: OrganisationText;
  /** How many, and which ones as far as the page knows them */
  readonly onMatched: (count: number, nominationIds: readonly string[]) => void;
}

/** Says which organisation a text is: at all nominations that have it, or at those that stay ticked. */
export function MatchOrganisationText({ text, onMatched }: MatchOrganisationTextProps) {
  const t = useText();
  const { nominations, suggestions } = text;
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  useUnsaved(typed.trim() !== '');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const ticked = nominations.filter(({ id }) => !left.has(id)).map(({ id }) => id);
  const choice = {
    text,
    nominationIds: left.size === 0 ? undefined : ticked,
    ticked,
    onMatched,
  };
  return (
    <>
      {nominations.length > 1 && (
        <Choices
          id="match-nominations"
          name="match-nominations"
          kind="checkboxes"
          isSmall
          label={t('organisations.matchWhich')}
          labelSize="s"
          choices={nominations.map(({ id, person, body }) => ({
            value: id,
            label: (
              <>
                <PersonName person={person} /> (<bdi>{body.name}</bdi>)
              </>
            ),
          }))}
          chosen={ticked}
          onChange={({ target: { value, checked } }) => {
            setLeft(new Set(checked ? [...left].filter((one) => one !== value) : [...left, value]));
          }}
        />
      )}
      {ticked.length === 0 && <p className="govuk-body">{t('organisations.matchNobody')}</p>}
      {ticked.length > 0 && suggestions.length > 0 && <Offers offers={suggestions} choice={choice} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setSearch(typed.trim());
        }}
      >
        <TextInput
          id="match-search"
          label={t('organisations.matchSearch')}
          hint={t('organisations.matchSearchHint')}
          value={typed}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
        <Button type="submit" variant="secondary">
          {t('filter.search')}
        </Button>
      </form>
      {ticked.length > 0 && search !== '' && <Found key={search} search={search} choice={choice} />}
    </>
  );
}

interface Choice {
  readonly text: OrganisationText;
  /** Undefined: all that have the text */
  readonly nominationIds: string[] | undefined;
  readonly ticked: readonly string[];
  readonly onMatched: MatchOrganisationTextProps['onMatched'];
}

function Found({ search, choice }: { readonly search: string; readonly choice: Choice }) {
  const t = useText();
  const { locale } = useLocale();
  const conferenceId = useConferenceId();
  const read = useRead(OrganisationSuggestionsQuery, { conferenceId, typed: search, language: locale });
  return (
    <Reading read={read}>
      {({ organisationSuggestions: found }) =>
        found.length === 0 ? (
          <p className="govuk-body">{t('organisations.none')}</p>
        ) : (
          <Offers offers={found} choice={choice} />
        )
      }
    </Reading>
  );
}

interface OffersProps {
  readonly offers: OrganisationText['suggestions'];
  readonly choice: Choice;
}

function Offers({ offers, choice: { text, nominationIds, ticked, onMatched } }: OffersProps) {
  const t = useText();
  const conferenceId = useConferenceId();
  const { press, isActing, problem } = useMutationButton(MatchOrganisationTextMutation, {
    also: MATCHED,
    onDone: ({ matchedCount }) => {
      onMatched(matchedCount ?? 0, ticked);
    },
  });
  return (
    <>
      <Problem of={problem} />
      <ul className="govuk-list">
        {offers.map(({ organisationId, name }) => (
          <li key={organisationId}>
            <Button
              variant="secondary"
              isBusy={isActing}
              onClick={() =>
                void press({ input: { conferenceId, typed: text.typed, organisationId, nominationIds } })
              }
            >
              {t('organisations.matchThis', { name: isolate(name) })}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
