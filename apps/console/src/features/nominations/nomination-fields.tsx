import { WholeList } from '../../lists/whole-list';
import { useWatch } from 'react-hook-form';
import type { ActFormState, FieldBinding } from '../../form/use-act-form';
import { useText } from '../../i18n/use-text';
import { optionsOf } from '../../lists/words';
import { Choices } from '../../ui/choices';
import { Select, TextArea, TextInput, type Option } from '../../ui/fields';
import { BadgeNameField } from './badge-name-field';
import { CountryField } from './country-field';
import { useConferenceId, useKnownConferenceFacts } from '../conference/current-conference';
import { useLanguageOptions } from '../conference/use-language-options';
import { KnownNominees } from './known-nominees';
import { OrganisationField } from './organisation-field';
import type { NominationValues } from './nomination-form-values';
import { NOMINATION_LINES, PERSON_LINES, worded, type WordedLine } from './nomination-lines';
import { CAPACITIES } from './nominations-filter';
import { QuotaBalancesQuery } from '../places/operations';
import { QuotaBar } from '../places/quota-bar';
import { SecondNomination, type FirstNomination } from './second-nomination';

type FormState = ActFormState<NominationValues>;

interface NominationFieldsProps {
  readonly state: FormState;
  /** The bodies to choose from, for a new nomination of a person who works for more than one */
  readonly bodies?: readonly { readonly id: string; readonly name: string }[];
  /** The nomination that is being changed */
  readonly nominationId?: string;
  /** The nomination that has the address already, once the service has refused a second one */
  readonly first?: FirstNomination;
  /** The constituency in which it has its place already */
  readonly heldIn?: string;
}

/** The questions about a nomination: who, for which constituency, and why. */
export function NominationFields({ state, bodies = [], nominationId, first, heldIn }: NominationFieldsProps) {
  const t = useText();
  return (
    <>
      <h2 className="govuk-heading-m">{t('nomination.aboutPerson')}</h2>
      <PersonFields state={state} nominationId={nominationId} first={first} isOfDraft />
      <h2 className="govuk-heading-m">{t('nomination.aboutNomination')}</h2>
      {bodies.length > 1 && (
        <Select
          {...state.field('bodyId')}
          label={t('nomination.body')}
          options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <PlaceFields state={state} heldIn={heldIn} />
      {worded(NOMINATION_LINES).map((line) => (
        <LineField key={line.name} {...line} field={state.field(line.name)} />
      ))}
      <TextInput
        {...state.field('rank')}
        label={t('nomination.rank')}
        hint={t('nomination.rankHint')}
        inputMode="numeric"
        autoComplete="off"
        width={5}
      />
    </>
  );
}

interface PersonFieldsProps extends Pick<NominationFieldsProps, 'state' | 'nominationId' | 'first'> {
  /** Asks for the address too, and tells whom the body has nominated already */
  readonly isOfDraft?: boolean;
}

/** The questions about the person. */
export function PersonFields({ state, nominationId, first, isOfDraft = false }: PersonFieldsProps) {
  const t = useText();
  const languages = useLanguageOptions(state.form.formState.defaultValues?.person?.language);
  const choose: Option = { value: '', label: t('nomination.choose') };
  // Another person's data: the browser must not fill in those of whoever sits in front of it.
  return (
    <>
      <TextInput
        {...state.field('person.name')}
        label={t('nomination.name')}
        hint={t('nomination.nameHint')}
        autoComplete="off"
      />
      <BadgeNameField state={state} />
      <PersonLines state={state} isOfName />
      {isOfDraft && (
        <>
          <TextInput
            {...state.field('person.email')}
            label={t('nomination.email')}
            hint={t('nomination.emailHint')}
            type="email"
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
          />
          <SecondNomination state={state} first={first} />
          <KnownNominees state={state} exceptId={nominationId} />
        </>
      )}
      <PersonLines state={state} />
      <CountryField state={state} />
      <Select
        {...state.field('person.language')}
        label={t('nomination.language')}
        hint={t('nomination.languageHint')}
        autoComplete="off"
        options={[choose, ...languages]}
      />
    </>
  );
}

function PersonLines({
  state,
  isOfName = false,
}: {
  readonly state: FormState;
  readonly isOfName?: boolean;
}) {
  return worded(PERSON_LINES)
    .filter((line) => (line.isOfName ?? false) === isOfName)
    .map((line) =>
      line.name === 'organisation' ? (
        <OrganisationField key={line.name} state={state} />
      ) : (
        <LineField key={line.name} {...line} field={state.field(`person.${line.name}`)} />
      ),
    );
}

type LineFieldProps = WordedLine & { readonly field: FieldBinding };

function LineField({ label, hint, isProse, width, field }: LineFieldProps) {
  const t = useText();
  const words = { label: t(label), hint: hint && t(hint) };
  if (isProse === true) return <TextArea {...field} {...words} />;
  return <TextInput {...field} {...words} autoComplete="off" width={width} />;
}

type PlaceFieldsProps = Pick<NominationFieldsProps, 'state' | 'heldIn'>;

function PlaceFields({ state, heldIn }: PlaceFieldsProps) {
  const t = useText();
  const { conference } = useKnownConferenceFacts();
  return (
    <>
      <Choices
        {...state.field('constituencyId')}
        kind="radios"
        label={t('nomination.constituency')}
        choices={(conference?.constituencies ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <PlacesOfChosenConstituency state={state} heldIn={heldIn} />
      <Choices
        {...state.field('capacity')}
        kind="radios"
        isInline
        label={t('nomination.capacity')}
        choices={optionsOf(t, 'capacity', CAPACITIES)}
      />
    </>
  );
}

/** The quota that this nomination would take from, as it is now and as it would be once submitted. */
function PlacesOfChosenConstituency({ state, heldIn }: PlaceFieldsProps) {
  const [bodyId, constituencyId] = useWatch({
    control: state.form.control,
    name: ['bodyId', 'constituencyId'],
  });
  return (
    <WholeList
      query={QuotaBalancesQuery}
      variables={{ conferenceId: useConferenceId() }}
      page={({ quotaBalances }) => quotaBalances}
    >
      {(read) => {
        const balances = read.state === 'ready' ? read.data : [];
        const balance = balances.find(
          ({ body, constituency }) => body.id === bodyId && constituency.id === constituencyId,
        );
        return balance === undefined ? null : (
          <div className="govuk-form-group" role="status">
            <QuotaBar balance={balance} change={constituencyId === heldIn ? 0 : 1} />
          </div>
        );
      }}
    </WholeList>
  );
}
