/** What we use of doiuse, which brings no types: a plug-in of PostCSS that compares styles with caniuse. */
declare module 'doiuse' {
  import { type ChildNode, type Plugin } from 'postcss';

  interface Options {
    readonly browsers: readonly string[];
    readonly ignore: readonly string[];
    readonly onFeatureUsage: (found: { readonly feature: string; readonly usage: ChildNode }) => void;
  }

  export default function doiuse(options: Options): Plugin;
}
