/** Words from which debtor names are put together, by language (nl, fr, de, en). No real firm or person is meant. */
type ByKey = Readonly<Record<string, readonly string[]>>;

const split = (words: string): readonly string[] => words.trim().split(/,\s*/);

/** Given names by language. */
export const GIVEN_NAMES: ByKey = {
  nl: split(`
    Anke, Bram, Carlijn, Daan, Elke, Floris, Griet, Hanne, Ilse, Joris, Katrien, Lotte, Maarten, Noor, Pieter,
    Roos, Stijn, Tine, Wout, Yara
  `),
  fr: split(`
    Adèle, Bastien, Camille, Denis, Élise, Florian, Gaëlle, Hugo, Inès, Jules, Léa, Marius, Noémie, Océane,
    Pascal, Quentin, Rosalie, Solène, Théo, Violette
  `),
  de: split(`
    Anja, Bernd, Clara, Dirk, Emma, Fritz, Greta, Heiko, Ina, Jonas, Karla, Lars, Mia, Nils, Petra, Rolf,
    Silke, Timo, Ulla, Volker
  `),
  en: split(`
    Alice, Ben, Chloe, Dylan, Ella, Frank, Grace, Harry, Isla, Jack, Kate, Liam, Molly, Nathan, Olive, Peter,
    Ruth, Sam, Tess, Will
  `),
};

/** Family names by language. */
export const FAMILY_NAMES: ByKey = {
  nl: split(`
    Avondster, Berkenbos, Cauwenhof, Duinveld, Eikendaal, Fazantlaan, Groenewal, Heideman, Iepenburg,
    Kersenbloem, Lindenhof, Molenbries, Nachtegaele, Ooievaar, Pimpelmees, Rietkraag, Sneeuwklok, Torenvalk,
    Veldleeuw, Zonnewende
  `),
  fr: split(`
    Aubépine, Boisjoli, Chantelune, Delorage, Églantier, Fontclaire, Grandpré, Hautebise, Jolivent, Lavandier,
    Merlebleu, Noisetier, Orangeraie, Pierrelune, Quatrevents, Rivedouce, Sapinière, Tournesol, Vaucanard,
    Vertefeuille
  `),
  de: split(`
    Apfelbaum, Birkenhain, Distelfink, Eulenspring, Fuchsbach, Goldammer, Himmelreich, Igelmann, Kirschgarten,
    Lerchenfeld, Morgentau, Nebelhorn, Ostwind, Pfauenauge, Rosenquell, Sonnentag, Tannenzapf, Uhlenberg,
    Wiesengrund, Zaunkönig
  `),
  en: split(`
    Applegarth, Brambleby, Cloverfield, Dovecote, Elderberry, Foxglove, Goosegreen, Hazelwick, Inkwell,
    Juniperson, Kestrelton, Larkspur, Merrydown, Nightingate, Oakapple, Partridgely, Quillfeather, Rowanberry,
    Skylarking, Thistlewood
  `),
};

/** Trades by language. */
export const BUSINESS_WORDS: ByKey = {
  nl: split(`
    Bakkerij, Bouwbedrijf, Drukkerij, Garage, Brouwerij, Tuincentrum, Schildersbedrijf, Slagerij, Transport,
    Installatiebedrijf, Fietsenmakerij, Kwekerij, Meubelmakerij, Apotheek, Hotel, Rederij, Dakwerken,
    Koffiebranderij, Uitgeverij, Zuivelhandel
  `),
  fr: split(`
    Boulangerie, Menuiserie, Imprimerie, Garage, Brasserie, Jardinerie, Peinture, Boucherie, Transports,
    Plomberie, Cycles, Pépinière, Ébénisterie, Pharmacie, Hôtel, Fromagerie, Toitures, Torréfaction,
    Librairie, Laiterie
  `),
  de: split(`
    Bäckerei, Bauhof, Druckerei, Autohaus, Brauerei, Gärtnerei, Malerbetrieb, Metzgerei, Spedition,
    Haustechnik, Radladen, Baumschule, Tischlerei, Apotheke, Gasthof, Käserei, Dachbau, Rösterei,
    Buchhandlung, Molkerei
  `),
  en: split(`
    Bakery, Builders, Printworks, Motors, Brewery, Gardens, Decorators, Butchers, Haulage, Plumbing, Cycles,
    Nurseries, Joinery, Pharmacy, Inn, Creamery, Roofing, Roasters, Books, Dairy
  `),
};

/** Invented places by language. */
export const PLACE_WORDS: ByKey = {
  nl: split(`
    Zilverbeke, Oudemeer, Klaverdorp, Windhoven, Roodepolder, Mistelgem, Blauwkerke, Strandwijk, Hommelbeek,
    Appelveen, Lammerdam, Egelhout
  `),
  fr: split(`
    Montclairon, Valbrume, Rochepluie, Beauruisseau, Sainte-Lune, Courbevigne, Malombre, Prévert-sur-Oie,
    Fontgrise, Hautegarenne, Boiscanard, Clairmoulin
  `),
  de: split(`
    Silberau, Moosbrunn, Kranichtal, Windeck am See, Honigdorf, Sternheide, Fuchsingen, Blaubach, Eulenroda,
    Ahornfeld, Regenstedt, Lindwurmen
  `),
  en: split(`
    Silverbrook, Mistford, Clovermere, Windlesea, Honeydown, Owlbury, Foxcombe, Bluewater Green, Larkhaven,
    Mapleton Fen, Rainsworth, Otterby
  `),
};

/** Legal forms by country, in Belgium by country and language. */
export const LEGAL_FORMS: ByKey = {
  'BE-nl': ['BV', 'BV', 'NV', 'CV'],
  'BE-fr': ['SRL', 'SRL', 'SA', 'SC'],
  'BE-de': ['GmbH', 'AG'],
  NL: ['B.V.', 'B.V.', 'VOF', 'N.V.'],
  FR: ['SARL', 'SAS', 'SA', 'EURL'],
  DE: ['GmbH', 'GmbH & Co. KG', 'UG', 'AG'],
  GB: ['Ltd', 'LLP', 'plc'],
  US: ['Inc', 'LLC', 'Corp'],
};
