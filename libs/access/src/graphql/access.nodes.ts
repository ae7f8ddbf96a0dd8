import { Injectable } from '@nestjs/common';
import { asActor, byParts, Nodes } from '#libs/platform';
import { ApiTokens } from '../queries/api-tokens.js';
import { ListStaff } from '../queries/list-staff.js';
import { ReadViewer } from '../queries/read-viewer.js';
import { UserDirectory } from '../queries/user-directory.js';
import { ServiceFacts } from './service-facts.js';

/** What `node` finds of people and their roles. */
@Injectable()
export class AccessNodes {
  constructor(
    nodes: Nodes,
    users: UserDirectory,
    staff: ListStaff,
    viewers: ReadViewer,
    tokens: ApiTokens,
    service: ServiceFacts,
  ) {
    nodes.register(
      { type: 'User', read: asActor(users.summaries) },
      { type: 'Grant', read: asActor(staff.byIds) },
      { type: 'ApiToken', read: asActor(tokens.byIds) },
      {
        type: 'Viewer',
        isComposite: true,
        read: byParts(1, async ({ actor }, [userId]) =>
          actor.kind === 'user' && actor.userId === userId ? viewers.run(actor) : null,
        ),
      },
      {
        type: 'Service',
        isComposite: true,
        isPublic: true,
        read: byParts(0, async () => service.values),
      },
    );
  }
}
