const OF_ANOTHER_SCRIPT = /(?![\p{scx=Latin}\p{scx=Common}\p{scx=Inherited}])[\p{L}\p{M}\p{N}]/u;

/** Whether a name has letters that readers of Latin letters may not know. */
export const hasOtherLetters = (name: string): boolean => OF_ANOTHER_SCRIPT.test(name);

/** Whether a name can be read by whoever reads Latin letters alone; the service asks the same. */
export const isInLatinLetters = (name: string): boolean =>
  /\p{sc=Latin}/u.test(name) && !hasOtherLetters(name);
