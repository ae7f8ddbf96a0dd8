import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { ActForm } from '../../form/act-form';
import { useActForm } from '../../form/use-act-form';
import type { MessageId } from '../../i18n/catalogue.en';
import { useText } from '../../i18n/use-text';
import { Choices } from '../../ui/choices';
import { FileInput, Select, TextArea } from '../../ui/fields';
import { LoadImportListMutation } from './operations';
import { ACCEPTED_FILES, type LoadPayload } from './upload-list';
import { useFileProblem } from './use-file-problem';
import { useLoading } from './use-loading';

const HOW = ['FILE', 'CELLS'] as const;
/** Of pasted cells; the service refuses more. */
const LONGEST_CELLS = 900_000;

const loadSchema = z
  .object({
    bodyId: z.string(),
    how: z.enum(HOW),
    file: z.custom<FileList | null>(() => true),
    cells: z.string().max(LONGEST_CELLS, 'form.tooLong' satisfies MessageId),
  })
  .refine(({ how, file }) => how !== 'FILE' || (file !== null && file.length > 0), {
    message: 'imports.file.missing' satisfies MessageId,
    path: ['file'],
  })
  .refine(({ how, cells }) => how !== 'CELLS' || cells.trim() !== '', {
    message: 'imports.cells.missing' satisfies MessageId,
    path: ['cells'],
  });
type Typed = z.infer<typeof loadSchema>;

interface LoadFormProps {
  readonly bodies: readonly { readonly id: string; readonly name: string }[];
  readonly onLoaded: (listId: string) => void;
}

/** Takes a file, or cells that are pasted. Nothing is drafted by it: what the list would do is shown first. */
export function LoadForm({ bodies, onLoaded }: LoadFormProps) {
  const t = useText();
  const load = useLoading();
  const problemOf = useFileProblem();
  const state = useActForm<Typed, LoadPayload>({
    id: 'import',
    mutation: LoadImportListMutation,
    schema: loadSchema,
    defaults: { bodyId: bodies[0]?.id ?? '', how: 'FILE', file: null, cells: '' },
    isSoonTypedAgain: true,
    act: ({ bodyId, how, file, cells }) => {
      const chosen = how === 'FILE' ? (file?.[0] ?? '') : cells;
      return load(chosen, { bodyId, ...(chosen instanceof File && { fileName: chosen.name }) });
    },
    onRefused: ({ fileProblem, message }, { how }) =>
      fileProblem === null
        ? false
        : { control: how === 'FILE' ? 'file' : 'cells', message: problemOf(fileProblem, message) },
    onDone: ({ importList }) => {
      state.form.reset();
      onLoaded(importList?.id ?? '');
    },
  });
  const how = useWatch({ control: state.form.control, name: 'how' });
  return (
    <ActForm state={state} submitLabel={t('imports.load')}>
      {bodies.length > 1 && (
        <Select
          {...state.field('bodyId')}
          label={t('imports.body')}
          options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Choices
        {...state.field('how')}
        kind="radios"
        isSmall
        label={t('imports.how')}
        choices={HOW.map((value) => ({ value, label: t(`imports.how.${value}`) }))}
      />
      {how === 'FILE' ? (
        <FileInput
          {...state.field('file')}
          label={t('imports.file')}
          hint={t('imports.fileHint')}
          accept={ACCEPTED_FILES}
        />
      ) : (
        <TextArea
          {...state.field('cells')}
          label={t('imports.cells')}
          hint={t('imports.cellsHint')}
          rows={8}
          spellCheck={false}
        />
      )}
    </ActForm>
  );
}
