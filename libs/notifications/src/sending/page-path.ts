import { type Audience, type Message } from '../define-message.js';

const PAGE_OF: Readonly<Record<Audience, (aboutId: string | null) => string>> = {
  INVITEE: () => '/',
  BODY: (id) => (id === null ? '/nominations' : `/nominations/${id}`),
  HOST: (id) => (id === null ? '/inbox' : `/inbox/${id}`),
  USER: () => '/',
};

/** The page of the console that a message without a personal link leads to. It asks who is there; it decides nothing. */
export const pagePath = ({ page, audience }: Message, aboutId: string | null): string =>
  page ?? PAGE_OF[audience](aboutId);
