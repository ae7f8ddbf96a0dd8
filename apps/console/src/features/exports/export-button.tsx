import { useState } from 'react';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useConferenceId } from '../conference/current-conference';
import type { ExportedList } from './download';
import { ExportForm } from './export-form';
import { ExportListsQuery } from './operations';

/** Has the list as it is shown made into a file; kind and columns are asked in a dialog. `label` where a page has several. */
export function ExportButton({ label, ...props }: ExportedList & { readonly label?: string }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="secondary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {label ?? t('exports.open')}
      </Button>
      {isOpen && (
        <Dialog
          title={t('exports.title')}
          closeLabel={t('general.close')}
          onClose={() => {
            setOpen(false);
          }}
        >
          <OfferedColumns {...props} />
        </Dialog>
      )}
    </>
  );
}

function OfferedColumns(props: ExportedList) {
  const read = useRead(ExportListsQuery, { conferenceId: useConferenceId() });
  return (
    <Reading read={read}>
      {({ exportLists }) => (
        <ExportForm {...props} offered={exportLists.find(({ name }) => name === props.list)?.columns ?? []} />
      )}
    </Reading>
  );
}
