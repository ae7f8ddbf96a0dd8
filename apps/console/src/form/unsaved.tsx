import {
  createContext,
  use,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';

/** What has been typed in a part of the page and is not saved. A part tells the one that it stands in. */
export class UnsavedWork {
  private readonly forms = new Set<object>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly within?: UnsavedWork) {}

  get isThere(): boolean {
    return this.forms.size > 0;
  }

  set(form: object, isUnsaved: boolean): void {
    this.within?.set(form, isUnsaved);
    if (this.forms.has(form) === isUnsaved) return;
    if (isUnsaved) this.forms.add(form);
    else this.forms.delete(form);
    for (const listener of this.listeners) listener();
  }

  /** The person lets go what was typed. */
  giveUp(): void {
    for (const form of [...this.forms]) this.set(form, false);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };
}

export interface Unsaved {
  readonly work: UnsavedWork;
  /** Asks the person; `leave` happens only if they let go what they typed. */
  readonly ask: (work: UnsavedWork, leave: () => void) => void;
}

export const UnsavedContext = createContext<Unsaved>({
  work: new UnsavedWork(),
  ask: (_work, leave) => {
    leave();
  },
});

/**
 * Tells the page that a form holds what would be lost. Whoever leaves the form is asked first, however they leave it.
 * @returns a function for the moment when it is saved: going on from then on asks nothing.
 */
export function useUnsaved(isUnsaved: boolean): () => void {
  const { work } = use(UnsavedContext);
  const [form] = useState(() => ({}));
  useLayoutEffect(() => {
    work.set(form, isUnsaved);
  }, [work, form, isUnsaved]);
  useEffect(
    () => () => {
      work.set(form, false);
    },
    [work, form],
  );
  return useCallback(() => {
    work.set(form, false);
  }, [work, form]);
}

/** Does what takes this part of the page away (cancel, close, another act), after asking where something is typed. */
export function useLeave(): (leave: () => void) => void {
  const { work, ask } = use(UnsavedContext);
  return useCallback(
    (leave) => {
      if (work.isThere) ask(work, leave);
      else leave();
    },
    [work, ask],
  );
}

/** All that is typed and not saved in the part of the page that this stands in. */
export function useUnsavedWork(): UnsavedWork {
  return use(UnsavedContext).work;
}

/** A part of the page that can be left by itself: a dialog, a form that a button opens. */
export function UnsavedPart({ children }: { readonly children: ReactNode }) {
  const { work: within, ask } = use(UnsavedContext);
  const part = useMemo(() => ({ work: new UnsavedWork(within), ask }), [within, ask]);
  return <UnsavedContext value={part}>{children}</UnsavedContext>;
}

interface StaysProps {
  readonly isOffered: boolean;
  readonly children: ReactNode;
}

/** Shows a form while it is offered; and afterwards, as it was, as long as it holds what somebody typed. */
export function StaysWhileTyped(props: StaysProps) {
  return (
    <UnsavedPart>
      <Stays {...props} />
    </UnsavedPart>
  );
}

function Stays({ isOffered, children }: StaysProps) {
  const { work } = use(UnsavedContext);
  const isTyped = useSyncExternalStore(work.subscribe, () => work.isThere);
  const [last, setLast] = useState(children);
  if (isOffered && last !== children) setLast(children);
  return isOffered ? children : isTyped && last;
}
