import { useRefusalText } from '../../api/use-refusal-text';
import { ActForm } from '../../form/act-form';
import { SavedMeanwhile } from '../../form/saved-meanwhile';
import { useMutationForm } from '../../form/use-mutation-form';
import { isolate, useText } from '../../i18n/use-text';
import { useCountryName } from '../conference/use-countries';
import { UpdateOrganisationMutation, type Organisation } from './operations';
import { LABELS, OrganisationFields } from './organisation-fields';
import {
  controlOf,
  organisationSchema,
  saidOf,
  typedFrom,
  type OrganisationTyped,
} from './organisation-typed';
import { useOrganisationSaved } from './use-organisation-saved';

interface ChangeOrganisationProps {
  readonly organisation: Organisation;
  readonly onSaved: () => void;
}

/** What an organisation is called and what it is; where somebody else was faster, both are shown. */
export function ChangeOrganisation({ organisation, onSaved }: ChangeOrganisationProps) {
  const t = useText();
  const inWords = useTypedInWords();
  const refusalText = useRefusalText(UpdateOrganisationMutation);
  const { seen, newest, readNewest, goOn } = useOrganisationSaved(organisation);
  const state = useMutationForm(UpdateOrganisationMutation, {
    id: 'organisation-change',
    also: ['OrganisationConnection', 'OrganisationSuggestion'],
    schema: organisationSchema,
    defaults: typedFrom(organisation),
    variables: (typed) => ({
      id: organisation.id,
      input: { version: seen.version ?? 1, ...saidOf(typed, seen) },
    }),
    onDone: onSaved,
    onRefused: (refusal, typed) => {
      if (refusal.code === 'VERSION_CONFLICT') return readNewest();
      const control = controlOf(refusal.path, typed);
      return control === undefined ? false : { control, message: refusalText(refusal) };
    },
  });
  const typed = state.form.getValues();
  const theirs = newest && typedFrom(newest.organisation);
  return (
    <>
      {newest !== undefined && theirs !== undefined && (
        <SavedMeanwhile
          of={newest}
          title={t('organisations.conflict')}
          author={newest.author}
          theirs={inWords(theirs, typed)}
          mine={inWords(typed, theirs)}
          onGoOn={(isTheirs) => {
            goOn();
            state.form.reset(theirs);
            if (!isTheirs) state.form.reset(typed, { keepDefaultValues: true });
            state.form.setFocus('en');
          }}
        />
      )}
      <ActForm state={state} submitLabel={t('organisations.save')}>
        <OrganisationFields state={state} isOfDirectory={organisation.directoryKey !== null} />
      </ActForm>
    </>
  );
}

type Named = keyof typeof LABELS;

/** What of the answers is not as in others, in words: "Name in English: Sample Society; Web site: not given". */
function useTypedInWords(): (answers: OrganisationTyped, others: OrganisationTyped) => string {
  const t = useText();
  const countryName = useCountryName();
  const answerIn = (answers: OrganisationTyped, name: Named): string => {
    if (name === 'kind') return t(`organisationKind.${answers.kind}`);
    if (name === 'listed') return t(`organisationListed.${answers.listed}`);
    if (answers[name] === '') return t('general.notGiven');
    const text = name === 'country' ? countryName(answers.country) : answers[name].replaceAll('\n', ', ');
    return isolate(text);
  };
  return (answers, others) => {
    const names = (Object.keys(LABELS) as Named[]).filter((name) => answers[name] !== others[name]);
    if (names.length === 0) return t('organisations.sameAnswers');
    return names
      .map((name) => t('organisations.answer', { label: t(LABELS[name]), answer: answerIn(answers, name) }))
      .join('; ');
  };
}
