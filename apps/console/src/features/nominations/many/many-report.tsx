import { useState } from 'react';
import { useRefusalText } from '../../../api/use-refusal-text';
import type { MessageId } from '../../../i18n/catalogue.en';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Notification } from '../../../ui/text-blocks';
import { documentOf, type ManyAct, type ManyResult } from './many-acts';
import { ManyDialog, type ManyDone } from './many-dialog';
import { ManyPart } from './many-results';
import { saveCsv } from './report-file';
import { type Undoing, undoingsOf, useAsItIsNow } from './undo';
import type { ManyReportState } from './use-many-report';

interface ManyReportProps {
  readonly report: ManyReportState;
  readonly onDone: () => void;
}

/** What became of each, until the reader has done with it; to be kept as a file, and taken back where that can be. */
export function ManyReport({ report, onDone }: ManyReportProps) {
  const { done } = report;
  return done === undefined ? null : <Told done={done} report={report} onDone={onDone} />;
}

function Told({ done, report, onDone }: ManyReportProps & { readonly done: ManyDone }) {
  const t = useText();
  const { act } = done;
  const count = done.done.length;
  const asFile = useReportRows(done);
  const told = report.isNew ? ({ kind: 'success', of: done } as const) : {};
  return (
    <Notification title={t('many.report')} {...told}>
      <p className="govuk-notification-banner__heading">{t(`many.${act}.done`, { count })}</p>
      <ManyPart act={act} results={done.failed} title={t('many.failed', { count: done.failed.length })} />
      <ManyPart act={act} results={done.skipped} title={t('many.skipped', { count: done.skipped.length })} />
      <ManyPart act={act} results={done.done} title={t('many.doneList', { count })} />
      <div className="govuk-button-group">
        <Button
          variant="secondary"
          onClick={() => {
            saveCsv(asFile(), `${t('many.report')} - ${t(`many.${act}`)}`);
          }}
        >
          {t('many.keep')}
        </Button>
        <Undo
          done={done}
          onDone={(what) => {
            report.tell(what);
            onDone();
          }}
        />
        <Button variant="secondary" onClick={report.close}>
          {t('many.close')}
        </Button>
      </div>
    </Notification>
  );
}

/** Each that it was about, a line of a file: what became of it, who it is, and why it was not done. */
function useReportRows({ act, done, skipped, failed }: ManyDone): () => string[][] {
  const t = useText();
  const refusalText = useRefusalText(documentOf(act));
  const lines = (results: readonly ManyResult[], became: string): string[][] =>
    results.map(({ nomination, errors }) => [
      became,
      nomination?.reference ?? '',
      nomination?.person.name ?? t('many.unknown'),
      nomination?.person.badgeName ?? '',
      errors.map((refusal) => refusalText(refusal)).join(' '),
    ]);
  return () => [
    [
      t('many.file.became'),
      t('nomination.reference'),
      t('nomination.person'),
      t('many.file.badgeName'),
      t('many.file.why'),
    ],
    ...lines(done, t('many.file.done')),
    ...lines(skipped, t('many.file.skipped')),
    ...lines(failed, t('many.file.failed')),
  ];
}

const UNDO_WORDS: Readonly<Partial<Record<ManyAct, MessageId>>> = {
  withdraw: 'many.undo.withdraw',
  letGo: 'many.undo.letGo',
};

/** Buttons that do the reverse, each with its own preview. */
function Undo({ done, onDone }: { readonly done: ManyDone; readonly onDone: (done: ManyDone) => void }) {
  const t = useText();
  const asItIsNow = useAsItIsNow();
  const [open, setOpen] = useState<Undoing>();
  const [isAsking, setIsAsking] = useState(false);
  const begin = async (undoing: Undoing) => {
    setIsAsking(true);
    const now = await asItIsNow(undoing);
    setIsAsking(false);
    setOpen(now);
  };
  return (
    <>
      {undoingsOf(done).map((undoing) => {
        const { act, items, to } = undoing;
        const count = items.length;
        return (
          <Button
            key={to?.id ?? act}
            variant="secondary"
            isBusy={isAsking}
            onClick={() => void begin(undoing)}
          >
            {to === undefined
              ? t(UNDO_WORDS[act] ?? 'many.undo.reopen', { count })
              : t('many.undo.constituency', { count, constituency: to.name })}
          </Button>
        );
      })}
      {open !== undefined && (
        <ManyDialog
          act={open.act}
          items={open.items}
          {...(open.to === undefined ? {} : { choice: open.to.id })}
          onClose={() => {
            setOpen(undefined);
          }}
          onDone={onDone}
        />
      )}
    </>
  );
}
