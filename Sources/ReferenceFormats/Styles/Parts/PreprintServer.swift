/// The servers on which preprints appear.
enum PreprintServer {
  /// The server that a sentence names, with "preprint" beside it or without.
  static func name(in text: Printed) -> Printed? {
    for word in text.words {
      let bare = word.prefix { $0.isLetter }
      if servers.containsFolded(bare) { return bare }
    }
    for name: StaticString in ["Research Square", "Preprints.org", "OSF Preprints", "SSRN"] {
      if let start = text.first(name) { return text[start..<start + name.utf8CodeUnitCount] }
    }
    return nil
  }

  private static let servers: WordSet = [
    "arxiv", "biorxiv", "medrxiv", "psyarxiv", "chemrxiv", "socarxiv", "edarxiv", "eartharxiv",
    "techrxiv", "engrxiv", "ssrn", "corr", "ecoevorxiv", "metaarxiv",
  ]
}
