/** Regions of the world as the statistics division of the United Nations has them (M49). */
export const REGIONS = ['AFRICA', 'AMERICAS', 'ASIA', 'EUROPE', 'OCEANIA'] as const;
export type Region = (typeof REGIONS)[number];

/** In which group a state sits at the United Nations. */
export const REGIONAL_GROUPS = [
  'AFRICAN',
  'ASIA_PACIFIC',
  'EASTERN_EUROPEAN',
  'LATIN_AMERICAN_AND_CARIBBEAN',
  'WESTERN_EUROPEAN_AND_OTHERS',
] as const;
export type RegionalGroup = (typeof REGIONAL_GROUPS)[number];

const COUNTRIES_OF_REGION: Readonly<Record<Region, string>> = {
  AFRICA: `AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG
    RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW`,
  AMERICAS: `AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM KN KY LC MF MQ MS
    MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI`,
  ASIA: `AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP OM PH PK PS QA SA
    SG SY TH TJ TL TM TR TW UZ VN YE`,
  EUROPE: `AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL
    PT RO RS RU SE SI SJ SK SM UA VA XK`,
  OCEANIA: 'AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS',
};

/** Of members; a state that belongs to two, or votes with one, stands with the one in which it votes. */
const STATES_OF_GROUP: Readonly<Record<RegionalGroup, string>> = {
  AFRICAN: `AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RW SC
    SD SL SN SO SS ST SZ TD TG TN TZ UG ZA ZM ZW`,
  ASIA_PACIFIC: `AE AF BD BH BN BT CN CY FJ FM ID IN IQ IR JO JP KG KH KI KP KR KW KZ LA LB LK MH MM MN MV MY NP NR OM PG PH PK PW
    QA SA SB SG SY TH TJ TL TM TO TV UZ VN VU WS YE`,
  EASTERN_EUROPEAN: 'AL AM AZ BA BG BY CZ EE GE HR HU LT LV MD ME MK PL RO RS RU SI SK UA',
  LATIN_AMERICAN_AND_CARIBBEAN: `AG AR BB BO BR BS BZ CL CO CR CU DM DO EC GD GT GY HN HT JM KN LC MX NI PA PE PY SR SV TT UY VC
    VE`,
  WESTERN_EUROPEAN_AND_OTHERS: `AD AT AU BE CA CH DE DK ES FI FR GB GR IE IL IS IT LI LU MC MT NL NO NZ PT SE SM TR US`,
};

function byCountry<Part extends string>(parts: Readonly<Record<Part, string>>): ReadonlyMap<string, Part> {
  return new Map(
    Object.entries<string>(parts).flatMap(([part, codes]) =>
      codes.split(/\s+/).map((code) => [code, part as Part] as const),
    ),
  );
}

const regions = byCountry(COUNTRIES_OF_REGION);
const groups = byCountry(STATES_OF_GROUP);

/** Where a country or territory lies; null for Antarctica and what is no code. */
export const regionOf = (code: string | null): Region | null => regions.get(code ?? '') ?? null;
/** Null for whoever is in none: territories and observers. */
export const regionalGroupOf = (code: string | null): RegionalGroup | null => groups.get(code ?? '') ?? null;
