import { Module, type OnModuleInit } from '@nestjs/common';
import { LinkSources } from '#libs/notifications';
import { type JobDefinition } from '#libs/platform';
import { AccessOptions } from './access-options.js';
import { sendSignInLink } from './access.jobs.js';
import { signInPath, signInToken } from './domain/secrets.js';
import { SendSignInLink } from './jobs/send-sign-in-link.job.js';

export const ACCESS_JOBS: readonly JobDefinition[] = [sendSignInLink];

/** What the worker adds to AccessModule: the mail with the sign-in link. NotificationsModule has to be there. */
@Module({ providers: [SendSignInLink], exports: [SendSignInLink] })
export class AccessJobsModule implements OnModuleInit {
  constructor(
    private readonly links: LinkSources,
    private readonly options: AccessOptions,
  ) {}

  onModuleInit(): void {
    this.links.register('SIGN_IN_LINK', ({ id }) => signInPath(signInToken(this.options.values.secret, id)));
  }
}
