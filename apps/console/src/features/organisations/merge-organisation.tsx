import { useState } from 'react';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { useLocale } from '../../i18n/locale-provider';
import { Text } from '../../i18n/text';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { TextInput } from '../../ui/fields';
import { useWhoWasFaster } from '../audit/use-who-saved';
import { useConferenceId } from '../conference/current-conference';
import {
  MergeOrganisationsMutation,
  OrganisationQuery,
  OrganisationsQuery,
  type Organisation,
} from './operations';

interface MergeOrganisationProps {
  readonly organisation: Organisation;
  readonly onMerged: () => void;
}

/** Finds the organisation that this one is one with, says what follows, and merges that one into this. */
export function MergeOrganisation({ organisation, onMerged }: MergeOrganisationProps) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const [chosenId, setChosenId] = useState<string>();
  return (
    <>
      <p className="govuk-body">{t('organisations.mergeHow', { name: isolate(organisation.name) })}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setSearch(typed.trim());
          setChosenId(undefined);
        }}
      >
        <TextInput
          id="merge-search"
          label={t('organisations.mergeSearch')}
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
      {search !== '' && chosenId === undefined && (
        <Candidates key={search} keptId={organisation.id} search={search} onChosen={setChosenId} />
      )}
      {chosenId !== undefined && (
        <MergePreview key={chosenId} kept={organisation} mergedId={chosenId} onMerged={onMerged} />
      )}
    </>
  );
}

interface CandidatesProps {
  readonly keptId: string;
  readonly search: string;
  readonly onChosen: (id: string) => void;
}

function Candidates({ keptId, search, onChosen }: CandidatesProps) {
  const t = useText();
  const { locale } = useLocale();
  const conferenceId = useConferenceId();
  const read = useRead(OrganisationsQuery, { conferenceId, language: locale, filter: { search }, first: 10 });
  return (
    <Reading read={read}>
      {({ organisations }) => {
        const others = organisations.nodes.filter(({ id }) => id !== keptId);
        if (others.length === 0) return <p className="govuk-body">{t('organisations.none')}</p>;
        return (
          <ul className="govuk-list">
            {others.map(({ id, name }) => (
              <li key={id}>
                <Button
                  variant="secondary"
                  onClick={() => {
                    onChosen(id);
                  }}
                >
                  {t('organisations.mergeChoose', { name: isolate(name) })}
                </Button>
              </li>
            ))}
          </ul>
        );
      }}
    </Reading>
  );
}

interface MergePreviewProps {
  readonly kept: Organisation;
  readonly mergedId: string;
  readonly onMerged: () => void;
}

/** What follows from the merge, before the button that does it. */
function MergePreview({ kept, mergedId, onMerged }: MergePreviewProps) {
  const t = useText();
  const { locale } = useLocale();
  const read = useRead(OrganisationQuery, { id: mergedId, language: locale });
  const whoWasFaster = useWhoWasFaster(kept.id);
  const { press, isActing, problem } = useMutationButton(MergeOrganisationsMutation, {
    also: ['OrganisationConnection', 'OrganisationSuggestion'],
    onDone: onMerged,
    onRefused: whoWasFaster,
  });
  return (
    <Reading read={read}>
      {({ node }) => {
        if (node === null || !('directoryKey' in node))
          return <p className="govuk-body">{t('organisations.notThere')}</p>;
        const { id, name, version, contacts, merged } = node;
        return (
          <>
            <h3 className="govuk-heading-s">
              <Text id="organisations.mergePreview" values={{ name: <bdi>{name}</bdi> }} />
            </h3>
            <ul className="govuk-list govuk-list--bullet">
              <li>{t('organisations.mergeNames', { names: isolate(namesOf(node).join(', ')) })}</li>
              <li>{t('organisations.mergeContacts', { count: contacts?.length ?? 0 })}</li>
              {merged !== null && merged.length > 0 && (
                <li>{t('organisations.mergeMerged', { count: merged.length })}</li>
              )}
            </ul>
            <Problem of={problem} />
            <Button
              variant="warning"
              isBusy={isActing}
              onClick={() =>
                void press({
                  id: kept.id,
                  input: { version: kept.version ?? 1, mergedId: id, mergedVersion: version ?? 1 },
                })
              }
            >
              {t('organisations.mergeThis', { name: isolate(name) })}
            </Button>
          </>
        );
      }}
    </Reading>
  );
}

const MOST_NAMES = 12;

/** Under which names it is found, as far as they are its own. */
const namesOf = ({ name, names, aliases }: Organisation): string[] =>
  [
    ...new Set([
      name,
      ...(names ?? []).flatMap(({ official, short }) => [official, short]),
      ...(aliases ?? []),
    ]),
  ]
    .filter((one) => one !== null)
    .slice(0, MOST_NAMES);
