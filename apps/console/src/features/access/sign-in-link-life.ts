/** How long a link is good: whoever comes back later wants another one, not the answer about the first. */
export const LINK_MINUTES = 15;
