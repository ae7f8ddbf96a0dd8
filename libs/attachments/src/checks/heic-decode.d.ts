declare module 'heic-decode' {
  interface HeicImage {
    readonly width: number;
    readonly height: number;
    /** Four channels. */
    decode(): Promise<{ readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }>;
  }
  const decode: {
    readonly all: (file: {
      readonly buffer: Uint8Array;
    }) => Promise<HeicImage[] & { readonly dispose: () => void }>;
  };
  export default decode;
}
