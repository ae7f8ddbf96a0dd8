/** Documents after which the process that makes them is replaced: each leaves a little memory behind. */
export const DOCUMENTS_OF_A_PROCESS = 500;
/** Milliseconds that one document may take: a list of 1,000 rows with all its columns takes five seconds, and twenty on a busy machine. */
export const MOST_MILLISECONDS = 120_000;
/** Megabytes that the process may hold, fonts and all; beyond it is killed, for what it holds is no heap that Node could limit. */
export const MOST_RESIDENT_MB = 600;
/** Documents that may wait for their turn; more are refused. */
export const MOST_WAITING = 100;
/** Milliseconds between two looks at the memory of the process that works. */
export const LOOK_MILLISECONDS = 200;
/** Milliseconds after which a process that has nothing to do ends. */
export const MOST_IDLE_MILLISECONDS = 60_000;
