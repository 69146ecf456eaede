import Diagnostics

/// Corrections for words that other programs use, or that people use for options and values of ibid.
enum MeantWord {
  /// The known word that is likely meant: the format with this file extension, the name that ibid uses
  /// for the word, else the known word with the most similar spelling.
  static func meant(by word: String, among known: [String]) -> String? {
    let word = word.lowercased()
    let others = [OutputFormat.otherNames[word]].compactMap(\.self) + others[word, default: []]
    return others.first(where: known.contains) ?? nearest(to: word, among: known)
  }

  /// The option that takes this value: `--format json` for `--json`.
  static func option(
    withValue word: String, among options: [CommandDescription.Argument]
  ) -> String? {
    for option in options {
      let values = option.allValues ?? []
      let value =
        values.first { $0 == word } ?? OutputFormat.otherNames[word].flatMap { name in
          values.first { $0 == name }
        } ?? others[word]?.first(where: values.contains)
      if let value { return "\(option.flag) \(value)" }
    }
    return nil
  }

  private static let others: [String: [String]] = [
    // Formats.
    "txt": ["text"], "plain": ["text"], "human": ["text"], "yaml": ["csl-json"],
    "yml": ["csl-json"],
    "csl": ["csl-json"], "pandoc": ["csl-json"], "docx": ["csl-json"],
    "zotero": ["csl-json", "ris"],
    "endnote": ["ris"], "mendeley": ["ris"], "refman": ["ris"], "latex": ["bibtex"],
    "tex": ["bibtex"], "biber": ["biblatex"], "xlsx": ["csv"], "excel": ["csv"], "table": ["csv"],
    "tab": ["tsv"], "json-lines": ["jsonl"], "vimgrep": ["places"], "grep": ["places", "search"],
    "ids": ["keys"], "id": ["key", "keys"], "org": ["markdown"],
    // Sort orders and facets.
    "year": ["newest"], "date": ["newest", "year"], "recent": ["newest"], "latest": ["newest"],
    "earliest": ["oldest"], "score": ["relevance"], "rank": ["relevance"], "best": ["relevance"],
    "name": ["author"], "authors": ["author"], "since": ["added"], "container": ["journal"],
    // Commands.
    "add": ["index"], "import": ["index"], "insert": ["index"], "update": ["index"],
    "find": ["search"], "list": ["search"], "ls": ["search"],
    "query": ["search"], "delete": ["remove"], "del": ["remove"], "rm": ["remove"],
    "dedupe": ["duplicates"], "dedup": ["duplicates"], "annotate": ["note"], "browse": ["open"],
    "view": ["show"], "cat": ["show"], "info": ["show"], "shell": ["repl"], "man": ["manual"],
    // Options.
    "--max": ["--limit"], "--max-count": ["--limit"], "--top": ["--limit"], "--number": ["--limit"],
    "--size": ["--limit"], "--skip": ["--offset"], "--start": ["--offset"], "--order": ["--sort"],
    "--order-by": ["--sort"], "--columns": ["--fields", "--width"], "--after": ["--since"],
    "--short": ["--brief"], "--total": ["--count"],
  ]
}
