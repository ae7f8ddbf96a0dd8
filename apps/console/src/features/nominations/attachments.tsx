import { useState } from 'react';
import { useIntl } from 'react-intl';
import { z } from 'zod';
import { ActForm } from '../../form/act-form';
import { Problem } from '../../form/problem';
import { useActForm } from '../../form/use-act-form';
import { useMutationButton } from '../../form/use-mutation-button';
import type { MessageId } from '../../i18n/catalogue.en';
import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { FileInput } from '../../ui/fields';
import { DeleteAttachmentMutation, type Attachment } from './attachment-operations';
import type { NominationDetails } from './operations';
import { useAddingFiles, type Added, type AddRefusal } from './use-adding-files';

/** PDF, and the pictures that every telephone can give: it then converts what it has by itself. */
const ACCEPTED = '.pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png';
const ALSO = ['Nomination', 'Attachment', 'AuditEventConnection'];

const schema = z
  .object({ files: z.custom<FileList | null>(() => true) })
  .refine(({ files }) => files !== null && files.length > 0, {
    message: 'attachments.missing' satisfies MessageId,
    path: ['files'],
  });

type Side = Attachment['side'];

interface AttachmentsProps {
  readonly nomination: Pick<NominationDetails, 'id' | 'body' | 'state' | 'attachments' | 'attachmentSides'>;
  readonly onChanged: () => void;
}

/** The files on a nomination that the reader may see, and a form for each side for which they add some. */
export function Attachments({ nomination, onChanged }: AttachmentsProps) {
  const t = useText();
  const { id, body, state, attachments, attachmentSides } = nomination;
  if (attachments.length === 0 && attachmentSides.length === 0) return null;
  const isLater = state !== 'DRAFT' && state !== 'RETURNED';
  return (
    <section aria-labelledby="attachments-heading">
      <h2 className="govuk-heading-m" id="attachments-heading">
        {t('attachments.title')}
      </h2>
      {attachments.length === 0 ? (
        <p className="govuk-body">{t('attachments.none')}</p>
      ) : (
        <ul className="govuk-list govuk-list--spaced">
          {attachments.map((file) => (
            <li key={file.id}>
              <OneFile file={file} bodyName={body.name} onChanged={onChanged} />
            </li>
          ))}
        </ul>
      )}
      {attachmentSides.map((side) => (
        <AddFiles key={side} subjectId={id} side={side} isLater={isLater} onAdded={onChanged} />
      ))}
    </section>
  );
}

/** Why a file was refused, in the page's language; the service's own words for a reason that is newer than this page. */
function useProblemOf(): (refusal: AddRefusal) => string {
  const { messages } = useIntl();
  const t = useText();
  return ({ fileProblem, figures, message, fileName }) => {
    const id = `fileProblem.${fileProblem ?? ''}`;
    const problem = id in messages ? t(id as MessageId, figures) : message;
    return t('attachments.refused', { name: isolate(fileName), problem });
  };
}

interface AddFilesProps {
  readonly subjectId: string;
  readonly side: Side;
  /** The host reads what is added at once */
  readonly isLater: boolean;
  readonly onAdded: () => void;
}

function AddFiles({ subjectId, side, isLater, onAdded }: AddFilesProps) {
  const t = useText();
  const problemOf = useProblemOf();
  const { add, progress } = useAddingFiles(subjectId, side, onAdded);
  const state = useActForm<z.infer<typeof schema>, Added>({
    id: `attachments-${side.toLowerCase()}`,
    mutation: DeleteAttachmentMutation,
    schema,
    defaults: { files: null },
    isSoonTypedAgain: true,
    act: ({ files }) => add([...(files ?? [])]),
    onRefused: (refusal) =>
      refusal.fileProblem === null ? false : { control: 'files', message: problemOf(refusal) },
    onDone: () => {
      state.form.reset();
    },
  });
  const hint = side === 'HOST' ? 'HOST' : (`BODY.${isLater ? 'later' : 'draft'}` as const);
  return (
    <ActForm state={state} submitLabel={t('attachments.send')} variant="secondary">
      <FileInput
        {...state.field('files')}
        label={t(`attachments.add.${side}`)}
        hint={t(`attachments.hint.${hint}`)}
        accept={ACCEPTED}
        multiple
      />
      <p className="govuk-body" role="status">
        {progress !== undefined && t('attachments.sending', { ...progress, name: isolate(progress.name) })}
      </p>
    </ActForm>
  );
}

interface OneFileProps {
  readonly file: Attachment;
  readonly bodyName: string;
  readonly onChanged: () => void;
}

function OneFile({ file, bodyName, onChanged }: OneFileProps) {
  const t = useText();
  const { formatNumber } = useIntl();
  const time = usePlainTime();
  const { fileName, contentType, side, isShown, isLost } = file;
  const size = formatNumber(Math.max(1, Math.round(file.size / 1000)), { style: 'unit', unit: 'kilobyte' });
  const readers = side === 'BODY' && isShown ? 'SHOWN' : side;
  const kind = t(`attachments.kind.${contentType === 'application/pdf' ? contentType : 'image/jpeg'}`);
  return (
    <>
      {isLost ? (
        <bdi>{fileName}</bdi>
      ) : (
        <a className="govuk-link" href={file.path} download={fileName}>
          <bdi>{fileName}</bdi>
        </a>
      )}
      <p className="govuk-body app-muted">
        <Text
          id="attachments.by"
          values={{
            kind,
            size,
            author: <bdi>{file.addedBy?.name ?? ''}</bdi>,
            at: time.full(file.createdAt),
          }}
        />
        <br />
        {t(`attachments.reads.${readers}`, { body: isolate(bodyName) })}
        {isLost && <> {t('attachments.lost')}</>}
      </p>
      {file.canDelete && <DeleteFile file={file} onDone={onChanged} />}
    </>
  );
}

interface DeleteFileProps {
  readonly file: Attachment;
  readonly onDone: () => void;
}

/** Asks once more in place: what is deleted is gone. */
function DeleteFile({ file, onDone }: DeleteFileProps) {
  const t = useText();
  const [isAsked, setIsAsked] = useState(false);
  const { press, isActing, problem } = useMutationButton(DeleteAttachmentMutation, { also: ALSO, onDone });
  if (!isAsked)
    return (
      <Button
        variant="secondary"
        aria-label={t('attachments.deleteNamed', { name: isolate(file.fileName) })}
        onClick={() => {
          setIsAsked(true);
        }}
      >
        {t('attachments.delete')}
      </Button>
    );
  return (
    <div className="govuk-button-group">
      <Button variant="warning" isBusy={isActing} onClick={() => void press({ id: file.id, input: {} })}>
        {t('attachments.deleteSure')}
      </Button>
      <Button
        variant="secondary"
        onClick={() => {
          setIsAsked(false);
        }}
      >
        {t('attachments.keep')}
      </Button>
      <Problem of={problem} />
    </div>
  );
}
