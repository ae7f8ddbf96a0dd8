import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { usePlainTime } from '../../i18n/plain-time';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { More } from '../../lists/more';
import { WholeList } from '../../lists/whole-list';
import { DataTable } from '../../ui/data-table';
import { useConferenceId } from '../conference/current-conference';
import { DeadLettersQuery, ReplayDeadLetterMutation, type DeadLetter } from './operations';

/** Background work that failed for good and waits for somebody. */
export function DeadLetters() {
  const t = useText();
  const conferenceId = useConferenceId();
  const read = useRead(DeadLettersQuery, { conferenceId });
  return (
    <Reading read={read}>
      {({ deadLetters: { nodes, totalCount, pageInfo } }, refresh) => (
        <>
          <LetterTable letters={nodes} onReplayed={refresh} />
          {pageInfo.hasNextPage && (
            <More label={t('deadLetters.showAll', { count: totalCount })}>
              {() => (
                <WholeList
                  query={DeadLettersQuery}
                  variables={{ conferenceId }}
                  page={({ deadLetters }) => deadLetters}
                  after={pageInfo.endCursor}
                  refreshBefore={refresh}
                >
                  {(whole) => (
                    <Reading read={whole}>
                      {(letters, refreshAll) => <LetterTable letters={letters} onReplayed={refreshAll} />}
                    </Reading>
                  )}
                </WholeList>
              )}
            </More>
          )}
        </>
      )}
    </Reading>
  );
}

interface LetterTableProps {
  readonly letters: readonly DeadLetter[];
  readonly onReplayed: () => void;
}

function LetterTable({ letters, onReplayed }: LetterTableProps) {
  const t = useText();
  const time = usePlainTime();
  return (
    <DataTable
      caption={t('deadLetters.title')}
      isCaptionHidden
      rows={letters}
      rowKey={(letter) => letter.id}
      empty={<p className="govuk-body">{t('deadLetters.none')}</p>}
      columns={[
        {
          key: 'job',
          header: t('deadLetters.job'),
          isRowHeader: true,
          cell: ({ queue, job, isOfNoConference }) => (
            <>
              {`${job} (${queue})`}
              {isOfNoConference && <span className="app-muted"> {t('deadLetters.ofNoConference')}</span>}
            </>
          ),
        },
        { key: 'failed', header: t('deadLetters.failedAt'), cell: ({ failedAt }) => time.full(failedAt) },
        {
          key: 'attempts',
          header: t('deadLetters.attempts'),
          isNumeric: true,
          cell: ({ attempts }) => attempts,
        },
        { key: 'error', header: t('deadLetters.error'), cell: ({ error }) => <bdi>{error}</bdi> },
        {
          key: 'replay',
          header: t('deadLetters.replay'),
          isAct: true,
          cell: (letter) => <Replay letter={letter} onReplayed={onReplayed} />,
        },
      ]}
    />
  );
}

interface ReplayProps {
  readonly letter: DeadLetter;
  readonly onReplayed: () => void;
}

function Replay({ letter, onReplayed }: ReplayProps) {
  const t = useText();
  const time = usePlainTime();
  const replay = useMutationButton(ReplayDeadLetterMutation, { also: ['DeadLetter'], onDone: onReplayed });
  if (letter.replayedAt !== null)
    return <>{t('deadLetters.replayedAt', { at: time.full(letter.replayedAt) })}</>;
  return (
    <>
      <Button
        variant="secondary"
        isBusy={replay.isActing}
        aria-label={t('deadLetters.replayNamed', { job: letter.job })}
        onClick={() => void replay.press({ id: letter.id, input: {} })}
      >
        {t('deadLetters.replay')}
      </Button>
      <Problem of={replay.problem} />
    </>
  );
}
