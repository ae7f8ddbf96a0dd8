import {
  createContext,
  use,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { Loading } from './loading';

interface Drawing {
  readonly isDrawn: boolean;
  /** Something is on its way; what is returned says that it is there, or will not come. */
  readonly begin: () => () => void;
}

const DrawingContext = createContext<Drawing>({ isDrawn: true, begin: () => () => undefined });

interface DrawnTogetherProps {
  /** Which page it is: another one is drawn anew */
  readonly page: string;
  readonly loadingLabel: string;
  readonly children: ReactNode;
}

/**
 * A page whose parts are read one by one is drawn once the last of them is there: what comes later would push what stands
 * below it from under a finger. Until then nothing of it is seen or can be pressed, but it may have the focus.
 */
export function DrawnTogether({ page, loadingLabel, children }: DrawnTogetherProps) {
  const [drawn, setDrawn] = useState<string>();
  const pending = useRef(0);
  const current = useRef(page);
  const look = useCallback(() => {
    if (pending.current === 0) setDrawn(current.current);
  }, []);
  const begin = useCallback(() => {
    pending.current += 1;
    return () => {
      pending.current -= 1;
      // An answer may bring parts that read on: they begin before the look.
      queueMicrotask(look);
    };
  }, [look]);
  useLayoutEffect(() => {
    current.current = page;
    look();
  }, [page, look]);
  const isDrawn = drawn === page;
  const drawing = useMemo<Drawing>(() => ({ isDrawn, begin }), [isDrawn, begin]);
  return (
    <DrawingContext value={drawing}>
      {!isDrawn && (
        <div className="app-not-drawn-yet" aria-hidden="true">
          <Loading label={loadingLabel} />
        </div>
      )}
      <div className={isDrawn ? undefined : 'app-undrawn'}>{children}</div>
    </DrawingContext>
  );
}

/** Keeps the page from being drawn while something that belongs to it is on its way. */
export function usePartOnItsWay(isOnItsWay: boolean): void {
  const { begin } = use(DrawingContext);
  useLayoutEffect(() => (isOnItsWay ? begin() : undefined), [isOnItsWay, begin]);
}

/** News for a place above the page: as it was when the page was drawn. What changes later waits for the next page. */
export function useUntilNextPage<Value>(news: Value): Value {
  const { isDrawn } = use(DrawingContext);
  const [held, setHeld] = useState(news);
  if (!isDrawn && held !== news) setHeld(news);
  return isDrawn ? held : news;
}
