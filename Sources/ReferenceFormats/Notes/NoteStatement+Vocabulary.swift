/// Words that identify statements of programs, in lower case.
extension NoteStatement {
  /// Labels of what databases say of a record: Web of Science, Scopus, Embase, EBSCO, Ovid, PubMed as
  /// EndNote imports it.
  static let recordLabels = lines(
    """
    email
    query date
    version number
    accession number
    article number
    author address
    author affiliation
    author affiliations
    author keywords
    authors
    cas registry number
    chemicals/cas
    cited reference count
    cited references
    cited references count
    coden
    comment in
    comment on
    conference
    conference code
    conference date
    conference end date
    conference information
    conference location
    conference name
    conference start date
    contact
    copyright
    correspondence address
    correspondence author
    country of publication
    cited by
    database
    database name
    date accepted
    date completed
    date created
    date of electronic publication
    date of publication
    date revised
    digital object identifier
    document type
    embase
    entry date
    entry month
    erratum for
    erratum in
    export date
    expression of concern in
    funding details
    funding text
    funding text 1
    funding text 2
    grant information
    imported date
    index keywords
    institution
    instrumentation
    isi document delivery no
    isi document delivery no.
    journal subset
    language of abstract
    language of original document
    language of publication
    last updated
    molecular sequence numbers
    nlm uid
    number of cited references
    number of references
    orcid
    original report in
    partial retraction in
    peer review
    physical description
    place of publication
    publication model
    publication status
    publication type
    pubmed central
    record date
    record id
    reprint in
    republished from
    republished in
    research areas
    retraction in
    retraction of
    revision date
    release date
    researcherid
    source
    source info
    source type
    special interest
    sponsors
    subset
    summary for patients in
    times cited
    total times cited
    total times cited count
    tradenames
    unique identifier
    update code
    update date
    update in
    update of
    usage count
    web of science categories
    web of science id
    available from
    clinical trial number
    clinical trial registration
    clinical trial registry
    cochrane an
    company
    current imprints
    device manufacturer
    device trade name
    drug manufacturer
    drug trade name
    import date
    last modified
    peer reviewed
    publication types
    record number
    record owner
    ref id
    reprint request address
    research funding
    trade name
    abstract author
    affiliations
    age group
    author-supplied keywords
    biosis accession number
    company/entity
    e-mail address
    email address
    embase accession number
    embase id
    eric number
    first author & affiliation
    format covered
    full text word count
    geographic terms
    image count
    inspec accession number
    isrn
    issue info
    major descriptor
    medline accession number
    minor descriptor
    naics/industry codes
    page count
    partial author list
    psycinfo accession number
    references available
    subject term
    subject terms
    tests & measures
    thesaurus term
    web of science accession number
    """)

  /// Tags of MEDLINE's that RefWorks and others write before values, in capitals.
  static let recordTags = words(
    """
    AD AID CI COIS CRDT CRF CTDT CY DA DCOM DEP DOCNO EDAT EIN FIR FPS GN GR ID IR JC JID LA LR LID
    M1 M3 MHDA MID NI OID OTO OWN PHST PL PMC PMCR PMCID PRIN PST PT PUBM RF RN ROF SB SI SO SPIN
    STAT TT UI UIN UOF
    """)

  /// Labels before ` - ` in what ProQuest writes.
  static let proQuestLabels = lines(
    """
    grant
    subject
    suppnotes
    genetic sequence
    accession number
    analyte descriptors
    citation subset
    comment in
    copyright
    corporate institution author
    data file
    date completed
    date created
    date revised
    document feature
    erratum in
    grants
    last updated
    name
    number of references
    people
    provenance
    subjectstermnotlitgenretext
    subjects
    classification
    coden
    companies
    document type
    geographic
    illustrations
    isbn
    issn
    language of summary
    location
    number of pages
    place of publication
    publication date
    publication info
    publication subject
    publication title
    publication type
    source type
    """)

  /// Labels that reference managers put before facts: Zotero's own fields and CSL's variables in its
  /// field "Extra", those of its translators, Mendeley's, BibDesk's, arXiv's.
  static let labels = lines(
    """
    # of pages
    abstract note
    access date
    accessed
    adsnote
    adsurl
    application number
    archive
    archive location
    archive_location
    archiveprefix
    artwork size
    arxiv
    arxiv id
    asin
    authority
    backup publisher
    bibcode
    blog title
    book title
    call number
    call-number
    citation key
    code number
    collection title
    collection-number
    collection-title
    conference name
    container title
    container-title
    date accessed
    dimensions
    director
    docket number
    doi
    edition
    encyclopedia title
    eprint
    _eprint
    eprint version
    event date
    event place
    event title
    event-date
    event-place
    event-title
    filing date
    forum title
    genre
    google-books-id
    imdb id
    isbn
    issn
    issue date
    issued
    issuing authority
    journal abbr
    journal abbreviation
    jstor
    language
    lccn
    library catalog
    mag id
    mathscinet
    medium
    meeting name
    mr
    mr number
    msc
    number
    number of pages
    number of volumes
    number-of-pages
    number-of-volumes
    numpages
    oclc
    open library id
    original date
    original-author
    original-date
    original-publisher
    original-publisher-place
    original-title
    page version id
    pages
    patent number
    place
    place published
    pmcid
    pmid
    post type
    primaryclass
    priority date
    priority numbers
    proceedings title
    programming language
    publication title
    published
    publisher
    publisher place
    publisher-place
    pubmed central pmcid
    pubmed id
    pubmed pmid
    report number
    report type
    reporter
    repository
    reviewed-author
    reviewed-title
    running time
    s2id
    series
    series number
    series title
    short title
    submitted
    thesis type
    title translation
    titletranslation
    title-short
    translated title
    translator
    type
    university
    url
    version
    website title
    website type
    year-suffix
    zbl
    zscc
    added-at
    biburl
    creationdate
    date-modified
    extra
    interhash
    intrahash
    mendeley-groups
    mendeley-tags
    modificationdate
    owner
    timestamp
    article type
    articletype
    citation count
    core id
    corpus id
    corpusid
    full publication date
    hal id
    original title
    qid
    section
    semantic scholar id
    ssrn id
    ssrn scholarly paper id
    translation of
    version of record
    wikidata
    wikidata id
    """)

  /// Whole statements.
  static let words = lines(
    """
    accepted
    accepted for publication
    accepted manuscript
    accepted version
    ahead of print
    all open access
    article in press
    bronze open access
    cited by
    conference paper
    corrected proof
    dissertation
    doctoral dissertation
    doctoral thesis
    duplicate
    duplicates
    duplicate record
    e-pub ahead of print
    early access
    early view
    epub
    epub ahead of print
    first published online
    forthcoming
    gold open access
    green open access
    hybrid gold open access
    in press
    in preparation
    master's thesis
    masters thesis
    n/a
    no abstract available
    none
    not available
    null
    online
    online first
    open access
    phd dissertation
    phd thesis
    ph.d. dissertation
    ph.d. thesis
    preprint
    print
    published online
    submitted
    submitted for publication
    technical report
    to appear
    under review
    undefined
    working paper
    [object object]
    cover title
    related article(s)
    related articles
    [abstract from author]
    [publication abstract]
    """)

  /// Whole statements of a record, besides its types of publication.
  static let recordWords = lines(
    """
    aheadofprint
    electronic-ecollection
    electronic-print
    eng
    english abstract
    epublish
    fre
    ger
    ita
    jpn
    notnlm
    por
    ppublish
    print-electronic
    rus
    spa
    chi
    """)

  static let recordBeginnings = lines(
    """
    conference code:
    export date:
    isi document delivery no
    orcid:
    research support, 
    undefined; 
    using smart source parsing
    """)

  static let beginnings = lines(
    """
    [online
    __markedentry
    accepted at 
    accepted by 
    accepted for 
    accepted in 
    accepted to 
    and duplicate 
    arxiv preprint 
    arxiv:
    available at http
    available at: http
    available from http
    available from: http
    available online at http
    camera-ready
    date-added
    from duplicate 
    imported from 
    includes bibliographical references
    jabref
    mr number
    original-date:
    provided by the sao/nasa
    published in:
    pubmed pmid
    submitted to 
    to appear in 
    to be published in 
    description based on print
    description based on online
    originally published:
    teilw. zugl.:
    title from cover
    title from home page
    title from title screen
    zugl.:
    """)

  /// Behind these, sentences are a program's, too.
  static let prose = lines(
    """
    (c) 
    proquest does not claim copyright
    acknowledgements:
    author contributions:
    comment: accepted
    comment: in proceedings
    comment: presented
    comment: published
    comment: submitted
    comment: to appear
    competing interest
    competing interests:
    conflict of interest
    conflicts of interest
    contract/grant 
    copyright (c)
    copyright:
    copyright 1
    copyright 2
    correspondence address:
    correspondence to:
    declaration of interest
    declaration of competing interest
    disclosure:
    disclosures:
    funded by 
    funding agency:
    funding details:
    funding information:
    funding text 
    funding:
    grant sponsor:
    publisher copyright:
    publisher's note:
    supported by grant
    the author declares
    the author has declared
    the authors declare
    the authors have declared
    the following values have no corresponding zotero field
    the funders had
    if you use this software
    this research was funded by
    this research was supported by
    this study was funded by
    this study was supported by
    this work was funded by
    this work was supported by
    """)

  /// How what follows a label of `prose` begins where it begins with a small letter.
  static let beginningsOfProse = lines(
    """
    a grant
    funded 
    grant
    grants
    no 
    none
    not applicable
    nothing
    supported 
    the 
    this 
    we 
    """)

  /// What libraries call a list of references, with which their notes begin.
  static let namesOfBibliographies = words(
    """
    bibliografia bibliografía bibliografie bibliogr bibliographical bibliographie bibliography
    includes incl literaturangaben literaturhinweise literaturverz literaturverzeichnis
    """)

  /// What stands beside it and its pages.
  static let wordsOfBibliographies = words(
    """
    and bl et f fol index l leaf leaves notes p page pages pp references refs s seite seiten u und v
    """)

  /// Where an author works.
  static let institutions = words(
    """
    academy center centre college department dept faculty hospital inst institut institute
    laboratory school univ universidad universita universitat université university
    """)

  /// What stands beside the address of a full text.
  static let wordsOfAddresses = words(
    """
    abstract access article at available download free from full fulltext here html in is link online
    open pdf text the to url version via view
    """)

  /// What PubMed calls the kinds of publications. Single words that a person might write alone
  /// ("Review", "Letter") are left out.
  static let publicationTypes = lines(
    """
    adaptive clinical trial
    autobiography
    case reports
    classical article
    clinical conference
    clinical study
    clinical trial
    clinical trial protocol
    clinical trial, phase i
    clinical trial, phase ii
    clinical trial, phase iii
    clinical trial, phase iv
    clinical trial, veterinary
    collected work
    comparative study
    consensus development conference
    consensus development conference, nih
    controlled clinical trial
    corrected and republished article
    duplicate publication
    electronic supplementary materials
    equivalence trial
    evaluation study
    evaluation studies
    expression of concern
    government publication
    historical article
    introductory journal article
    journal article
    legal case
    meta-analysis
    multicenter study
    newspaper article
    observational study
    observational study, veterinary
    patient education handout
    periodical index
    personal narrative
    portrait
    practice guideline
    pragmatic clinical trial
    published erratum
    randomized controlled trial
    randomized controlled trial, veterinary
    research support, american recovery and reinvestment act
    research support, n.i.h., extramural
    research support, n.i.h., intramural
    research support, non-u.s. gov't
    research support, u.s. gov't, non-p.h.s
    research support, u.s. gov't, p.h.s
    retracted publication
    retraction of publication
    scientific integrity review
    scoping review
    systematic review
    twin study
    validation study
    validation studies
    video-audio media
    """)

  /// Words that hold sentences together, in the languages that most notes are written in.
  static let joiningWords = words(
    """
    a about after all also although an and any are as at be because been before both but by can cf
    could did do does each for from good had has have how however i if in into is it its may might
    more most must my no not of on only or other our same see should so than that the their these
    they this those to too very was we were what when where which who why will with would you your
    aber als auch auf das dem den der des die ein eine es für im ist mit nicht sehr sich sind und
    von wie wird zu zum zur
    au avec ce cette dans des du elle est et il la le les ne pas plus pour que qui sont sur très un
    une
    como con del el en es esta este la las los más muy no para pero por que se sin son su un una y
    che con di è gli il lo molto non per più sono una
    com da do é em mais muito não na no os para uma
    een en het is met niet van voor zeer
    """)

  /// What publishers and databases did on a day.
  static let events = words(
    """
    accepted added created epub imported modified online published received revised submitted
    updated
    """)

  /// What stands beside a day and what was done on it.
  static let wordsOfDates = words(
    """
    ahead article available date first form import in issue last of on original originally print
    record version work
    january february march april may june july august september october november december jan feb mar
    apr jun jul aug sep sept oct nov dec central
    """)

  private static func lines(_ text: String) -> Set<String> {
    Set(text.split(separator: "\n").map(String.init))
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
