import { useEffect, useState } from 'react';
import { useRouteError } from 'react-router';
import { keep, readKept } from '../storage/kept';
import { useText } from '../i18n/use-text';
import { Button } from '../ui/button';
import { ConsolePage } from '../layout/console-page';

const RELOADED = 'plenary.reloaded-for';

/** A page's code did not come: there is no connection, or a new version was installed and the old code is gone. */
function isMissingCode(error: unknown): boolean {
  return error instanceof Error && /module|import|preload/i.test(error.message);
}

async function isServiceThere(): Promise<boolean> {
  try {
    const { ok } = await fetch('/', { method: 'HEAD', cache: 'no-store' });
    return ok;
  } catch {
    return false;
  }
}

/** Stands in the frame where a page cannot be loaded or drawn. It loads the page anew only when the service answers. */
export function PageFailed() {
  const t = useText();
  const error = useRouteError();
  const isMissing = isMissingCode(error);
  const [isTrying, setIsTrying] = useState(false);
  const [hasTried, setHasTried] = useState(false);
  useEffect(() => {
    const { href } = window.location;
    if (!isMissing || readKept('sessionStorage', RELOADED) === href) return;
    // Once for an address by itself, which brings a new version; a browser that keeps nothing would do it for ever.
    void isServiceThere().then((isThere) => {
      if (isThere && keep('sessionStorage', RELOADED, href)) window.location.reload();
    });
  }, [isMissing]);
  const tryAgain = async () => {
    setIsTrying(true);
    const isThere = await isServiceThere();
    setIsTrying(false);
    setHasTried(!isThere);
    if (isThere) window.location.reload();
  };
  return (
    <ConsolePage title={t(isMissing ? 'notLoaded.title' : 'crashed.title')}>
      <p className="govuk-body">{t(isMissing ? 'notLoaded.text' : 'crashed.text')}</p>
      <p className="govuk-body" role="status">
        {hasTried && t('notLoaded.still')}
      </p>
      <Button isBusy={isTrying} onClick={() => void tryAgain()}>
        {t(isMissing ? 'failure.tryAgain' : 'crashed.reload')}
      </Button>
    </ConsolePage>
  );
}
