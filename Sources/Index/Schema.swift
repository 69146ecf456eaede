import Foundation
import GRDB
import References

/// The tables of `index.sqlite`.
///
/// Everything here is derived from the sources and can be built again; deleting the file loses
/// nothing. When works came in, and which keys they were given, is all that no source tells: whoever
/// keeps an index records it elsewhere and gives it to the next one (`IndexDatabase.restore`,
/// `KeyClaims`). The relational tables hold the truth:
///
/// - `source`: a file that was read, with what tells whether it has changed since.
/// - `citation`: one entry of one source with everything that was read from it, a column a fact
///   (`FactColumns`). Citations are kept apart, so that a source can be forgotten without a trace;
///   one whose `digest` is still that of its entry keeps its row when the source is read again.
///   `evidence` is why it was taken for its work.
///   `subject` is what a note calls the work that it is about (`SubjectResolver`); such a row states no
///   fact, not even a type, and `work_id` is 0 where no work is called so.
/// - `filing`: the tags, collections and screening decision of a citation, as typed; `form` is what is compared.
/// - `creator`: the people and groups of a citation, by the name of the fact that lists them, in order.
/// - `identifier`: the numbers of a citation as they are compared (`Identifier.Scheme`).
/// - `block`: what a citation shares with those that may be of one work with it, hashed (`Identity`).
/// - `work`: what one or more citations cite; its facts are what they say together (`UnitedFacts`),
///   of which the year and what lists are ordered by are kept here. `added` is when its key came into
///   the library first. `other_year` has the years that some citation prints besides.
/// - `alias`: other keys of works: of those that became one with them.
/// - `former_record`: what the citations of works that are gone said, so that a work that comes back
///   has its key (`KeyRecord`). `key_record`: keys that nobody but the index knows yet, in order.
/// - `former_work`: that date, in seconds since 1970, of works that are gone, or that an index before
///   this one held, so that a work that comes back keeps its date.
/// - `addition`: the dates that nobody but the index knows yet, in order.
/// - `annotation`: what people wrote about a citation, in order, and who, where the source says.
/// - `mention`: the references to other works inside an annotation of a citation, and what each was
///   resolved to; `candidates` are the ids of other works that it may mean. `name` is the hash of what
///   it calls the work, `is_due` whether that may name another now (`DueMentions`).
///
/// The others make the works searchable:
///
/// - `work_text`: the text of each work, a column a field, names and journals marked as such and
///   items apart from each other (`ColumnText`). All annotations of a work stand in one column.
/// - `work_index`: an FTS5 index over `work_text` with the analyzer as its tokenizer. It keeps no
///   copy of the text, and no lengths: those stand in `field_length`.
/// - `annotation_index`: an FTS5 index over each annotation by itself, so that words which are asked
///   for together meet in one.
/// - `work_vocabulary`: the terms of `work_index`, to find what a misspelled word may mean.
/// - `field_length`: tokens in each field of each work and the sources that cite it, `UInt16`
///   little-endian, packed in blocks of `FieldLengths.blockSize` works, so that ranking reads them
///   once and never a row at a time.
/// - `posting`: the works and places of each term that plain words ask for and many works hold, a row
///   a term (`PostingBytes`), as of the work `covered`; `posting_due` are works before it that have
///   changed since (`PostingTable`).
/// - `term_statistic`: in how many works each term stands, in any field and inflection, by the hash
///   of its stem; what ranking asks once a query instead of counting.
/// - `title`: the titles of works, whole and without their subtitles, hashed (`TitleForm`), so that
///   one which is typed is found whatever its punctuation.
/// - `abbreviation`: short forms and what the works' own texts say that they stand for, as printed
///   and as terms, one row a work (`AbbreviationFinder`).
///
/// Ranking looks nothing up a row. The works of plain words are read from `posting`, a blob a term, and
/// the score of each is added up in memory (`ListPass`). Phrases, prefixes and words near each other are
/// found by FTS5, and every work that it stops at is scored (`WorkPass`). All that match are scored, so
/// the best are the best and totals are exact.
///
/// `library_state` has one row: `generation` grows with every change, so that a reader knows when
/// what it holds in memory is out of date; `mentions_due` is set where sources have changed since
/// mentions were resolved; `rulings` are those that the index was built with (`IdentityRulings`);
/// `covered` and `profiles` are of `posting` (`OccurrenceProfiles`);
/// `languages` are those whose inflections the library asks for, `stemmed` all whose stems the index may
/// hold, also of works that name their language (`StemmingLanguages`).
///
/// Tables are STRICT, so a value of another kind is damage that SQLite itself finds
/// (`IndexDatabase.verify`), and an index with any other table, trigger or view is none of ours.
enum Schema {
  /// An index of another version is built again. Bump it whenever tables, terms or lengths change.
  static let version = 30

  /// Bytes of terms that FTS5 holds before it writes them as a segment. A transaction of ten
  /// thousands of works becomes one segment, so that nothing is merged later and a search looks each
  /// term up once.
  private static let hashSize = 64 << 20

  static func create(in db: Database) throws {
    for definition in definitions { try db.execute(sql: definition) }
    try db.execute(
      sql: """
        INSERT INTO work_index (work_index, rank) VALUES ('hashsize', \(hashSize));
        INSERT INTO library_state VALUES (0, FALSE, '{"different":[],"same":[]}', 0, 0, 0, x'');
        PRAGMA user_version = \(version);
        """)
  }

  private static let columns = Field.indexed.map(\.name)
  /// From the year 0 to the end of 9999.
  private static let time = "INTEGER NOT NULL CHECK (added BETWEEN -62167219200 AND 253402300799)"

  /// Every table and index, as SQLite keeps their definitions.
  private static let definitions = """
    CREATE TABLE source (
      id INTEGER PRIMARY KEY,
      path TEXT NOT NULL UNIQUE,
      size INTEGER NOT NULL,
      modified REAL NOT NULL,
      digest TEXT NOT NULL,
      problems INTEGER NOT NULL,
      unread INTEGER NOT NULL,
      is_faulty INTEGER NOT NULL,
      fixes INTEGER NOT NULL,
      annotator TEXT,
      stated_annotator TEXT
    ) STRICT;
    CREATE TABLE work (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      year INTEGER,
      author_order TEXT,
      title_order TEXT,
      added \(time)
    ) STRICT;
    CREATE INDEX work_year ON work (year);
    CREATE TABLE other_year (
      year INTEGER NOT NULL,
      work_id INTEGER NOT NULL,
      PRIMARY KEY (year, work_id)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX other_year_work ON other_year (work_id);
    CREATE TABLE former_work (key TEXT PRIMARY KEY, added \(time)) WITHOUT ROWID, STRICT;
    CREATE TABLE addition (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL,
      added \(time)
    ) STRICT;
    CREATE TABLE alias (alias TEXT PRIMARY KEY, key TEXT NOT NULL) WITHOUT ROWID, STRICT;
    CREATE INDEX alias_key ON alias (key);
    CREATE TABLE former_record (record TEXT PRIMARY KEY, key TEXT NOT NULL) WITHOUT ROWID, STRICT;
    CREATE TABLE key_record (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL,
      record TEXT NOT NULL
    ) STRICT;
    CREATE TABLE citation (
      id INTEGER PRIMARY KEY,
      source_id INTEGER NOT NULL,
      work_id INTEGER NOT NULL,
      evidence TEXT,
      digest INTEGER NOT NULL,
      position INTEGER NOT NULL,
      line INTEGER NOT NULL,
      raw TEXT NOT NULL,
      \(FactColumns.definitions),
      source_key TEXT,
      subject TEXT,
      notes TEXT,
      warnings TEXT,
      fixed TEXT,
      grade INTEGER,
      labels TEXT NOT NULL,
      confidence REAL NOT NULL
    ) STRICT;
    CREATE INDEX citation_source ON citation (source_id, position);
    CREATE INDEX citation_work ON citation (work_id);
    CREATE INDEX citation_container ON citation (container);
    CREATE INDEX citation_key ON citation (source_key) WHERE source_key IS NOT NULL;
    CREATE INDEX citation_subject ON citation (subject) WHERE subject IS NOT NULL;
    CREATE TABLE filing (
      kind TEXT NOT NULL,
      form TEXT NOT NULL,
      citation_id INTEGER NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (kind, form, citation_id)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX filing_citation ON filing (citation_id);
    CREATE TABLE identifier (
      scheme TEXT NOT NULL,
      value TEXT NOT NULL,
      citation_id INTEGER NOT NULL,
      PRIMARY KEY (scheme, value, citation_id)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX identifier_citation ON identifier (citation_id);
    CREATE TABLE block (
      hash INTEGER NOT NULL,
      citation_id INTEGER NOT NULL,
      PRIMARY KEY (hash, citation_id)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE creator (
      citation_id INTEGER NOT NULL,
      role TEXT NOT NULL,
      position INTEGER NOT NULL,
      family TEXT,
      given TEXT,
      suffix TEXT,
      literal TEXT,
      PRIMARY KEY (citation_id, role, position)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE annotation (
      id INTEGER PRIMARY KEY,
      citation_id INTEGER NOT NULL,
      annotation TEXT NOT NULL,
      annotator TEXT,
      \(AnnotationDetails.all.map { "\($0.name) TEXT" }.joined(separator: ", "))
    ) STRICT;
    CREATE INDEX annotation_citation ON annotation (citation_id);
    CREATE TABLE mention (
      id INTEGER PRIMARY KEY,
      citation_id INTEGER NOT NULL,
      annotation_id INTEGER NOT NULL,
      start INTEGER NOT NULL,
      end INTEGER NOT NULL,
      text TEXT NOT NULL,
      families TEXT,
      has_others INTEGER NOT NULL,
      year INTEGER,
      number INTEGER,
      key TEXT,
      name INTEGER,
      target_id INTEGER,
      candidates TEXT NOT NULL DEFAULT '',
      is_due INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX mention_citation ON mention (citation_id);
    CREATE INDEX mention_target ON mention (target_id);
    CREATE INDEX mention_name ON mention (name, year) WHERE name IS NOT NULL;
    CREATE INDEX mention_due ON mention (annotation_id) WHERE is_due = 1;
    CREATE VIRTUAL TABLE annotation_index USING fts5(
      annotation, content='annotation', content_rowid='id', columnsize=0, tokenize='ibid'
    );
    CREATE TABLE work_text (
      id INTEGER PRIMARY KEY,
      \(columns.map { "\($0) TEXT NOT NULL" }.joined(separator: ", "))
    ) STRICT;
    CREATE VIRTUAL TABLE work_index USING fts5(
      \(columns.joined(separator: ", ")),
      content='work_text', content_rowid='id', columnsize=0, tokenize='ibid'
    );
    CREATE VIRTUAL TABLE work_vocabulary USING fts5vocab (work_index, row);
    CREATE TABLE field_length (
      block INTEGER PRIMARY KEY CHECK (block >= 0),
      lengths BLOB NOT NULL CHECK (length(lengths) = \(FieldLengths.blockBytes))
    ) STRICT;
    CREATE TABLE posting (
      term TEXT PRIMARY KEY,
      checksum INTEGER NOT NULL,
      works BLOB NOT NULL,
      places BLOB NOT NULL
    ) STRICT;
    CREATE TABLE posting_due (work_id INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE term_statistic (term INTEGER PRIMARY KEY, works INTEGER NOT NULL) STRICT;
    CREATE TABLE title (
      form INTEGER NOT NULL,
      work_id INTEGER NOT NULL,
      PRIMARY KEY (form, work_id)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX title_work ON title (work_id);
    CREATE TABLE abbreviation (
      short_terms TEXT NOT NULL,
      long_terms TEXT NOT NULL,
      work_id INTEGER NOT NULL,
      short TEXT NOT NULL,
      long TEXT NOT NULL,
      PRIMARY KEY (short_terms, long_terms, work_id)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX abbreviation_long ON abbreviation (long_terms);
    CREATE INDEX abbreviation_work ON abbreviation (work_id);
    CREATE TABLE library_state (
      generation INTEGER NOT NULL,
      mentions_due INTEGER NOT NULL,
      rulings TEXT NOT NULL,
      languages INTEGER NOT NULL,
      stemmed INTEGER NOT NULL,
      covered INTEGER NOT NULL,
      profiles BLOB NOT NULL
    ) STRICT
    """.split(separator: ";").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }

  /// Tables that conditions of queries ask.
  static let conditionTables = [
    "work", "other_year", "citation", "annotation", "source", "creator", "identifier", "mention",
    "filing",
  ]

  /// What FTS5 keeps its indexes in.
  private static let ftsTables = ["annotation_index", "work_index"].flatMap { index in
    ["data", "idx", "config"].map { "\(index)_\($0)" }
  }

  /// - Throws: `IndexError.damaged` where the version is right but a table is missing or other than
  ///   ours, or something is there that is not.
  static func isCurrent(in db: Database) throws -> Bool {
    guard try Int.fetchOne(db, sql: "PRAGMA user_version") == version else { return false }
    let rows = try Row.fetchAll(
      db, sql: "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    let found = try rows.map { row -> String in
      let (name, definition): (String, String) = (try row.value("name"), try row.value("sql"))
      return definition.hasPrefix("CREATE TABLE '\(name)'(") ? name : definition
    }
    guard found.sorted() == (definitions + ftsTables).sorted() else { throw IndexError.damaged }
    return true
  }
}
