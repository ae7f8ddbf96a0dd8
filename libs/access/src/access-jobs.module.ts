import { Module, type OnModuleInit } from '@nestjs/common';
import { LinkSources } from '#libs/notifications';
import { type JobDefinition, UnitOfWork } from '#libs/platform';
import { AccessOptions } from './access-options.js';
import { remindTokenEnding, sendSignInLink } from './access.jobs.js';
import { ACCESS_SWEEPS } from './sweeps/access-sweeps.js';
import { signInPath, signInToken } from './domain/secrets.js';
import { signInLink } from './messages/sign-in-link.message.js';
import { RemindTokenEnding } from './jobs/remind-token-ending.job.js';
import { beginLink, SendSignInLink } from './jobs/send-sign-in-link.job.js';

export const ACCESS_JOBS: readonly JobDefinition[] = [sendSignInLink, remindTokenEnding];

/** What the worker adds to AccessModule: the mail with the sign-in link, and sweeping what is over. NotificationsModule has to be there. */
@Module({
  providers: [SendSignInLink, RemindTokenEnding, ...ACCESS_SWEEPS],
  exports: [SendSignInLink, RemindTokenEnding],
})
export class AccessJobsModule implements OnModuleInit {
  constructor(
    private readonly links: LinkSources,
    private readonly options: AccessOptions,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.links.register(signInLink, async ({ id }) => {
      await beginLink(this.unitOfWork, id);
      return signInPath(signInToken(this.options.values.secret, id));
    });
  }
}
