import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useLocation } from 'react-router';
import { z } from 'zod';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ActForm } from '../../form/act-form';
import { requiredText } from '../../form/text-rules';
import { useMutationForm } from '../../form/use-mutation-form';
import { isolate, useText } from '../../i18n/use-text';
import { ConsolePage } from '../../layout/console-page';
import { TextInput } from '../../ui/fields';
import { SummaryList } from '../../ui/summary-list';
import { InsetText, Notification } from '../../ui/text-blocks';
import { linkToken } from '../access/link-token';
import { CheckDocumentMutation, VerifiedDocumentQuery, type VerifiedDocument } from './operations';

const LONGEST_NAME = 300;
const LONGEST_NUMBER = 100;

/**
 * Where the code on a document leads. It never says "valid" by itself, or it would vouch for every copy of the number on another name:
 * it asks for the name, and shows none.
 */
export function DocumentPage() {
  const t = useText();
  const { hash } = useLocation();
  const address = linkToken(hash);
  const read = useRead(VerifiedDocumentQuery, { address }, address === '');
  return (
    <ConsolePage title={t('documents.title')}>
      <div className="app-reading">
        <p className="govuk-body">{t('documents.how')}</p>
        {address === '' ? (
          <Check address={null} document={null} />
        ) : (
          <Reading read={read}>
            {({ verifiedDocument: document }) => (
              <>
                {document === null && <p className="govuk-body">{t('documents.unknown')}</p>}
                <Check address={document === null ? null : address} document={document} />
              </>
            )}
          </Reading>
        )}
      </div>
    </ConsolePage>
  );
}

interface CheckProps {
  /** What stands behind the `#`; null: the number is typed */
  readonly address: string | null;
  readonly document: VerifiedDocument | null;
}

interface Outcome {
  readonly name: string;
  readonly document: VerifiedDocument | null;
}

const schema = (isTyped: boolean) =>
  z.object({
    number: isTyped ? requiredText('documents.number.missing', LONGEST_NUMBER) : z.string(),
    name: requiredText('documents.name.missing', LONGEST_NAME),
  });

function Check({ address, document }: CheckProps) {
  const t = useText();
  const [outcome, setOutcome] = useState<Outcome>();
  const state = useMutationForm(CheckDocumentMutation, {
    id: 'check-document',
    schema: schema(address === null),
    defaults: { number: '', name: '' },
    isSoonTypedAgain: true,
    variables: ({ number, name }) => ({ input: { name, ...(address === null ? { number } : { address }) } }),
    onDone: ({ document: found }, { name }) => {
      setOutcome({ name, document: found ?? null });
    },
  });
  const shown = outcome?.document ?? document;
  return (
    <>
      {outcome !== undefined && <Told outcome={outcome} />}
      {shown !== null && <Facts document={shown} />}
      <InsetText>{t('documents.warning')}</InsetText>
      <ActForm state={state} submitLabel={t('documents.check')}>
        {address === null && (
          <TextInput
            {...state.field('number')}
            label={t('documents.number')}
            hint={t('documents.numberHint')}
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
            width={20}
          />
        )}
        <TextInput
          {...state.field('name')}
          label={t('documents.name')}
          hint={t('documents.nameHint')}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          width={30}
        />
      </ActForm>
    </>
  );
}

function Told({ outcome }: { readonly outcome: Outcome }) {
  const t = useText();
  const { document, name } = outcome;
  return (
    <Notification
      title={t('documents.title')}
      of={outcome}
      {...(document?.state === 'VALID' ? { kind: 'success' } : {})}
    >
      <p className="govuk-notification-banner__heading">
        {document === null
          ? t('documents.notNamed')
          : `${t('documents.named', { name: isolate(name) })} ${t(`documentState.${document.state}`)}.`}
      </p>
    </Notification>
  );
}

function Facts({ document }: { readonly document: VerifiedDocument }) {
  const t = useText();
  const { formatDate } = useIntl();
  const { conference, kind, number, state, issuedAt } = document;
  return (
    <SummaryList
      rows={[
        { key: 'kind', label: t('documents.kind'), value: t(`documentKind.${kind}`) },
        { key: 'number', label: t('documents.number'), value: <bdi dir="ltr">{number}</bdi> },
        { key: 'conference', label: t('documents.conference'), value: <bdi>{conference.name}</bdi> },
        {
          key: 'issued',
          label: t('documents.issued'),
          value: formatDate(issuedAt, {
            day: 'numeric',
            month: 'long',
            year: 'numeric',
            timeZone: conference.timeZone,
          }),
        },
        { key: 'state', label: t('documents.state'), value: t(`documentState.${state}`) },
      ]}
    />
  );
}
