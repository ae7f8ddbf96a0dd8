/**
 * Milliseconds for whatever a page is waited for to show or do. What is waited for comes within moments: nobody waits so long but for
 * what never comes, and a machine that does other things at the same time is no failure of the page.
 */
export const LIMIT_MS = 60_000;
