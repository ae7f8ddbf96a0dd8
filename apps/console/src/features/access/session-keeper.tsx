import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { SignInAgainContext } from '../../api/sign-in-again';
import { useUnsavedWork } from '../../form/unsaved';
import { WhoQuery, type Viewer } from './operations';
import { useSession } from './session';
import { takeSessionChanges } from './session-change';
import { SignInAgain, type Standing } from './sign-in-again';

/**
 * Keeps what somebody typed when their session ends: they sign in again over the page, and the act goes on that found
 * it out. A change of session in another tab loads this one anew only where nothing would be lost; where somebody has
 * signed out or is somebody else by now, the page is covered.
 */
export function SessionKeeper({ children }: { readonly children: ReactNode }) {
  const { viewer } = useSession();
  return viewer === null ? children : <Keeper viewer={viewer}>{children}</Keeper>;
}

interface Asked {
  readonly standing: Standing;
  /** The acts that wait for the answer */
  readonly waiting: readonly ((isBack: boolean) => void)[];
}

function Keeper({ viewer, children }: { readonly viewer: Viewer; readonly children: ReactNode }) {
  const client = useClient();
  const work = useUnsavedWork();
  const [asked, setAsked] = useState<Asked>();

  const signInAgain = useCallback(
    () =>
      new Promise<boolean>((resolve) => {
        setAsked((before) => ({
          standing: before?.standing ?? { kind: 'ended' },
          waiting: [...(before?.waiting ?? []), resolve],
        }));
      }),
    [],
  );
  const settle = useCallback((isBack: boolean) => {
    setAsked((before) => {
      for (const resolve of before?.waiting ?? []) resolve(isBack);
      return undefined;
    });
  }, []);

  /** Asks the service who is signed in here by now; undefined when it does not answer. */
  const who = useCallback(async () => {
    const { data } = await client.query(WhoQuery, {}, { requestPolicy: 'network-only' }).toPromise();
    return data === undefined ? undefined : (data.viewer?.user ?? null);
  }, [client]);
  const look = useCallback(async (): Promise<boolean> => {
    const user = await who();
    if (user === undefined) return false;
    if (user?.id === viewer.user.id) settle(true);
    else
      setAsked((before) => ({
        standing: user === null ? { kind: 'signed-out' } : { kind: 'somebody-else', name: user.name },
        waiting: before?.waiting ?? [],
      }));
    return user?.id === viewer.user.id;
  }, [who, viewer.user.id, settle]);

  const isAsked = asked !== undefined;
  useEffect(
    () =>
      takeSessionChanges(() => {
        if (!work.isThere && !isAsked) return false;
        void look();
        return true;
      }),
    [work, isAsked, look],
  );

  return (
    <SignInAgainContext value={signInAgain}>
      {children}
      {asked !== undefined && (
        <SignInAgain
          user={viewer.user}
          standing={asked.standing}
          onLook={look}
          onNotNow={() => {
            settle(false);
          }}
          onDiscard={() => {
            work.giveUp();
            window.location.reload();
          }}
        />
      )}
    </SignInAgainContext>
  );
}
