import { useState } from 'react';
import { z } from 'zod';
import { ActForm } from '../../form/act-form';
import { useActForm } from '../../form/use-act-form';
import type { MessageId } from '../../i18n/catalogue.en';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { FileInput } from '../../ui/fields';
import { Details } from '../../ui/text-blocks';
import {
  type ExportFailure,
  fetchFile,
  FORMATS,
  type Format,
  languageOfPage,
  type Summary,
} from '../exports/download';
import { Outcome } from '../exports/export-form';
import { LoadImportListMutation, type ImportList, type ImportPreview } from './operations';
import { ACCEPTED_FILES, type LoadPayload } from './upload-list';
import { useFileProblem } from './use-file-problem';
import { useLoading } from './use-loading';

interface MendInSheetProps {
  readonly list: ImportList;
  readonly preview: ImportPreview;
  readonly onReadAgain: () => void;
}

/** The list with a column of remarks, to be mended in a spreadsheet program and loaded again in its place. */
export function MendInSheet(props: MendInSheetProps) {
  const t = useText();
  return (
    <Details summary={t('imports.sheetToMend')}>
      <p className="govuk-body">{t('imports.sheetToMendText')}</p>
      <DownloadSheet list={props.list} />
      <LoadMended {...props} />
    </Details>
  );
}

function DownloadSheet({ list }: Pick<MendInSheetProps, 'list'>) {
  const t = useText();
  const [busy, setBusy] = useState<Format>();
  const [outcome, setOutcome] = useState<Summary | ExportFailure>();
  const start = async (format: Format) => {
    setBusy(format);
    setOutcome(undefined);
    const name = (list.fileName ?? t('imports.one')).replace(/\.[a-z]{2,5}$/i, '');
    const asked = { listId: list.id, format, language: languageOfPage() };
    setOutcome(await fetchFile('/import-lists/sheet', asked, name, format));
    setBusy(undefined);
  };
  return (
    <>
      <div className="govuk-button-group">
        {FORMATS.map((format) => (
          <Button
            key={format}
            variant="secondary"
            isBusy={busy === format}
            onClick={() => {
              if (busy === undefined) void start(format);
            }}
          >
            {t('imports.downloadSheet', { format: t(`exports.format.${format}`) })}
          </Button>
        ))}
      </div>
      <div aria-live="polite">{outcome !== undefined && <Outcome of={outcome} format="XLSX" />}</div>
    </>
  );
}

const schema = z.object({
  mended: z.custom<FileList | null>((file) => file instanceof FileList && file.length > 0, {
    message: 'imports.file.missing' satisfies MessageId,
  }),
});

/** The mended file says itself how it is read; its headings stand where they stood. */
function LoadMended({ list, preview, onReadAgain }: MendInSheetProps) {
  const t = useText();
  const load = useLoading();
  const problemOf = useFileProblem();
  const { headingRows } = preview;
  const state = useActForm<z.infer<typeof schema>, LoadPayload>({
    id: 'mended',
    mutation: LoadImportListMutation,
    schema,
    defaults: { mended: null },
    act: ({ mended }) => {
      const file = mended?.[0] ?? '';
      return load(file, {
        bodyId: list.body.id,
        listId: list.id,
        ...(file instanceof File && { fileName: file.name }),
        ...(headingRows.length > 0 && { headingRows }),
      });
    },
    onRefused: ({ fileProblem, message }) =>
      fileProblem === null ? false : { control: 'mended', message: problemOf(fileProblem, message) },
    onDone: onReadAgain,
  });
  return (
    <ActForm state={state} submitLabel={t('imports.loadMended')} variant="secondary">
      <FileInput {...state.field('mended')} label={t('imports.mendedFile')} accept={ACCEPTED_FILES} />
    </ActForm>
  );
}
