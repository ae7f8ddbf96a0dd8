import { Injectable } from '@nestjs/common';
import { AccessOptions } from './access-options.js';

/**
 * The cookie that carries a session's secret. Over https it is bound to this very host by its name (`__Host-`: Secure,
 * no Domain, Path=/), so that no neighbouring site can plant one; scripts cannot read it, and other sites' requests do
 * not carry it. A demonstration over plain http has to do with a plain name.
 */
@Injectable()
export class SessionCookie {
  private readonly name: string;
  private readonly attributes: string;

  constructor({ values }: AccessOptions) {
    const isSecure = values.publicUrl.startsWith('https:');
    this.name = isSecure ? '__Host-plenary' : 'plenary';
    this.attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  }

  /** The secret in a Cookie header; two cookies of our name are a forgery attempt and count as none. */
  read(header: string | undefined): string | undefined {
    if (header === undefined) return undefined;
    let found: string | undefined;
    for (const pair of header.split(';')) {
      const at = pair.indexOf('=');
      if (at < 0 || pair.slice(0, at).trim() !== this.name) continue;
      if (found !== undefined) return undefined;
      found = pair.slice(at + 1).trim();
    }
    return found;
  }

  write(secret: string, seconds: number): string {
    return `${this.name}=${secret}; Max-Age=${seconds}; ${this.attributes}`;
  }

  clear(): string {
    return `${this.name}=; Max-Age=0; ${this.attributes}`;
  }
}
