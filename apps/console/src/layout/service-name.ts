import { createContext } from 'react';

/** What the service is called, as its operators have set it: the end of every page's title. */
export const ServiceName = createContext('');
