/** Given names that one person may use in turn, as `foldLatin` writes them; a name may stand in several lines. */
const GROUPS = `
mohammed mohamed muhammad muhammed mohammad mohamad mohamet muhamad muhamed mehmet mahomed mamadou mhmd mohd md
joseph joe joey jose pepe giuseppe beppe josef jozef yusuf yousef youssef yosef iosif osip
alexander alex alec sasha sacha alexandre aleksandr oleksandr alejandro alessandro iskander sandro xander
alexandra sasha sandra alex alejandra alessandra aleksandra
robert bob rob bobby bert roberto
william will bill billy willy liam wilhelm guillaume guillermo guglielmo
richard rick dick ricky ricardo riccardo
elizabeth elisabeth liz lizzie beth betty eliza elsa isabel isabella elisabetta lisa
margaret maggie meg peggy greta margarita marguerite margherita
john jack johnny jon johann johannes jan jean juan joao giovanni ivan hans ian sean evan yahya
james jim jimmy jamie jaime diego iago
michael mike mick mikhail mikhael misha miguel michel michele mikael mykhailo
thomas tom tommy tomas tomaz tommaso
charles charlie chuck carlos carlo karl karel carl
henry harry hank henri heinrich enrique enrico hendrik
edward ed eddie ted ned eduard eduardo edoardo
anthony tony antonio antoine anton antonius
andrew andy drew andrei andrey andreas andre andres andrzej andriy
peter pete petr pyotr piotr pedro pierre pietro pieter petro
paul pavel paulo pablo paolo pawel pavlo
nicholas nick nicolas nikolai nikolay nicola niko nikolaos mykola klaus
daniel dan danny danilo daniil
david dave davey davit dawid dawud daoud
samuel sam sammy
benjamin ben benny binyamin
joshua josh
matthew matt matteo mateo matthias mathieu matvei matvey
gregory greg grigory grigoriy gregor gregorio hryhorii
stephen steven steve stefan stephan stepan esteban etienne stefano
philip phil philippe felipe filip filippo
frederick fred freddy friedrich federico fritz frederic
francis frank francisco francesco francois franz paco pancho
george jorge georg georges giorgio jerzy yuri georgy jurgen giorgi
dmitry dmitri dmitriy dima dimitri dmytro
vladimir volodymyr vova volodya vladimiro wladimir
sergei sergey serge sergio serhii seryozha
yevgeny evgeny evgeniy eugene zhenya eugenio yevhen
catherine katherine kate kathy katie cathy katya ekaterina yekaterina katarina catalina caterina kateryna katrin
anna ann anne annie ana anya hannah hanna
maria mary marie miriam maryam mariam masha mariya molly
helen helena elena yelena olena lena ellen helene ilona
natalia natalya natasha nataliya nathalie natalie
susan sue suzanne susanna suzie zuzana
jennifer jenny jen
patricia pat patty trish
patrick pat paddy patricio
ronald ron ronnie
donald don donny
kenneth ken kenny
timothy tim timmy
christopher chris kris christophe cristobal christoph
christine chris tina christina kristina cristina
victoria vicky vic viktoria
victor vic viktor vittorio
abraham abe ibrahim avraham ebrahim
solomon sulaiman suleiman suleyman sol
isaac ishaq itzhak yitzhak
jacob jake yakov yaakov yaqub jakub iakov
hussein husain hussain hossein husayn
hassan hasan hasssan
ahmed ahmad ahmet
ali aly
fatima fatma fatimah fatema
aisha ayesha aicha aysha
yasmin jasmine yasmine jasmin
abdullah abdallah abdalla abdulla
rebecca becky rivka
deborah debbie dvora
theodore ted theo teddy fyodor fedor
leonid lyonya leo leon lev
laurence lawrence larry lorenzo laurent lars
louis lewis luis luigi ludwig lou
julia julie yulia yuliya julija iuliia giulia julienne
tatiana tatyana tanya tania
irina iryna ira irene
simon shimon semyon semen
mark marc marco marcos markus marcus
lucas luke luca lukas lukasz
`;

/** Families that are romanised in several ways, most of them short: Korean and Chinese. */
const FAMILIES = `
gim kim
bag pak park
choe choi
jeong jung chung
gang kang
jo cho
yun yoon
jang chang zhang cheung
im lim
seo suh
gwon kwon
no noh roh
wang wong huang hwang
li lee yi rhee ri
chen chan
liu lau yu yoo ryu
zhou chow chou
xu hsu
cai tsai
zheng cheng
xie hsieh
lin lam
yang yeung
`;

const lines = (text: string): string[] => text.trim().split('\n');

/** For each name the numbers of its groups. */
function numbered(groups: readonly string[]): Map<string, readonly number[]> {
  const numbers = new Map<string, readonly number[]>();
  for (const [number, line] of groups.entries()) {
    for (const name of line.trim().split(/\s+/)) numbers.set(name, [...(numbers.get(name) ?? []), number]);
  }
  return numbers;
}

const NICKNAMES = numbered(lines(GROUPS));
const FAMILY_SPELLINGS = numbered(lines(FAMILIES));
const NONE: readonly number[] = [];

/** The groups of nicknames that a folded word is in. */
export const nicknameGroups = (word: string): readonly number[] => NICKNAMES.get(word) ?? NONE;

/** The groups of families romanised in several ways that a folded word is in. */
export const familySpellings = (word: string): readonly number[] => FAMILY_SPELLINGS.get(word) ?? NONE;
