import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ConsolePage } from '../../layout/console-page';
import { useText } from '../../i18n/use-text';
import { useListAddress } from '../../lists/use-list-address';
import { Panel } from '../../ui/text-blocks';
import { useSession } from '../access/session';
import { useConferenceId } from '../conference/current-conference';
import { HeadOfRelease } from './audit-head';
import { Batches } from './batches';
import { ChooseDecisions } from './choose-decisions';
import { ReleaseButton } from './release-button';
import { ReleasePreviewQuery, type Preview, type Release } from './release-operations';
import { PersonName } from '../../ui/person-name';
import { PreviewedMessages, SkippedDecisions } from './release-preview';

/** The address's word for a decision that is to be released; without any, all that wait are. */
const ONLY = 'only';

interface Released {
  readonly release: Release;
  readonly preview: Preview;
}

/** Releases decisions: first what would be sent to whom, then one button that names the number of messages. */
export function ReleasePage() {
  const t = useText();
  const [released, setReleased] = useState<Released>();
  if (released !== undefined)
    return (
      <Outcome
        {...released}
        onNext={() => {
          setReleased(undefined);
        }}
      />
    );
  return (
    <ConsolePage title={t('release.title')}>
      <Prepare onReleased={setReleased} below={<Batches />} />
    </ConsolePage>
  );
}

interface PrepareProps {
  readonly onReleased: (released: Released) => void;
  readonly below: ReactNode;
}

function Prepare({ onReleased, below }: PrepareProps) {
  const t = useText();
  const address = useListAddress();
  const conferenceId = useConferenceId();
  const chosen = address.all(ONLY);
  const nominationIds = chosen.length === 0 ? null : [...chosen];
  const read = useRead(ReleasePreviewQuery, { conferenceId, nominationIds });
  return (
    <>
      <ChooseDecisions
        chosen={chosen}
        onChoose={(ids) => {
          address.set(ONLY, ids);
        }}
      />
      <Reading read={read}>
        {({ releasePreview: preview }, refresh) => {
          const decisions = preview.approved + preview.rejected + preview.reserved;
          if (decisions === 0 && preview.skipped.length === 0)
            return <p className="govuk-body app-empty">{t('release.nothing')}</p>;
          return (
            <>
              <p className="govuk-body-l">
                {t('release.summary', {
                  approved: preview.approved,
                  rejected: preview.rejected,
                  reserved: preview.reserved,
                })}
              </p>
              <SkippedDecisions skipped={preview.skipped} title={t('release.willSkip')} />
              <PreviewedMessages preview={preview} selection={{ conferenceId, nominationIds }} />
              {decisions > 0 && (
                <ReleaseButton
                  nominationIds={nominationIds}
                  previewVersion={preview.version}
                  messageCount={preview.messageCount}
                  decisionCount={decisions}
                  onReleased={(release) => {
                    // The address is for choosing: what was chosen is gone.
                    address.drop([ONLY]);
                    onReleased({ release, preview });
                  }}
                  onStale={refresh}
                />
              )}
            </>
          );
        }}
      </Reading>
      {/* What comes with another choice would push it from under a finger. */}
      <div hidden={read.state === 'loading'}>{below}</div>
    </>
  );
}

/** The list after the act: what was done, and what was passed over and why. */
function Outcome({ release, preview, onNext }: Released & { readonly onNext: () => void }) {
  const t = useText();
  const { service } = useSession();
  const title = t('release.done', { number: release.batch?.number ?? 0 });
  // It takes the place of a long page: whoever has pressed the button at its end is shown what came of it.
  useEffect(() => {
    document.title = `${title} – ${service.name}`;
    document.querySelector<HTMLElement>('[data-page-heading]')?.focus();
  }, [title, service.name]);
  const { batch, skipped } = release;
  const skippedIds = new Set(skipped.map(({ nomination }) => nomination.id));
  const done = new Map(
    preview.messages.flatMap(({ nomination }) =>
      nomination === null || skippedIds.has(nomination.id) ? [] : [[nomination.id, nomination] as const],
    ),
  );
  const unnamed = (batch?.size ?? 0) - done.size;
  // Of a long release only the first messages are at hand; else whoever is not in them gets none.
  const isWhole = preview.approved <= preview.messages.length;
  return (
    <>
      <Panel title={title}>{t('release.doneText', { count: batch?.size ?? 0 })}</Panel>
      <p className="govuk-body">
        <Link className="govuk-link" to="/messages">
          {t('release.followMessages')}
        </Link>
      </p>
      <p className="govuk-body">
        <Link className="govuk-link" to="/release" onClick={onNext}>
          {t('release.another')}
        </Link>
      </p>
      <SkippedDecisions skipped={skipped} title={t('release.skipped')} />
      {batch !== null && <HeadOfRelease batchId={batch.id} />}
      {done.size > 0 && (
        <section aria-labelledby="released-heading">
          <h2 className="govuk-heading-m" id="released-heading">
            {t('release.released')}
          </h2>
          <ul className="govuk-list">
            {[...done.values()].map((nomination) => (
              <li key={nomination.id}>
                <Link className="govuk-link" to={`/nominations/${nomination.id}`}>
                  <PersonName person={nomination.person} /> (<bdi>{nomination.reference}</bdi>)
                </Link>
              </li>
            ))}
          </ul>
          {unnamed > 0 && (
            <p className="govuk-body">
              {t(isWhole ? 'release.andSilent' : 'release.andMore', { count: unnamed })}
            </p>
          )}
        </section>
      )}
      <Batches />
    </>
  );
}
