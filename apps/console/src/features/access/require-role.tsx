import { Navigate, Outlet, useLocation } from 'react-router';
import { ForbiddenPage } from '../../layout/forbidden-page';
import type { Grant } from './operations';
import { hasRole } from './roles';
import { useSession } from './session';

/** Lets people with one of the roles pass (everybody signed in, without roles); others sign in first or are told. */
export function RequireRole({ roles }: { readonly roles: readonly Grant['role'][] | undefined }) {
  const { viewer, grants } = useSession();
  const { pathname, search } = useLocation();
  if (viewer === null)
    return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />;
  return roles === undefined || hasRole(grants, roles) ? <Outlet /> : <ForbiddenPage />;
}
