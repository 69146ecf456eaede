import References

extension Manual {
  /// The library folder, and how its sources become works.
  static let library = Manual(
    name: "ibid-library", chapter: 5, topic: "library",
    summary: "the library folder, ranking and citation keys", sections: { LibraryManual.sections })
}

private enum LibraryManual {
  static var sections: [Manual.Section] {
    [
      Manual.Section(
        heading: "The library folder",
        blocks: [
          .paragraph(
            """
            The library is the folder given by --library, else by IBID_LIBRARY, else the nearest \
            parent folder with Index/index.yaml, else the 'library' of config.yaml, else \
            ~/.local/share/ibid. 'ibid init' creates one.
            """),
          .entry(["Index/index.yaml"], "what to index and how to rank; an empty file is valid"),
          .entry(["Index/References/"], "the sources, unless index.yaml lists others"),
          .entry(
            ["Index/Notes/"], "your notes and tags, one Markdown file per work, named after its key"
          ),
          .entry(["Index/fixes.jsonl"], "your corrections, written by 'ibid fix'"),
          .entry(["Index/decisions.jsonl"], "screening decisions, written by 'ibid decide'"),
          .entry(["Index/synonyms.txt"], "words that mean the same, one group per line"),
          .entry(["Index/index.sqlite"], "the index; derived from the sources, safe to delete"),
          .entry(
            ["Index/state/"],
            "append-only logs: citation keys, when works were added, what 'ibid run --new' has shown"
          ),
          .entry(["Queries/"], "saved queries; 'ibid help saved-queries' describes them"),
        ]),
      Manual.Section(
        heading: "index.yaml",
        blocks: [
          .paragraph("Every key is optional. Paths are relative to the folder of the file."),
          .example([
            "sources:", "- References", "- ../thesis.bib", "- path: lists/*.txt",
            "  annotator: Jane Smith", "language: [german, french]", "ranking:", "  b: 0.3",
            "  weights: {title: 3, note: 0}", "same:", "- [smith2019loss, smith2019loss-a]",
            "different:", "- [smith2019loss, Index/References/list.txt:12]",
          ]),
          .entry(
            ["sources"],
            "files, folders and patterns; 'annotator' names the author of the annotations in a source; \"!References/old.bib\" excludes a file"
          ),
          .entry(["language"], "languages to stem besides English"),
          .entry(["ranking"], "constants of the ranking function: \(ranking)"),
          .entry(
            ["same, different"],
            "works to merge and works to keep apart; 'ibid merge' and 'ibid split' add lines here"),
          .paragraph(
            """
            A library may come from somebody else. Sources outside its folder, and links that lead out \
            of it, are read only after you have allowed them once with 'ibid index --trust', or named \
            them yourself: 'ibid index FILE'. Your own library, in ~/.local/share/ibid or named in \
            config.yaml, may read any file. What is allowed is kept in ~/.local/state/ibid/trusted.
            """),
          .paragraph(
            """
            A source whose file or folder is missing, such as a disk that is not mounted, keeps its \
            works until its entry is removed from 'sources'. A file that is deleted from a folder of \
            sources is removed from the index.
            """),
        ]),
      Manual.Section(
        heading: "Sources",
        blocks: [
          .paragraph(
            """
            'ibid index FILE' links a file: it stays where it is, and changes are read by the next \
            search. With --copy, the library keeps a copy of its own. 'ibid sources copy' turns a link \
            into a copy; 'ibid sources remove' takes a source out and leaves its file; 'ibid index \
            --watch' reads changes as they happen.
            """),
          .paragraph(
            """
            A listed file or folder that is not there (moved, on a disk that is not mounted, not yet \
            downloaded from iCloud) is reported, and what was read of it stays searchable, until \
            'ibid sources move' names its new place or 'ibid sources remove' takes it out. A file that \
            was deleted from a listed folder is removed from the index. Conflicted copies that Dropbox, \
            Nextcloud, Syncthing or Seafile left are reported and not read.
            """),
        ]),
      Manual.Section(
        heading: "Ranking",
        blocks: [
          .paragraph(
            """
            The score of a work is BM25 over weighted fields, plus a bonus for neighbouring query words \
            in order. Abbreviations count as the better of their short and long form. Works that are \
            annotated, or cited by several sources, score slightly higher. --explain prints the parts \
            of each score.
            """),
          .paragraph("Default weights of the fields: \(weights)."),
        ]),
      Manual.Section(
        heading: "Works",
        blocks: [
          .paragraph(
            """
            Citations of the same thing, from one source or several, form one work. A shared DOI, \
            PubMed ID or arXiv ID decides. Otherwise title and first author must agree together with \
            pages, volume or year; or year, volume and first page together with an author or half of \
            the title. Different volumes, pages, journals or editions keep works apart, and so do a \
            preprint and its article. A missing field never counts as equal. The result depends on \
            the citations only, not on the names or order of files.
            """),
          .paragraph(
            """
            A work combines all facts of its citations: it has the union of their identifiers and \
            keywords and the longest author list with the fullest given names. A search looks at the \
            values of every citation. 'ibid show' prints why citations were merged and where they \
            differ; 'ibid duplicates' lists pairs that may be one work.
            """),
          .paragraph(
            """
            Each citation keeps its own annotations, and the words of annotation:( ) must match within \
            one annotation. Text that a database or program wrote is a note (note:), never an \
            annotation. A mention in an annotation, such as "Schuster et al. (2017)" or "ref. 12", is \
            resolved to a work, first in the same list, then in the library.
            """),
        ]),
      Manual.Section(
        heading: "Citation keys",
        blocks: [
          .paragraph(
            """
            A work keeps its key when its title or author is corrected, when its source disappears and \
            comes back, and when the index is rebuilt: Index/state/keys records what each key was \
            given to. If two works are merged, the older key stays, and the other still finds the \
            work. Keys from a .bib file are accepted wherever a key is, and exports use them; --keys \
            ibid exports ibid's own.
            """)
        ]),
      Manual.Section(
        heading: "Synonyms and abbreviations",
        blocks: [
          .paragraph(
            """
            ibid learns abbreviations that a text of the library defines, such as "axicabtagene \
            ciloleucel (axi-cel)": a search for one form also finds the other. Index/synonyms.txt adds \
            synonyms and takes precedence:
            """),
          .example(["axi-cel = axicabtagene ciloleucel = Yescarta"]),
        ]),
    ]
  }

  private static let ranking =
    "k1, b, pairs, pair-distance, annotated, cited, weights; 'ibid init' writes them with comments"

  private static var weights: String {
    Field.indexed.map { "\($0.name) \($0.defaultWeight.formatted)" }.joined(separator: ", ")
  }
}

extension Double {
  /// `2` and `0.25`.
  fileprivate var formatted: String {
    self == rounded() ? String(Int(self)) : String(self)
  }
}
