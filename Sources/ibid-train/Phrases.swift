/// Words for invented works that no corpus here holds: publishers with their places, and titles,
/// schools and remarks in several languages.
enum Phrases {
  static let publishers: [(name: String, places: [String])] = [
    ("Springer", ["Berlin", "Heidelberg", "New York", "Berlin, Heidelberg", "Cham", "Dordrecht"]),
    ("Springer-Verlag", ["Berlin", "New York", "Vienna", "Wien"]),
    ("Springer International Publishing", ["Cham"]), ("Birkhäuser", ["Basel", "Boston"]),
    ("Elsevier", ["Amsterdam", "Oxford", "New York"]), ("North-Holland", ["Amsterdam"]),
    ("Academic Press", ["New York", "London", "San Diego", "San Diego, CA", "Orlando, FL"]),
    ("Wiley", ["New York", "Hoboken, NJ", "Chichester", "Chichester, UK"]),
    ("John Wiley & Sons", ["New York", "Hoboken, New Jersey", "Chichester"]),
    ("Wiley-VCH", ["Weinheim", "Weinheim, Germany"]), ("Wiley-Blackwell", ["Malden, MA", "Oxford"]),
    ("Cambridge University Press", ["Cambridge", "New York", "Cambridge, UK"]),
    ("Cambridge Univ. Press", ["Cambridge", "Cambridge, England"]),
    ("Oxford University Press", ["Oxford", "New York", "Oxford, UK"]),
    ("Clarendon Press", ["Oxford"]), ("MIT Press", ["Cambridge, MA", "Cambridge, Mass.", "Cambridge"]),
    ("The MIT Press", ["Cambridge, Massachusetts"]),
    ("Harvard University Press", ["Cambridge, MA", "Cambridge, Mass."]),
    ("Princeton University Press", ["Princeton", "Princeton, NJ", "Princeton, N.J."]),
    ("Yale University Press", ["New Haven", "New Haven, CT", "New Haven and London"]),
    ("University of Chicago Press", ["Chicago", "Chicago, IL"]), ("U of Chicago P", ["Chicago"]),
    ("Stanford University Press", ["Stanford, CA", "Stanford"]), ("Harvard UP", ["Cambridge"]),
    ("University of California Press", ["Berkeley", "Los Angeles", "Berkeley, CA"]),
    ("Columbia University Press", ["New York"]), ("Duke UP", ["Durham"]), ("Oxford UP", ["Oxford"]),
    ("Cornell University Press", ["Ithaca", "Ithaca, NY", "Ithaca, N.Y."]), ("Cambridge UP", ["Cambridge"]),
    ("Routledge", ["London", "New York", "London and New York", "Abingdon", "London; New York"]),
    ("Taylor & Francis", ["London", "Boca Raton"]), ("CRC Press", ["Boca Raton", "Boca Raton, FL", "Boca Raton, Fla."]),
    ("Sage", ["London", "Thousand Oaks, CA", "Beverly Hills"]), ("SAGE Publications", ["Thousand Oaks", "London"]),
    ("Palgrave Macmillan", ["London", "Basingstoke", "New York", "Houndmills, Basingstoke, Hampshire"]),
    ("Macmillan", ["London", "New York"]), ("Penguin", ["London", "Harmondsworth", "New York"]),
    ("Penguin Books", ["London", "Harmondsworth", "Baltimore"]), ("Random House", ["New York"]),
    ("Prentice-Hall", ["Englewood Cliffs, NJ", "Englewood Cliffs, N.J.", "London", "Upper Saddle River"]),
    ("Prentice Hall", ["Englewood Cliffs", "Upper Saddle River, NJ", "Englewood Cliffs, NJ"]),
    ("Addison-Wesley", ["Reading, MA", "Reading, Mass.", "Reading, Massachusetts", "Boston"]),
    ("McGraw-Hill", ["New York", "New York, NY", "London"]), ("Harper & Row", ["New York"]),
    ("Morgan Kaufmann", ["San Mateo, CA", "San Francisco", "San Mateo"]), ("Basic Books", ["New York"]),
    ("ACM", ["New York, NY, USA", "New York, NY", "New York"]), ("ACM Press", ["New York", "New York, NY, USA"]),
    ("IEEE", ["New York", "Piscataway, NJ", "Los Alamitos, CA"]), ("IEEE Press", ["New York"]),
    ("IEEE Computer Society Press", ["Los Alamitos, CA", "Washington, DC"]), ("AAAI Press", ["Menlo Park, CA"]),
    ("American Mathematical Society", ["Providence, RI", "Providence"]), ("Amer. Math. Soc.", ["Providence, RI", "Providence, R.I."]),
    ("SIAM", ["Philadelphia", "Philadelphia, PA"]), ("World Scientific", ["Singapore"]), ("Plenum Press", ["New York", "London"]),
    ("Plenum", ["New York"]), ("Kluwer", ["Dordrecht", "Boston"]), ("Kluwer Academic Publishers", ["Dordrecht", "Boston", "Dordrecht, The Netherlands"]),
    ("D. Reidel", ["Dordrecht"]), ("Marcel Dekker", ["New York"]), ("Dover", ["New York", "Mineola, NY"]), ("Dover Publications", ["New York"]),
    ("W. H. Freeman", ["San Francisco", "New York"]), ("Freeman", ["San Francisco"]), ("W. W. Norton", ["New York"]), ("Norton", ["New York", "London"]),
    ("Blackwell", ["Oxford", "Malden, MA"]), ("Basil Blackwell", ["Oxford"]), ("Pergamon Press", ["Oxford", "New York"]), ("Lippincott Williams & Wilkins", ["Philadelphia", "Philadelphia, PA", "Baltimore"]),
    ("W. B. Saunders", ["Philadelphia"]), ("Saunders", ["Philadelphia"]), ("Churchill Livingstone", ["Edinburgh", "New York"]), ("Mosby", ["St. Louis", "St Louis, MO"]),
    ("Humana Press", ["Totowa, NJ", "Clifton"]), ("Lawrence Erlbaum", ["Hillsdale, NJ", "Mahwah, NJ", "Hillsdale"]), ("Erlbaum", ["Hillsdale, NJ", "Mahwah"]), ("Guilford Press", ["New York"]),
    ("American Psychological Association", ["Washington, DC"]), ("World Bank", ["Washington, DC", "Washington, D.C."]), ("World Health Organization", ["Geneva", "Geneva, Switzerland"]), ("OECD Publishing", ["Paris"]),
    ("United Nations", ["New York"]), ("Brookings Institution", ["Washington, D.C."]), ("Edward Elgar", ["Cheltenham", "Cheltenham, UK"]), ("Ashgate", ["Aldershot", "Farnham"]),
    ("Earthscan", ["London"]), ("Verso", ["London", "New York"]), ("Faber and Faber", ["London"]), ("Methuen", ["London"]), ("Longman", ["London", "Harlow"]), ("Pearson", ["Boston", "Harlow"]), ("Brill", ["Leiden", "Leiden; Boston"]),
    ("E. J. Brill", ["Leiden"]), ("John Benjamins", ["Amsterdam", "Amsterdam/Philadelphia"]), ("Mouton de Gruyter", ["Berlin", "Berlin/New York"]), ("De Gruyter", ["Berlin", "Berlin/Boston"]), ("Walter de Gruyter", ["Berlin", "Berlin/New York"]), ("Mouton", ["The Hague", "Den Haag"]),
    ("Suhrkamp", ["Frankfurt am Main", "Frankfurt a. M.", "Frankfurt/M.", "Berlin", "Frankfurt"]), ("Campus", ["Frankfurt am Main", "Frankfurt a. M.", "Frankfurt/New York"]), ("Mohr Siebeck", ["Tübingen"]), ("J. C. B. Mohr", ["Tübingen"]), ("C. H. Beck", ["München"]), ("Beck", ["München"]), ("Reclam", ["Stuttgart", "Leipzig"]),
    ("VS Verlag für Sozialwissenschaften", ["Wiesbaden"]), ("VS-Verlag", ["Wiesbaden"]), ("Westdeutscher Verlag", ["Opladen", "Wiesbaden"]), ("Leske + Budrich", ["Opladen"]), ("Verlag Barbara Budrich", ["Opladen"]), ("Juventa", ["Weinheim", "Weinheim/München"]), ("Beltz", ["Weinheim", "Weinheim, Basel"]), ("transcript", ["Bielefeld"]), ("Nomos", ["Baden-Baden"]), ("Duncker & Humblot", ["Berlin"]), ("Fischer", ["Frankfurt am Main", "Jena"]), ("Vandenhoeck & Ruprecht", ["Göttingen"]), ("Springer VS", ["Wiesbaden"]), ("Klett-Cotta", ["Stuttgart"]), ("Rowohlt", ["Reinbek", "Reinbek bei Hamburg"]), ("Metzler", ["Stuttgart"]), ("Waxmann", ["Münster", "Münster u.a."]), ("Thieme", ["Stuttgart"]), ("Hanser", ["München"]), ("Böhlau", ["Köln", "Wien", "Köln u.a."]), ("LIT", ["Münster"]), ("Peter Lang", ["Frankfurt am Main", "Bern", "New York"]), ("UVK", ["Konstanz"]),
    ("Gallimard", ["Paris"]), ("Éditions du Seuil", ["Paris"]), ("Le Seuil", ["Paris"]), ("Presses universitaires de France", ["Paris"]), ("PUF", ["Paris"]), ("Armand Colin", ["Paris"]), ("Hermann", ["Paris"]), ("L'Harmattan", ["Paris"]), ("La Découverte", ["Paris"]), ("Flammarion", ["Paris"]), ("Fayard", ["Paris"]), ("Dunod", ["Paris"]), ("Presses de l'Université Laval", ["Québec"]), ("Les Éditions de Minuit", ["Paris"]), ("Librairie Droz", ["Genève"]), ("De Boeck", ["Bruxelles", "Louvain-la-Neuve"]),
    ("Alianza Editorial", ["Madrid"]), ("Siglo XXI", ["México", "Madrid", "Buenos Aires"]), ("Fondo de Cultura Económica", ["México", "México, D.F."]), ("Cátedra", ["Madrid"]), ("Ariel", ["Barcelona"]), ("Paidós", ["Barcelona", "Buenos Aires"]), ("Tecnos", ["Madrid"]), ("Gedisa", ["Barcelona"]), ("Einaudi", ["Torino"]), ("Il Mulino", ["Bologna"]), ("Laterza", ["Bari", "Roma-Bari"]), ("Feltrinelli", ["Milano"]), ("FrancoAngeli", ["Milano"]), ("Zanichelli", ["Bologna"]),
    ("Editora UFMG", ["Belo Horizonte"]), ("Companhia das Letras", ["São Paulo"]), ("Vozes", ["Petrópolis"]), ("Zahar", ["Rio de Janeiro"]), ("Editora da Unicamp", ["Campinas"]), ("Edusp", ["São Paulo"]), ("Atlas", ["São Paulo"]), ("Martins Fontes", ["São Paulo"]), ("Cortez", ["São Paulo"]), ("Artmed", ["Porto Alegre"]), ("Gulbenkian", ["Lisboa"]), ("Almedina", ["Coimbra"]),
    ("Nauka", ["Moscow", "Moskva", "Novosibirsk"]), ("Mir", ["Moscow"]), ("PWN", ["Warszawa"]), ("Academia", ["Praha"]), ("Akadémiai Kiadó", ["Budapest"]), ("Boom", ["Amsterdam", "Meppel"]), ("Van Gorcum", ["Assen"]), ("Uitgeverij Prometheus", ["Amsterdam"]), ("Almqvist & Wiksell", ["Stockholm", "Uppsala"]), ("Studentlitteratur", ["Lund"]), ("Universitetsforlaget", ["Oslo"]), ("Gyldendal", ["København"]),
    ("Science Press", ["Beijing"]), ("Tsinghua University Press", ["Beijing"]), ("University of Tokyo Press", ["Tokyo"]), ("Iwanami Shoten", ["Tokyo"]), ("Quay Books", ["Leeds", "Boston"]), ("Harbour Press", ["London"]), ("Lantern House", ["New York", "Dublin"]), ("Northern Light Press", ["Edinburgh", "Toronto"]), ("Riverbank Editions", ["Toronto", "Melbourne"]), ("Harbor Hill Books", ["Seattle, WA"]), ("Stone & Daughter", ["Bristol"]), ("Meridian Press", ["Sydney", "Austin, TX"]),
  ]

  static let schools = [
    "Stanford University", "University of California, Berkeley", "Massachusetts Institute of Technology",
    "University of Cambridge", "University of Oxford", "Carnegie Mellon University", "University of Edinburgh",
    "Universität Wien", "Universität Bielefeld", "Technische Universität München", "Freie Universität Berlin",
    "Université de Paris", "Université Laval", "Universidad de Buenos Aires", "Universidade de São Paulo",
    "Universidade Federal do Rio de Janeiro", "Università di Bologna", "University of Toronto", "McGill University",
    "University of Pennsylvania", "Uppsala University", "Utrecht University", "University of Tokyo",
    "Department of Computer Science, University of Illinois", "Cornell University", "Yale University",
    "Dept. of Physics, Univ. of Maryland", "Tsinghua University", "ETH Zürich", "KU Leuven",
  ]

  static let groups = [
    "World Health Organization", "OECD", "UNESCO", "European Commission", "National Research Council",
    "American Psychiatric Association", "Centers for Disease Control and Prevention", "ATLAS Collaboration",
    "CMS Collaboration", "The ENCODE Project Consortium", "Statistisches Bundesamt", "World Bank",
    "Ministério da Saúde", "IBGE", "Ministère de la Santé", "Food and Agriculture Organization", "IPCC",
    "Intergovernmental Panel on Climate Change", "R Core Team", "U.S. Census Bureau", "Bundesregierung",
    "European Medicines Agency", "International Labour Office", "Instituto Nacional de Estadística",
  ]

  static let genres = [
    "PhD thesis", "Ph.D. thesis", "Master's thesis", "Doctoral dissertation", "Dissertation", "Diplomarbeit",
    "Thèse de doctorat", "Tesis doctoral", "Tese de doutorado", "Dissertação de mestrado", "Tesi di laurea",
    "Habilitationsschrift", "M.Sc. thesis", "Magisterarbeit",
  ]

  /// Titles by language: openings, subjects and what follows them.
  struct Language: Sendable {
    var openings: [String]
    var subjects: [String]
    var relations: [String]
    var others: [String]
  }

  static let languages: [Language] = [
    Language(
      openings: ["Die Entwicklung der", "Zur Theorie der", "Soziologie der", "Wandel der", "Einführung in die Geschichte der", "Kritik der", "Beiträge zur Kenntnis der", "Über die Rolle der", "Grundlagen der", "Probleme der", "Handbuch der", "Formen der", "Eine Untersuchung der", "Empirische Studien zur", "Die Krise der"],
      subjects: ["Arbeit", "Familie", "modernen Gesellschaft", "Bildungsforschung", "politischen Öffentlichkeit", "sozialen Ungleichheit", "Jugendkultur", "Stadtentwicklung", "kleinen Betriebe", "Wissenschaft", "Migration", "Lebensläufe", "Organisation", "Technik", "Sprache", "Erwachsenenbildung"],
      relations: ["in der Bundesrepublik Deutschland", "im Spiegel der Presse", "und ihre Grenzen", "zwischen Markt und Staat", "nach 1945", "im 19. Jahrhundert", "aus Sicht der Betroffenen", "am Beispiel von Österreich", "unter besonderer Berücksichtigung der Frauen", "im internationalen Vergleich", ""],
      others: ["Eine empirische Analyse", "Ein Überblick", "Ergebnisse einer Befragung", "Theoretische Überlegungen", "Methoden und Befunde", "Eine Skizze", "Eine Studie über Häfen", "Festschrift zum 60. Geburtstag"]),
    Language(
      openings: ["L'évolution de", "Le rôle de", "La construction de", "Histoire de", "Essai sur", "Pour une sociologie de", "Contribution à l'étude de", "Les formes de", "La crise de", "Introduction à", "Recherches sur", "Les origines de", "Le sel et"],
      subjects: ["la ville", "l'État", "la famille paysanne", "l'économie politique", "la mémoire", "la presse quotidienne", "l'enseignement supérieur", "la société industrielle", "la langue française", "la santé publique", "l'espace urbain", "la nature"],
      relations: ["au XIXe siècle", "en France", "dans les pays du Sud", "et ses limites", "entre tradition et modernité", "sous l'Ancien Régime", "à l'époque moderne", ""],
      others: ["une étude comparative", "enjeux et perspectives", "le cas du Québec", "approches critiques", "état des lieux"]),
    Language(
      openings: ["La evolución de", "El papel de", "Historia de", "Análisis de", "Estudio sobre", "La construcción social de", "Introducción a", "Hacia una teoría de", "Los límites de", "Efectos de"],
      subjects: ["la ciudad", "la educación superior", "la pobreza rural", "las políticas públicas", "la memoria colectiva", "los movimientos sociales", "la lengua española", "la salud mental", "el desarrollo sostenible", "la familia"],
      relations: ["en América Latina", "en la España contemporánea", "durante el siglo XX", "y sus consecuencias", "desde una perspectiva de género", ""],
      others: ["un estudio de caso", "una revisión crítica", "retos y perspectivas", "el caso de México"]),
    Language(
      openings: ["A evolução da", "O papel da", "História da", "Análise da", "Estudo sobre a", "A construção da", "Introdução à", "Efeitos da", "Avaliação da", "Os limites da"],
      subjects: ["cidade", "educação básica", "saúde coletiva", "política externa", "formação de professores", "violência urbana", "agricultura familiar", "atenção primária", "cultura popular", "produção de leite"],
      relations: ["no Brasil", "na Amazônia", "no século XIX", "e seus desafios", "em São Paulo", "em Portugal", ""],
      others: ["um estudo de caso", "uma revisão sistemática", "limites e possibilidades", "o caso do Nordeste"]),
    Language(
      openings: ["L'evoluzione della", "Il ruolo della", "Storia della", "Saggio sulla", "Introduzione alla", "La crisi della", "Studi sulla", "Le origini della"],
      subjects: ["città", "società italiana", "letteratura", "politica economica", "famiglia", "scuola", "lingua", "critica"],
      relations: ["in Italia", "nel Novecento", "e i suoi limiti", "tra Stato e mercato", ""],
      others: ["un'indagine empirica", "problemi e prospettive", "il caso di Torino"]),
    Language(
      openings: ["De ontwikkeling van", "De rol van", "Geschiedenis van", "Over de grenzen van", "Inleiding tot", "Onderzoek naar"],
      subjects: ["de stad", "het onderwijs", "de arbeidsmarkt", "de Nederlandse literatuur", "de verzorgingsstaat", "het platteland"],
      relations: ["in Nederland", "na de oorlog", "en haar gevolgen", ""],
      others: ["een verkenning", "een vergelijkend onderzoek", "stand van zaken"]),
  ]

  static let foreignJournals = [
    "Zeitschrift für Soziologie", "Soziale Welt", "Leviathan", "Kölner Zeitschrift für Soziologie und Sozialpsychologie", "Berliner Journal für Soziologie", "Politische Vierteljahresschrift", "Zeitschrift für Pädagogik", "Merkur", "Das Argument", "Sozialer Fortschritt", "WSI-Mitteilungen", "Zeitschrift für Sozialreform", "Aus Politik und Zeitgeschichte", "Historische Zeitschrift",
    "Revue française de sociologie", "Annales. Histoire, Sciences Sociales", "Actes de la recherche en sciences sociales", "Population", "Revue historique", "Le Débat", "Revue des ports", "L'Année sociologique", "Sociologie du travail", "Annales du commerce",
    "Revista Mexicana de Sociología", "Estudios Sociológicos", "Papers", "Revista Española de Investigaciones Sociológicas", "Desarrollo Económico", "Revista de Saúde Pública", "Cadernos de Saúde Pública", "Dados", "Estudos Avançados", "Educação & Sociedade", "Revista Brasileira de Ciências Sociais", "Ciência & Saúde Coletiva", "Estudos do Norte", "Revista de Comércio",
    "Rivista storica italiana", "Stato e mercato", "Quaderni storici", "Mens & Maatschappij", "Sociologische Gids", "Tijdschrift voor Sociologie",
  ]

  static let remarks = [
    "Great paper.", "TODO read", "Read this again.", "Very good", "The best review of the field so far.", "A popular account that is weak on sources.", "Use in the introduction.", "My note: lineage switch.", "A careful replication of earlier work.", "Brings a laboratory idea to patients.", "First report of splicing as the cause of antigen loss.", "A founding paper, which I should read again soon.", "Comprehensive history of the trade in salt, with discussion of its implications for the reader.", "This paper shows that early treatment halves the rate of relapse.", "A seminal study that established the marker.", "This study demonstrates that the effect is reversible in mice.", "The authors show that loss of the gene leads to resistance.", "In contrast to the earlier view, the authors argue that cost alone explains the decline.", "Important because it gives the only long follow-up of treated patients.", "An excellent introduction for students.", "Describes the method that we use in chapter 2.", "Out of date but still useful for its data.", "Key reference for the discussion.", "Describes a new approach to the problem and compares it with others.", "See also the reply by the same group.", "A classic.", "Together with Harmon et al. (2016), this work established that the marker predicts outcome.", "Contradicts Gill et al. (2022).", "The first demonstration of this effect in humans.", "This article provides a comprehensive overview of the mechanisms.", "This was the first clinical trial to test the drug.", "Reports the crystal structure of the complex.", "Reviews the evidence for and against the hypothesis.", "Argues that institutions matter more than prices.", "Shows how small firms survive.", "Provides the theoretical background to our work.", "A useful survey of methods.", "Not convincing: the sample is too small.", "Good figures, poor statistics.", "This landmark paper introduced the concept.", "An authoritative guide written for practitioners.", "Examines how readers respond to irony in the later novels.", "Workers were trained to nap at different hours, and recall was tested on the next day.", "Here, the plant was grown in the cold, and its clock ran slow by an hour.", "It is a must-read.", "We cite this for the dose.", "Of outstanding interest.", "Eine gute Einführung in das Thema.", "Grundlegend für Kapitel 3.", "Un excellent état de la question.", "Muy útil para la discusión.",
  ]
}
