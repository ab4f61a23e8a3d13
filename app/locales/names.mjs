// Writes countries/{en,fr,es}.tsv and languages/{en,fr,es}.tsv from CLDR's names. How to run it: SOURCES.md.
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";

const from = createRequire(process.cwd() + "/");
const tongues = ["en", "fr", "es"];
const cldr = (tongue, file) =>
  from(`cldr-localenames-full/main/${tongue}/${file}.json`).main[tongue].localeDisplayNames[file];

/** Where the United Nations' short name differs from CLDR's (and the ILO's own form for HK, MO and TW). */
const countries = {
  AG: ["Antigua and Barbuda"],
  AX: [, , "Islas Åland"],
  BA: ["Bosnia and Herzegovina"],
  BD: [, , "Bangladesh"],
  BH: [, , "Bahrein"],
  BL: ["Saint Barthélemy", , "San Bartolomé"],
  BN: ["Brunei Darussalam", "Brunéi Darussalam", "Brunei Darussalam"],
  BO: ["Bolivia (Plurinational State of)", "Bolivie (État plurinational de)", "Bolivia (Estado Plurinacional de)"],
  BQ: ["Bonaire, Sint Eustatius and Saba", "Bonaire, Saint-Eustache et Saba", "Bonaire, San Eustaquio y Saba"],
  BW: [, , "Botswana"],
  BY: [, "Bélarus", "Belarús"],
  CC: [, "Îles des Cocos (Keeling)", "Islas Cocos (Keeling)"],
  CD: ["Democratic Republic of the Congo", "République démocratique du Congo"],
  CG: ["Congo", "Congo"],
  CV: ["Cabo Verde", "Cabo Verde"],
  DJ: [, , "Djibouti"],
  FK: ["Falkland Islands (Malvinas)", "Îles Falkland (Malvinas)", "Islas Malvinas (Falkland Islands)"],
  FM: ["Micronesia (Federated States of)", "Micronésie (États fédérés de)", "Micronesia (Estados Federados de)"],
  FJ: [, , "Fiji"],
  FO: [, , "Islas Feroe"],
  GB: [
    "United Kingdom of Great Britain and Northern Ireland",
    "Royaume-Uni de Grande-Bretagne et d’Irlande du Nord",
    "Reino Unido de Gran Bretaña e Irlanda del Norte",
  ],
  GS: ["South Georgia and the South Sandwich Islands", "Géorgie du Sud-et-les Îles Sandwich du Sud", "Georgia del Sur y las Islas Sandwich del Sur"],
  GW: [, , "Guinea-Bissau"],
  HK: ["Hong Kong, China", "Hong Kong, Chine", "Hong Kong, China"],
  HM: ["Heard Island and McDonald Islands", "Île Heard-et-Îles MacDonald", "Islas Heard y McDonald"],
  IQ: [, "Iraq", "Iraq"],
  IR: ["Iran (Islamic Republic of)", "Iran (République islamique d’)", "Irán (República Islámica del)"],
  KE: [, , "Kenya"],
  KG: [, "Kirghizistan"],
  KN: ["Saint Kitts and Nevis", "Saint-Kitts-et-Nevis", "Saint Kitts y Nevis"],
  KP: ["Democratic People’s Republic of Korea", "République populaire démocratique de Corée", "República Popular Democrática de Corea"],
  KR: ["Republic of Korea", "République de Corée", "República de Corea"],
  KZ: [, , "Kazajstán"],
  LA: ["Lao People’s Democratic Republic", "République démocratique populaire lao", "República Democrática Popular Lao"],
  LC: ["Saint Lucia"],
  LR: [, "Libéria"],
  LS: [, , "Lesotho"],
  MD: ["Republic of Moldova", "République de Moldova", "República de Moldova"],
  MF: ["Saint Martin (French part)", "Saint-Martin (partie française)", "San Martín (parte francesa)"],
  MM: ["Myanmar", "Myanmar", "Myanmar"],
  MO: ["Macao, China", "Macao, Chine", "Macao, China"],
  MW: [, , "Malawi"],
  NG: [, "Nigéria"],
  NL: ["Netherlands (Kingdom of the)", "Pays-Bas (Royaume des)", "Países Bajos (Reino de los)"],
  PG: [, , "Papua Nueva Guinea"],
  PM: ["Saint Pierre and Miquelon"],
  PN: ["Pitcairn", "Pitcairn", "Pitcairn"],
  PS: ["State of Palestine", "État de Palestine", "Estado de Palestina"],
  PW: [, , "Palau"],
  QA: [, , "Qatar"],
  RO: [, , "Rumania"],
  RU: ["Russian Federation", "Fédération de Russie", "Federación de Rusia"],
  RW: [, , "Rwanda"],
  SA: [, , "Arabia Saudita"],
  SH: ["Saint Helena, Ascension and Tristan da Cunha", "Sainte-Hélène, Ascension et Tristan da Cunha", "Santa Elena, Ascensión y Tristán de Acuña"],
  SJ: ["Svalbard and Jan Mayen Islands", "Îles Svalbard et Jan Mayen", "Islas Svalbard y Jan Mayen"],
  SR: [, , "Suriname"],
  ST: ["Sao Tome and Principe"],
  SV: [, "El Salvador"],
  SX: ["Sint Maarten (Dutch part)", , "San Martín (parte neerlandesa)"],
  SY: ["Syrian Arab Republic", "République arabe syrienne", "República Árabe Siria"],
  SZ: [, , "Eswatini"],
  TC: ["Turks and Caicos Islands"],
  TL: [, "Timor-Leste"],
  TR: [, "Türkiye", "Türkiye"],
  TT: ["Trinidad and Tobago"],
  TW: ["Taiwan, China", "Taïwan, Chine", "Taiwán, China"],
  TZ: ["United Republic of Tanzania", "République-Unie de Tanzanie", "República Unida de Tanzanía"],
  UM: ["United States Minor Outlying Islands", , "Islas Menores Alejadas de los Estados Unidos"],
  US: ["United States of America", "États-Unis d’Amérique", "Estados Unidos de América"],
  VA: ["Holy See", "Saint-Siège", "Santa Sede"],
  VC: ["Saint Vincent and the Grenadines"],
  VE: ["Venezuela (Bolivarian Republic of)", "Venezuela (République bolivarienne du)", "Venezuela (República Bolivariana de)"],
  VI: ["United States Virgin Islands", "Îles Vierges américaines", "Islas Vírgenes de los Estados Unidos"],
  VN: ["Viet Nam", "Viet Nam", "Viet Nam"],
  WF: ["Wallis and Futuna Islands", "Îles Wallis-et-Futuna", "Islas Wallis y Futuna"],
  ZW: [, , "Zimbabwe"],
};

/** Two-letter codes that nobody states as a language of work: ancient, constructed, or withdrawn from the standard. */
const left_out = ["ae", "cu", "ia", "ie", "io", "pi", "sh", "vo"];
/** Widely used languages that have no two-letter code. */
const three_letters =
  "arn awa bem bho ceb ckb crs dyu fil fon gaa gsw hil ilo kab kam kea kmb kok kri luo luy mai mfe mni mos nan nso nyn pap pcm pis prs quc rif sat sgn shi srr sus swb tem tet tpi tum umb war yue zgh".split(" ");
/** Names that CLDR lacks, or that are longer or stranger than the ones people use. */
const languages = {
  bn: ["Bengali"],
  crs: ["Seychelles Creole"],
  dv: ["Divehi (Maldivian)"],
  eu: [, , "euskera (vasco)"],
  fa: ["Persian (Farsi)", "persan (farsi)", "persa (farsi)"],
  gu: [, "gujarati", "guyaratí (gujarati)"],
  ilo: ["Ilocano"],
  kea: ["Cabo Verdean Creole", "créole capverdien"],
  kg: ["Kikongo", "kikongo", "kikongo"],
  kl: ["Greenlandic (Kalaallisut)"],
  kok: [, "konkani", "konkani"],
  kri: [, , "krio"],
  lg: ["Luganda", "luganda", "luganda"],
  luo: ["Luo (Dholuo)", "luo (dholuo)", "luo (dholuo)"],
  luy: ["Luhya", "luhya", "luhya"],
  mfe: ["Mauritian Creole"],
  mos: ["Mooré (Mossi)", "mooré (mossi)", "mooré (mossi)"],
  my: ["Burmese (Myanmar language)"],
  na: ["Nauruan"],
  nan: ["Chinese (Min Nan)", "chinois (minnan)", "chino (min nan)"],
  nb: [, , "noruego bokmål"],
  ny: ["Chichewa (Nyanja)", "chichewa (nyanja)", "chichewa (nyanja)"],
  pa: [, , "punyabí (punjabi)"],
  prs: ["Dari", "dari", "dari"],
  ps: [, , "pastún (pashto)"],
  quc: ["K’iche’"],
  rif: [, , "rifeño"],
  rn: ["Kirundi", "kirundi", "kirundi"],
  sgn: ["Sign languages", "langues des signes", "lenguas de señas"],
  ss: ["Swati (Siswati)"],
  sw: [, , "suajili (swahili)"],
  tn: [, , "setsuana (tswana)"],
  zgh: ["Tamazight (Standard Moroccan)", "tamazight (standard marocain)", "tamazight (estándar marroquí)"],
  zh: ["Chinese (Mandarin)", "chinois (mandarin)", "chino (mandarín)"],
};

function write(folder, codes, names, changed, shape) {
  tongues.forEach((tongue, i) => {
    const known = names(tongue);
    const rows = codes.map((code) => [code, shape(changed[code]?.[i] ?? known[code] ?? fail(code, tongue), tongue)]);
    const order = new Intl.Collator(tongue, { ignorePunctuation: false });
    rows.sort((a, b) => order.compare(a[1], b[1]));
    if (new Set(rows.map((row) => row[1])).size !== rows.length) fail("two the same", tongue);
    writeFileSync(new URL(`${folder}/${tongue}.tsv`, import.meta.url), rows.map((row) => row.join("\t") + "\n").join(""));
    console.log(folder, tongue, rows.length);
  });
}

function fail(...what) {
  throw new Error(what.join(" "));
}

const territories = Object.keys(from("i18n-iso-countries").getAlpha2Codes()).filter((code) => code !== "XK");
if (territories.length !== 249) fail(territories.length, "territories");
write("countries", territories, (tongue) => cldr(tongue, "territories"), countries, (name) => name);

const two_letters = Object.keys(cldr("en", "languages")).filter((code) => /^[a-z]{2}$/.test(code) && !left_out.includes(code));
const capital = (name, tongue) => name[0].toLocaleUpperCase(tongue) + name.slice(1);
write("languages", [...two_letters, ...three_letters], (tongue) => cldr(tongue, "languages"), languages, capital);
