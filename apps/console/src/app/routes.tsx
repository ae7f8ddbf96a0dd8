import type { RouteObject } from 'react-router';
import { RequireRole } from '../features/access/require-role';
import { ROLES_OF_PAGE, type RestrictedPage } from '../features/access/roles';
import { HomePage } from '../features/conference/home-page';
import { CrashedPage } from './crashed-page';
import { Frame } from './frame';
import { NotFoundPage } from './not-found-page';

/** A page whose code is loaded when it is first visited. */
type Load = () => Promise<{ Component: () => React.JSX.Element | null }>;

const open = (path: string, lazy: Load): RouteObject => ({ path, lazy });

/** Pages for people with certain roles: everybody else is told so, before any of their code or data is loaded. */
const restricted = (page: RestrictedPage, children: RouteObject[]): RouteObject => ({
  element: <RequireRole roles={ROLES_OF_PAGE[page]} />,
  children,
});

export const routes: RouteObject[] = [
  {
    element: <Frame />,
    errorElement: <CrashedPage />,
    hydrateFallbackElement: <></>,
    children: [
      { index: true, element: <HomePage /> },
      open('sign-in', async () => ({
        Component: (await import('../features/access/sign-in-page')).SignInPage,
      })),
      open('sign-in/link', async () => ({
        Component: (await import('../features/access/sign-in-link-page')).SignInLinkPage,
      })),
      open('demonstration', async () => ({
        Component: (await import('../features/access/demonstration-page')).DemonstrationPage,
      })),
      open('invitation', async () => ({
        Component: (await import('../features/invitations/invitation-page')).InvitationPage,
      })),
      restricted('nominations', [
        open('nominations', async () => ({
          Component: (await import('../features/nominations/nominations-page')).NominationsPage,
        })),
        open('nominations/:id', async () => ({
          Component: (await import('../features/nominations/nomination-page')).NominationPage,
        })),
      ]),
      restricted('newNomination', [
        open('nominations/new', async () => ({
          Component: (await import('../features/nominations/new-nomination-page')).NewNominationPage,
        })),
      ]),
      restricted('inbox', [
        open('inbox', async () => ({
          Component: (await import('../features/approvals/inbox-page')).InboxPage,
        })),
        open('inbox/:id', async () => ({
          Component: (await import('../features/approvals/inbox-item-page')).InboxItemPage,
        })),
      ]),
      restricted('release', [
        open('release', async () => ({
          Component: (await import('../features/approvals/release-page')).ReleasePage,
        })),
      ]),
      restricted('messages', [
        open('messages', async () => ({
          Component: (await import('../features/notifications/messages-page')).MessagesPage,
        })),
      ]),
      restricted('staff', [
        open('staff', async () => ({
          Component: (await import('../features/access/staff-page')).StaffPage,
        })),
      ]),
      restricted('audit', [
        open('audit', async () => ({ Component: (await import('../features/audit/audit-page')).AuditPage })),
      ]),
      restricted('administration', [
        open('administration', async () => ({
          Component: (await import('../features/administration/administration-page')).AdministrationPage,
        })),
      ]),
      restricted('roles', [
        open('roles', async () => ({
          Component: (await import('../features/access/offered-roles-page')).OfferedRolesPage,
        })),
      ]),
      restricted('account', [
        open('account', async () => ({
          Component: (await import('../features/access/account-page')).AccountPage,
        })),
      ]),
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];
