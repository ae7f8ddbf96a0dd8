import { foldExactly } from '#libs/names';

const CAPACITIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    DELEGATE:
      'delegate; délégué; déléguée; délégué(e); delegierter; delegierte; delegado; delegada; delegato; делегат; مندوب; 代表; participant',
    SPEAKER:
      'speaker; orateur; oratrice; intervenant; intervenante; intervenant(e); redner; rednerin; referent; orador; oradora; ponente; relatore; докладчик; متحدث; 演讲人; 発表者',
    OBSERVER:
      'observer; observateur; observatrice; observateur ou observatrice; beobachter; beobachterin; observador; observadora; osservatore; наблюдатель; مراقب; 观察员; オブザーバー',
    PRESS: 'press; presse; media; médias; medien; prensa; stampa; imprensa; пресса; صحافة; 媒体; 報道',
  }).flatMap(([capacity, words]) =>
    words.split(';').map((word): [string, string] => [foldExactly(word), capacity]),
  ),
);

/** The capacity that a word is in one of several languages; the text itself where it is none, for its rule to refuse. */
export const capacityOf = (text: string): string => CAPACITIES.get(foldExactly(text)) ?? text.toUpperCase();

const TAGS =
  'ar bn cs da de el en es fa fi fr he hi hu id it ja ko ms nl no pl pt ro ru sk sv sw th tr uk ur vi zh'.split(
    ' ',
  );

let byName: ReadonlyMap<string, string> | undefined;

/** The tag of a language by its name, in English or French or in itself; the text itself where it is none. */
export function languageOf(text: string): string {
  byName ??= new Map(
    TAGS.flatMap((tag) =>
      ['en', 'fr', 'de', 'es', 'it', 'pt', tag].map((reader): [string, string] => [
        foldExactly(new Intl.DisplayNames([reader], { type: 'language' }).of(tag) ?? tag),
        tag,
      ]),
    ),
  );
  const named = byName.get(foldExactly(text));
  return named ?? (/^[A-Z]{2}$/.test(text) ? text.toLowerCase() : text);
}
