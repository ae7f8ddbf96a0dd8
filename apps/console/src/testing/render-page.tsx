import { render, screen, type RenderResult } from '@testing-library/react';
import { createMemoryRouter, RouterProvider, type RouteObject } from 'react-router';
import { Provider } from 'urql';
import { createApiClient } from '../api/client';
import { routes } from '../app/routes';
import { LocaleProvider } from '../i18n/locale-provider';

interface RenderedPage extends RenderResult {
  readonly router: ReturnType<typeof createMemoryRouter>;
}

/** Shows a page at an address as the browser would, with the real routes, words and client. */
export async function renderPage(address: string, pages: RouteObject[] = routes): Promise<RenderedPage> {
  const router = createMemoryRouter(pages, { initialEntries: [address] });
  const client = createApiClient();
  const rendered = render(
    <LocaleProvider>
      <Provider value={client}>
        <RouterProvider router={router} />
      </Provider>
    </LocaleProvider>,
  );
  await screen.findByRole('heading', { level: 1 }, { timeout: 5_000 });
  return { ...rendered, router };
}
