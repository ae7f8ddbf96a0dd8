import type { RouteObject } from 'react-router';
import { RequireRole } from '../features/access/require-role';
import { HomePage } from '../features/conference/home-page';
import { CrashedPage } from '../frame/crashed-page';
import type { Page } from '../layout/feature';
import { Frame } from '../frame/frame';
import { NotFoundPage } from '../layout/not-found-page';
import { PageFailed } from '../frame/page-failed';
import { PAGES } from '../features/access/pages';

/** Whoever a page is not made for is told so, before any of its code or data is loaded. */
function routeOf({ path, isFor, load }: Page): RouteObject {
  const page: RouteObject = { path, lazy: async () => ({ Component: await load() }) };
  if (isFor === 'everybody') return page;
  const roles = isFor === 'whoever is signed in' ? undefined : isFor;
  return { element: <RequireRole roles={roles} />, children: [page] };
}

export const routes: RouteObject[] = [
  {
    element: <Frame />,
    errorElement: <CrashedPage />,
    hydrateFallbackElement: <></>,
    children: [
      {
        // A page that fails leaves the frame round it.
        errorElement: <PageFailed />,
        children: [
          { index: true, element: <HomePage /> },
          ...PAGES.map(routeOf),
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
];
