import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useBlocker } from 'react-router';
import { useText } from '../i18n/use-text';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { UnsavedContext, UnsavedWork, type Unsaved } from './unsaved';

/** Stands round the pages: nobody loses what they typed by a link, the menu, Back, a reload or a closed tab. */
export function LeaveGuard({ children }: { readonly children: ReactNode }) {
  const [work] = useState(() => new UnsavedWork());
  const [question, setQuestion] = useState<{ readonly work: UnsavedWork; readonly leave: () => void }>();
  const unsaved = useMemo<Unsaved>(
    () => ({
      work,
      ask: (asked, leave) => {
        setQuestion({ work: asked, leave });
      },
    }),
    [work],
  );
  const blocker = useBlocker(
    ({ currentLocation: from, nextLocation: to }) =>
      work.isThere && (from.pathname !== to.pathname || from.search !== to.search),
  );
  useAskingBrowser(work);
  return (
    <UnsavedContext value={unsaved}>
      {children}
      {blocker.state === 'blocked' && (
        <LeaveQuestion
          onStay={() => {
            blocker.reset();
          }}
          onLeave={() => {
            work.giveUp();
            blocker.proceed();
          }}
        />
      )}
      {question !== undefined && (
        <LeaveQuestion
          onStay={() => {
            setQuestion(undefined);
          }}
          onLeave={() => {
            setQuestion(undefined);
            question.work.giveUp();
            question.leave();
          }}
        />
      )}
    </UnsavedContext>
  );
}

/** The browser asks in its own words before it loads or closes the page; only while it must, for it slows Back down. */
function useAskingBrowser(work: UnsavedWork): void {
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    const follow = () => {
      if (work.isThere) window.addEventListener('beforeunload', onUnload);
      else window.removeEventListener('beforeunload', onUnload);
    };
    follow();
    const unfollow = work.subscribe(follow);
    return () => {
      unfollow();
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [work]);
}

interface LeaveQuestionProps {
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

function LeaveQuestion({ onStay, onLeave }: LeaveQuestionProps) {
  const t = useText();
  return (
    <Dialog
      title={t('unsaved.title')}
      closeLabel={t('unsaved.stay')}
      onClose={onStay}
      otherwise={
        <Button variant="warning" onClick={onLeave}>
          {t('unsaved.leave')}
        </Button>
      }
    >
      <p className="govuk-body">{t('unsaved.text')}</p>
    </Dialog>
  );
}
