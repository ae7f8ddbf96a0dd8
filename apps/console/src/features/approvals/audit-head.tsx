import { useRead } from '../../api/use-read';
import { useText } from '../../i18n/use-text';
import { CopyButton } from '../../ui/copy-button';
import { useConferenceId } from '../conference/current-conference';
import { DecisionBatchesQuery } from './release-operations';

/** A head of the audit trail, as it is kept elsewhere and checked against later. */
export function AuditHead({ head }: { readonly head: string }) {
  const t = useText();
  return (
    <>
      <code className="app-secret" dir="ltr">
        {head}
      </code>
      <CopyButton
        key={head}
        text={head}
        label={t('auditHead.copy')}
        doneLabel={t('auditHead.copied')}
        failedLabel={t('auditHead.notCopied')}
      />
    </>
  );
}

/** The head that covers a release just made. It is sealed a moment later: the list of releases below follows it. */
export function HeadOfRelease({ batchId }: { readonly batchId: string }) {
  const t = useText();
  const read = useRead(DecisionBatchesQuery, { conferenceId: useConferenceId(), after: null });
  const batches = read.state === 'ready' ? read.data.decisionBatches.nodes : [];
  const head = batches.find(({ id }) => id === batchId)?.auditHead;
  return (
    <section aria-labelledby="audit-head-heading">
      <h2 className="govuk-heading-m" id="audit-head-heading">
        {t('auditHead.title')}
      </h2>
      <p className="govuk-body">{t('auditHead.why')}</p>
      {typeof head === 'string' ? (
        <AuditHead head={head} />
      ) : (
        <p className="govuk-body app-empty">{t('auditHead.soon')}</p>
      )}
    </section>
  );
}
