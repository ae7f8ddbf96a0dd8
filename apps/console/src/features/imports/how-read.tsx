import { z } from 'zod';
import { ActForm } from '../../form/act-form';
import { useActForm } from '../../form/use-act-form';
import type { MessageId } from '../../i18n/catalogue.en';
import { isolate, useText } from '../../i18n/use-text';
import { FileInput, Select } from '../../ui/fields';
import { LoadImportListMutation, type ImportList, type ImportPreview } from './operations';
import { ACCEPTED_FILES, type LoadPayload } from './upload-list';
import { useFileProblem } from './use-file-problem';
import { sourceOf, useLoading } from './use-loading';

const SEPARATORS = [',', ';', '\t', '|'] as const;
const NO_HEADINGS = 'none';

const readingSchema = (isKept: boolean) =>
  z
    .object({
      sheet: z.string(),
      encoding: z.string(),
      separator: z.string(),
      headings: z.string(),
      file: z.custom<FileList | null>(() => true),
    })
    .refine(({ file }) => isKept || (file !== null && file.length > 0), {
      message: 'imports.file.missing' satisfies MessageId,
      path: ['file'],
    });
type Typed = z.infer<ReturnType<typeof readingSchema>>;

interface HowReadProps {
  readonly list: ImportList;
  readonly preview: ImportPreview;
  readonly onReadAgain: () => void;
}

/** How the file was read, and another way to read it. The service keeps no file: a page that was loaded anew asks for it again. */
export function HowRead({ list, preview, onReadAgain }: HowReadProps) {
  const t = useText();
  const load = useLoading();
  const problemOf = useFileProblem();
  const kept = sourceOf(list.id);
  const { sheet, sheets, encoding, encodings, separator, headingRows, headingCandidates } = preview;
  const headingsNow = headingRows.join(',') || NO_HEADINGS;
  const state = useActForm<Typed, LoadPayload>({
    id: 'reading',
    mutation: LoadImportListMutation,
    schema: readingSchema(kept !== undefined),
    defaults: {
      sheet,
      encoding: encoding ?? '',
      separator: separator ?? '',
      headings: headingsNow,
      file: null,
    },
    act: (typed) => {
      const source = typed.file?.[0] ?? kept ?? '';
      return load(source, {
        bodyId: list.body.id,
        listId: list.id,
        ...(source instanceof File
          ? { fileName: source.name }
          : list.fileName !== null && { fileName: list.fileName }),
        ...(typed.sheet !== '' && { sheet: typed.sheet }),
        ...(typed.encoding !== '' && { encoding: typed.encoding }),
        ...(typed.separator !== '' && { separator: typed.separator }),
        ...(typed.sheet === sheet && {
          headingRows: typed.headings === NO_HEADINGS ? [] : typed.headings.split(',').map(Number),
        }),
      });
    },
    onRefused: ({ fileProblem, message }) =>
      fileProblem === null ? false : { control: 'file', message: problemOf(fileProblem, message) },
    onDone: onReadAgain,
  });
  const lists = sheets.filter(({ isList, name }) => isList || name === sheet);
  const ways = [headingRows, ...headingCandidates].map((rows) => rows.join(',') || NO_HEADINGS);
  return (
    <ActForm state={state} submitLabel={t('imports.readAgain')} variant="secondary">
      {lists.length > 1 && (
        <Select
          {...state.field('sheet')}
          label={t('imports.sheet')}
          options={lists.map(({ name, rowsBelowHeadings }) => ({
            value: name,
            label: t('imports.sheetRows', { name: isolate(name), count: rowsBelowHeadings }),
          }))}
        />
      )}
      {encodings.length > 1 && (
        <Select
          {...state.field('encoding')}
          label={t('imports.encoding')}
          hint={t('imports.encodingHint')}
          options={encodings.map(({ encoding: name, samples }) => ({
            value: name,
            label: t('imports.gives', { name, gives: isolate(samples.join(' · ')) }),
          }))}
        />
      )}
      {separator !== null && (
        <Select
          {...state.field('separator')}
          label={t('imports.separator')}
          options={SEPARATORS.map((value) => ({
            value,
            label: t('imports.separatorIs', { value: value === '\t' ? 'tab' : value }),
          }))}
        />
      )}
      <Select
        {...state.field('headings')}
        label={t('imports.headings')}
        options={[...new Set([...ways, NO_HEADINGS])].map((value) => ({
          value,
          label:
            value === NO_HEADINGS
              ? t('imports.noHeadings')
              : t('imports.headingRow', { rows: value.replace(',', ' + ') }),
        }))}
      />
      <FileInput
        {...state.field('file')}
        label={t(kept === undefined ? 'imports.fileAgain' : 'imports.fileInstead')}
        hint={t('imports.fileAgainHint')}
        accept={ACCEPTED_FILES}
      />
    </ActForm>
  );
}
