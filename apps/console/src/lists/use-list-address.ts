import { useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router';

const AFTER = 'after';

interface PagingState {
  /** The `after` of each page before this one, the first page's being empty */
  readonly trail?: readonly string[];
}

function trailOf(state: unknown): readonly string[] | undefined {
  const { trail } = (state ?? {}) as PagingState;
  return Array.isArray(trail) ? trail : undefined;
}

interface PageTarget {
  readonly to: { readonly search: string };
  readonly state: PagingState;
}

/** The address of a list: it holds every filter, the order and the page, so that it can be sent to a colleague. */
export interface ListAddress {
  readonly after: string | null;
  readonly all: (key: string) => readonly string[];
  readonly one: (key: string) => string;
  /**
   * Changing what is listed goes back to the first page, as a step that the browser's Back undoes. An empty list of
   * values takes the filter off.
   */
  readonly set: (key: string, values: readonly string[]) => void;
  /** Several at once, as one step */
  readonly setAll: (filters: Readonly<Record<string, readonly string[]>>) => void;
  readonly clear: (keys: readonly string[]) => void;
  /** Takes filters off that are of no use any more: not a step to come back to */
  readonly drop: (keys: readonly string[]) => void;
  /** The part after `?`, for links to a record that come back to this list */
  readonly search: string;
  readonly previous: (PageTarget & { readonly isFirst: boolean }) | undefined;
  readonly next: (endCursor: string | null | undefined) => PageTarget;
}

/** Reads and changes the {@link ListAddress}. The trail back is kept beside the address, not in it. */
export function useListAddress(): ListAddress {
  const [parameters, setParameters] = useSearchParams();
  const location = useLocation();
  const state: unknown = location.state;
  return useMemo(() => {
    const after = parameters.get(AFTER);
    const trail = trailOf(state);
    const page = (cursor: string, nextTrail: readonly string[] | undefined): PageTarget => {
      const changed = new URLSearchParams(parameters);
      if (cursor === '') changed.delete(AFTER);
      else changed.set(AFTER, cursor);
      return { to: { search: changed.toString() }, state: { trail: nextTrail } };
    };
    const change = (edit: (changed: URLSearchParams) => void, isStep = true) => {
      setParameters(
        (before) => {
          const changed = new URLSearchParams(before);
          changed.delete(AFTER);
          edit(changed);
          return changed;
        },
        { replace: !isStep, preventScrollReset: true },
      );
    };
    const setAll: ListAddress['setAll'] = (filters) => {
      change((changed) => {
        for (const [key, values] of Object.entries(filters)) {
          changed.delete(key);
          for (const value of values) if (value !== '') changed.append(key, value);
        }
      });
    };
    const clear = (keys: readonly string[], isStep: boolean) => {
      change((changed) => {
        for (const key of keys) changed.delete(key);
      }, isStep);
    };
    const back = trail?.at(-1);
    return {
      after,
      all: (key) => parameters.getAll(key),
      one: (key) => parameters.get(key) ?? '',
      set(key, values) {
        setAll({ [key]: values });
      },
      setAll,
      clear(keys) {
        clear(keys, true);
      },
      drop(keys) {
        clear(keys, false);
      },
      search: parameters.toString() === '' ? '' : `?${parameters.toString()}`,
      previous: after === null ? undefined : { ...page(back ?? '', trail?.slice(0, -1)), isFirst: !back },
      next: (endCursor) => page(endCursor ?? '', [...(trail ?? []), after ?? '']),
    };
  }, [parameters, setParameters, state]);
}
