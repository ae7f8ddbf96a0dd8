/**
 * The cookie that carries a session. Over https its name begins with `__Host-`, so that no other host, path or insecure
 * page can set it; a demonstration over http has to do with a plain name.
 */
export class SessionCookie {
  readonly name: string;
  private readonly attributes: string;

  constructor(publicUrl: string) {
    const isSecure = publicUrl.startsWith('https:');
    this.name = isSecure ? '__Host-plenary' : 'plenary';
    this.attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  }

  /** The cookie's value in a request's `cookie` header; the first one where there are several. */
  read(header: string | undefined): string | undefined {
    const prefix = `${this.name}=`;
    const pair = header?.split(';').find((part) => part.trimStart().startsWith(prefix));
    return pair?.trim().slice(prefix.length);
  }

  /** A `set-cookie` header; the value is base64url or another text without separators. */
  write(value: string, maxAgeSeconds: number): string {
    if (!/^[\w.~-]+$/.test(value)) throw new Error('This value cannot be a cookie.');
    return `${this.name}=${value}; Max-Age=${Math.floor(maxAgeSeconds)}; ${this.attributes}`;
  }

  /** A `set-cookie` header that takes the cookie away. */
  clear(): string {
    return `${this.name}=; Max-Age=0; ${this.attributes}`;
  }
}
