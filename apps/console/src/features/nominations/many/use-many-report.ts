import { useState } from 'react';
import { useConferenceId } from '../../conference/current-conference';
import type { ManyDone } from './many-dialog';

/** Gone with the page, like all that one person reads. */
const told = new Map<string, ManyDone>();

export interface ManyReportState {
  readonly done: ManyDone | undefined;
  /** Whether it happened just now, on the page as it stands. */
  readonly isNew: boolean;
  readonly tell: (done: ManyDone) => void;
  readonly close: () => void;
}

/** What was done last to many of a list: it stays through filters and other pages until somebody closes it. */
export function useManyReport(list: string): ManyReportState {
  const key = `${useConferenceId()} ${list}`;
  const [done, setDone] = useState(() => told.get(key));
  const [isNew, setIsNew] = useState(false);
  return {
    done,
    isNew,
    tell(what) {
      told.set(key, what);
      setDone(what);
      setIsNew(true);
    },
    close() {
      told.delete(key);
      setDone(undefined);
    },
  };
}
