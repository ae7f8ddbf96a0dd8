/** Words before or behind a name that are no part of it, as `foldLatin` writes them. Words that are names as well are not here. */
export const HONORIFICS: ReadonlySet<string> = new Set(
  `mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend hon honourable honorable excellency ambassador amb
   phd esq jr mme mlle madame monsieur docteur professeur maitre ambassadeur ambassadrice monseigneur herr frau doktor
   botschafter sr sra srta senor senora senorita doctor doctora embajador dott dottssa signor signora dra senhor senhora
   gospodin gospozha pan pani shri smt sheikh shaikh shaykh cheikh haji hajji bay bayan sayin`.split(/\s+/),
);

/** Words of a name that many names share and some writers leave out. */
export const PARTICLES: ReadonlySet<string> = new Set(
  `al el ul ad as ash ar az bin ben ibn bint abu abou umm de da do dos das del della delle di du des la le les lo van von der den
   ter ten zu zum zur af av of the and for und et`.split(/\s+/),
);
