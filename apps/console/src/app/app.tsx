import { useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { Provider } from 'urql';
import { createApiClient } from '../api/client';
import { watchForAnotherSession } from '../features/access/session-change';
import { LocaleProvider } from '../i18n/locale-provider';
import { routes } from './routes';

watchForAnotherSession();

/** The whole console: words, the way to the API, and pages. */
export function App() {
  const [client] = useState(createApiClient);
  const [router] = useState(() => createBrowserRouter(routes));
  return (
    <LocaleProvider>
      <Provider value={client}>
        <RouterProvider router={router} />
      </Provider>
    </LocaleProvider>
  );
}
