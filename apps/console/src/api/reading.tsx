import { useRef, type ReactNode } from 'react';
import { useNavigate, useLocation } from 'react-router';
import { useText } from '../i18n/use-text';
import { Button } from '../ui/button';
import { focusOn } from '../ui/focus-on';
import { Loading } from '../ui/loading';
import { LinkButton } from '../ui/link-button';
import type { Failure } from './failure';
import type { Read } from './use-read';

interface ReadingProps<Data> {
  readonly read: Read<Data>;
  readonly children: (data: Data, refresh: () => void) => ReactNode;
  /** What stands round the words of a failure, where the answer would have brought the page's heading */
  readonly aroundFailure?: (notice: ReactNode) => ReactNode;
}

/** Shows an answer when it is there; until then, or if it does not come, what a person can do about it. */
export function Reading<Data>({ read, children, aroundFailure }: ReadingProps<Data>) {
  const place = useRef<HTMLDivElement>(null);
  const around = read.state === 'failed' && aroundFailure !== undefined ? aroundFailure : asItIs;
  return (
    <div ref={place} aria-busy={(read.state === 'ready' && read.isRefreshing) || undefined}>
      {read.state === 'ready'
        ? children(read.data, read.refresh)
        : around(
            <NotYet
              read={read}
              onRetry={() => {
                // The button goes: whoever pressed it stays at the place of the answer.
                focusOn(place.current);
              }}
            />,
          )}
    </div>
  );
}

const asItIs = (notice: ReactNode): ReactNode => notice;

interface NotYetProps {
  readonly read: Exclude<Read<unknown>, { readonly state: 'ready' }>;
  readonly onRetry: () => void;
}

function NotYet({ read, onRetry }: NotYetProps) {
  const t = useText();
  if (read.state === 'loading') return <Loading label={t('general.loading')} />;
  return (
    <FailureNotice
      failure={read.failure}
      isOfReading
      retry={() => {
        onRetry();
        read.retry();
      }}
    />
  );
}

interface FailureNoticeProps {
  readonly failure: Failure;
  readonly retry?: () => void;
  /** Nothing was to be changed: no word about what was perhaps saved */
  readonly isOfReading?: boolean;
}

/** What went wrong, in words that say what to do next; the reference is there to be quoted. */
export function FailureNotice({ failure, retry, isOfReading = false }: FailureNoticeProps) {
  const t = useText();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const isSignedOut = failure.kind === 'signed-out';
  return (
    <div className="app-failure" role="alert">
      <h2 className="govuk-heading-m">{t(`failure.${failure.kind}.title`)}</h2>
      <p className="govuk-body">
        {isOfReading && failure.kind === 'offline'
          ? t('failure.offline.reading')
          : t(`failure.${failure.kind}.text`)}
      </p>
      {failure.reference !== undefined && (
        <p className="govuk-body">{t('failure.reference', { reference: failure.reference })}</p>
      )}
      {isSignedOut ? (
        <LinkButton to={`/sign-in?next=${encodeURIComponent(pathname + search)}`}>
          {t('failure.signInAgain')}
        </LinkButton>
      ) : (
        // The same search again has the same answer.
        failure.kind !== 'search' && (
          <Button
            variant="secondary"
            onClick={() => {
              if (retry === undefined) void navigate(0);
              else retry();
            }}
          >
            {t('failure.tryAgain')}
          </Button>
        )
      )}
    </div>
  );
}
