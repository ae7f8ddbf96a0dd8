import { createContext } from 'react';

/**
 * Lets the person sign in again where they are, when an act finds that their session is over; answers whether they are
 * back. Undefined on pages for people who are not signed in.
 */
export const SignInAgainContext = createContext<(() => Promise<boolean>) | undefined>(undefined);
