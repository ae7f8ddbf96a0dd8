/** What runs of Plenary in one process. */
export type Process = 'api' | 'worker';
export const PROCESSES: readonly Process[] = ['api', 'worker'];
