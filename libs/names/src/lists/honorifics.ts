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

/**
 * More of what stands before a name, without spaces: where a list is read and a person is asked, form by form. Some are names as
 * well (Sri, Don), so no comparison drops them.
 */
export const FORMS_OF_ADDRESS: ReadonlySet<string> = new Set(
  `sri mtra mtro lic ing arq abg dna don dona exmo exma sig sigra avv on msgr mons mgr pr hr fr dhr mevr mw mag dipl hon rthon hc drhc
   profssa profa dott dottore dottoressa ir drs hrh hm gn gzha drmed bundesminister minister ministre maitre hj datuk dato
   puan encik tuan`.split(/\s+/),
);

/** The same in scripts that are compared as they are written. */
export const FORMS_IN_OTHER_SCRIPTS: ReadonlySet<string> = new Set(
  `г-н г-жа гн гжа господин госпожа д-р др проф профессор академик د د. أ أ.د أد م السيد السيدة الآنسة الدكتور الدكتورة الأستاذ الأستاذة
   المهندس المهندسة سعادة معالي الشيخ الشيخة מר גב׳ ד״ר श्री श्रीमती डॉ`.split(/\s+/),
);

/** What is a form of address only with its dots, or before another one: He and Se are families, M. may be an initial. */
export const FORMS_WITH_DOTS: ReadonlySet<string> = new Set([
  'he',
  'se',
  'em',
  'sm',
  'm',
  'mm',
  'sem',
  'hh',
  'ss',
]);

/** What stands behind a name and is no part of it. */
export const LETTERS_BEHIND: ReadonlySet<string> = new Set(
  `jr sr ii iii iv esq obe mbe cbe kbe dbe kcmg cmg gcmg om ch qc kc mp mep msp phd dphil dsc scd edd jd llb llm lld md mba msc ma ba bsc
   bed mphil mpa mpp frs fba freng cfa cpa pe rn dr drhc prof ret rtd`.split(/\s+/),
);
