/**
 * Headings as lists have them, by what their column is, parted by semicolons; written in any case, with or without accents.
 * `title` is what stands before a name, or somebody's post: the cells below decide.
 */
export const HEADING_WORDS = {
  name: `name; names; full name; fullname; name of nominee; nominee; nominee name; participant; participant name; delegate;
    delegate name; name and surname; first and last name; name in full; nom; noms; nom complet; nom et prénom; noms et prénoms;
    prénom et nom; nom prénom; nom prénoms; vollständiger name; vor und zuname; vor und nachname; nachname vorname; name vorname;
    name und vorname; nombre; nombre completo; nombre y apellidos; nombre y apellido; nombres y apellidos; apellidos y nombre;
    apellidos nombre; apellidos y nombres; nome; nome completo; nome e cognome; cognome e nome; nominativo; nome e sobrenome;
    nome e apelido; имя; имя и фамилия; имя фамилия; фамилия имя отчество; фамилия имя; фамилия и имя; фио; ф и о; الاسم; اسم;
    الاسم الكامل; الاسم واللقب; 姓名; 名前; お名前; 氏名; 名字; 성명; 이름; ad soyad; adı soyadı; imię i nazwisko; naam;
    volledige naam`,
  given: `given; given name; given names; first name; first names; firstname; forename; forenames; christian name; prénom; prénoms;
    vorname; vornamen; rufname; nombre de pila; nombres; nome próprio; primeiro nome; الاسم الأول; 名; 名（名）; voornaam; ad`,
  family: `family; family name; surname; surnames; last name; lastname; nom de famille; nachname; familienname; zuname; apellido;
    apellidos; cognome; sobrenome; apelido; apelidos; фамилия; اسم العائلة; اسم الأسرة; 姓; 姓氏; achternaam; nazwisko; soyad; soyadı`,
  title: `title; titles; titre; titel; título; titulo; titolo; титул; اللقب; 称号`,
  honorific: `honorific; honorifics; salutation; prefix; form of address; courtesy title; civilité; civilite; anrede; akademischer titel;
    tratamiento; trattamento; tratamento; обращение; 敬称; 称谓; 尊称; mr mrs; mr ms; mr mrs ms; name prefix; aanhef`,
  jobTitle: `job title; jobtitle; job; position; position title; post; function; occupation; profession; designation; role; fonction;
    poste; fonction exercée; funktion; position im unternehmen; beruf; stellung; berufsbezeichnung; amt; cargo; puesto; posición;
    función; carica; posizione; ruolo; funzione; qualifica; função; должность; позиция; المنصب; الوظيفة; المسمى الوظيفي; الصفة;
    职务; 职位; 职称; 役職; 役職名; 肩書; 肩書き; 직위; 직책; 직함; functie; stanowisko; ünvan; görev`,
  organisation: `organisation; organization; organisations; organisation name; organization name; name of organisation;
    name of organization; institution; institute; company; company name; employer; affiliation; entity; firm; body; association;
    university; firma; unternehmen; einrichtung; arbeitgeber; verband; organisme; société; entreprise; établissement; structure;
    employeur; entidad; empresa; institución; organización; organismo; compañía; organizzazione; ente; azienda; società;
    istituzione; istituto; instituição; organização; entidade; организация; учреждение; компания; место работы; организации;
    المؤسسة; المنظمة; الجهة; الشركة; جهة العمل; 单位; 工作单位; 机构; 公司; 組織; 組織名; 所属; 所属機関; 会社名; 勤務先;
    소속; 기관; 단체; organisatie; bedrijf; instelling; organizacja; instytucja; kurum; kuruluş`,
  jobTitleAndOrganisation: `title and institution; title and organisation; title and organization; position and organisation;
    position and organization; position and institution; job title and company; job title and organisation; fonction et organisme;
    fonction et institution; titre et institution; funktion und institution; funktion und einrichtung; cargo e institución;
    cargo y organización; cargo e instituição; carica e ente; должность и организация; должность и место работы; 単位職務;
    单位及职务; 单位和职务; 所属役職; 所属・役職; 소속 및 직위; المنصب والمؤسسة`,
  delegation: `delegation; delegations; name of delegation; delegation name; délégation; nom de la délégation; delegación;
    nombre de la delegación; delegazione; delegação; делегация; الوفد; 代表团; 代表団; 대표단; delegatie; representing; représentant;
    en représentation de; representando`,
  email: `email; e mail; mail; emails; email address; e mail address; mail address; address of email; contact email; courriel; mél;
    adresse électronique; adresse e mail; adresse email; adresse mail; adresse courriel; email adresse; e mail adresse; mailadresse;
    correo; correo electrónico; correo e; dirección de correo; dirección de correo electrónico; posta elettronica; indirizzo email;
    indirizzo e mail; endereço eletrônico; endereço de email; correio eletrónico; correio eletrônico; эл почта; электронная почта;
    электронный адрес; адрес электронной почты; почта; البريد الإلكتروني; البريد; بريد إلكتروني; 电子邮件; 电子邮箱; 邮箱; 邮件;
    電子郵件; メール; メールアドレス; eメール; 이메일; 전자우편; eposta; e posta; e mailadres; emailadres`,
  country: `country; countries; country name; country of residence; country territory; nationality; citizenship; state; pays; nationalité;
    pays de résidence; land; staat; herkunftsland; nationalität; staatsangehörigkeit; país; país de residencia; nacionalidad; paese;
    nazione; stato; nazionalità; nacionalidade; страна; государство; гражданство; البلد; الدولة; الجنسية; بلد; 国家; 国; 国名; 国籍;
    國家; 국가; 국적; kraj; ülke; nationaliteit`,
  constituency: `constituency; sector; group; category; stakeholder group; stakeholder; type of participant; type; community; groupe;
    catégorie; secteur; collège; gruppe; kategorie; sektor; bereich; grupo; categoría; gruppo; categoria; settore; setor; категория;
    группа; сектор; الفئة; القطاع; المجموعة; 界别; 类别; 组别; 区分; 分野; 分類; 부문; 구분; categorie`,
  rank: `rank; ranking; priority; order of preference; preference; rang; priorité; ordre de priorité; priorität; reihung; rango; prioridad;
    priorità; prioridade; ранг; приоритет; الأولوية; الترتيب; 排名; 优先级; 順位; 優先順位; 순위`,
  justification: `justification; reason; reasons; motivation; rationale; reason for nomination; why; begründung; motif; motifs; justificación;
    motivación; motivo; motivazione; giustificazione; justificativa; justificação; обоснование; المبررات; المبرر; 理由; 推荐理由;
    推薦理由; 추천 사유`,
  capacity: `capacity; attends as; attending as; participates as; en qualité de; qualité; teilnahme als; en calidad de; in qualità di;
    в качестве; بصفة`,
  badgeName: `badge name; name for badge; name for the badge; name on badge; name on the badge; latin name; name in latin letters;
    nom sur le badge; nom pour le badge; name auf dem badge; name für das badge; nombre en la credencial; nome per il badge`,
  language: `language; preferred language; languages; langue; langue préférée; sprache; idioma; lingua; язык; اللغة; 语言; 言語; 언어`,
  externalReference: `external reference; our reference; our ref; reference; ref; reference number; référence; notre référence; referenz;
    unser zeichen; referencia; riferimento; referência`,
} as const satisfies Readonly<Record<string, string>>;

/** Words of a heading that say nothing of what its column is. */
export const FILLERS: ReadonlySet<string> = new Set(
  `of the your their contact nominee nominees delegate delegates participant participants person s du de la le des d des der die das
   del della dello do da el los required please mandatory obligatoire pflichtfeld business work professional professionnel primary main`.split(
    /\s+/,
  ),
);

/** Words that join a title and an institution in one heading. */
export const JOINING = /\s+(?:and|et|und|y|e|и|و)\s+|\s*[&+]\s*/u;

/** First words of a row that adds up. */
export const TOTALS: ReadonlySet<string> = new Set(
  `total; totals; grand total; sum; subtotal; count; number; somme; total général; summe; gesamt; gesamtzahl; insgesamt; anzahl; suma; totale;
   somma; soma; итого; всего; المجموع; الإجمالي; 合计; 总计; 合計; 計; 합계; toplam; totaal; razem`
    .split(';')
    .map((word) => word.trim()),
);
