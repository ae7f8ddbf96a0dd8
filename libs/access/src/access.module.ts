import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ExportMakers } from '#libs/export';
import { BodyContacts } from '#libs/notifications';
import { Authenticator, SessionCookie, type Settings } from '#libs/platform';
import { AccessOptions } from './access-options.js';
import { CredentialAuthenticator } from './credential-authenticator.js';
import { ApiTokens } from './queries/api-tokens.js';
import { DirectoryExportMakers } from './queries/directory-export-makers.js';
import { GrantedBodyContacts } from './queries/granted-body-contacts.js';
import { UserDirectory } from './queries/user-directory.js';
import { MailAllowance } from './use-cases/mail-allowance.js';

/**
 * Who asks, and who colleagues are; for every context of the process. Import it once: two instances would not share what
 * they remember of credentials, and a sign-out would act a second late in its own process.
 */
@Global()
@Module({})
export class AccessModule {
  static forSettings(settings: Pick<Settings, 'mode' | 'secret' | 'http'>): DynamicModule {
    const options = new AccessOptions({
      secret: settings.secret,
      publicUrl: settings.http.publicUrl,
      isDemonstration: settings.mode === 'demonstration',
    });
    return {
      module: AccessModule,
      providers: [
        { provide: AccessOptions, useValue: options },
        { provide: SessionCookie, useValue: new SessionCookie(settings.http.publicUrl) },
        CredentialAuthenticator,
        { provide: Authenticator, useExisting: CredentialAuthenticator },
        UserDirectory,
        ApiTokens,
        MailAllowance,
        { provide: BodyContacts, useClass: GrantedBodyContacts },
        { provide: ExportMakers, useClass: DirectoryExportMakers },
      ],
      exports: [
        AccessOptions,
        SessionCookie,
        CredentialAuthenticator,
        Authenticator,
        UserDirectory,
        ApiTokens,
        MailAllowance,
        BodyContacts,
        ExportMakers,
      ],
    };
  }
}
