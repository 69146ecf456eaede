/// The names of meetings, and of journals that are called after them.
enum Meeting {
  /// "NeurIPS", "ICML 2015", "Advances in Neural Information Processing Systems".
  static func isKnown(_ text: Printed) -> Bool {
    text.contains("Advances in Neural") || text.contains("Lecture Notes in")
      || text.words.contains { word in
        let name = word.prefix(while: \.isLetter)
        guard name.count(where: \.isUpper) > 1, acronyms.containsFolded(name) else { return false }
        return !words.containsFolded(name) || text.contains(where: \.isDigit)
          || text.contains("Proc")
      }
  }

  /// "2009 IEEE conference on computer vision", "Proceedings of the 9th Symposium on Salt".
  static func isNamed(_ text: Printed) -> Bool { isKnown(text) || !isJournal(text) }

  /// "Proceedings of the IEEE", "Proc. Natl. Acad. Sci.": journals with volumes.
  static func isJournal(_ text: Printed) -> Bool {
    !text.words.contains { word in
      let name = word.prefix(while: \.isLetter)
      return meetings.containsFolded(name) || gatherings.containsFolded(name) && isOneOfMany(text)
    }
  }

  /// "Proceedings of the annual meeting", "12th International Congress"; but "Town meeting democracy".
  private static func isOneOfMany(_ text: Printed) -> Bool {
    text.contains(where: \.isDigit) || text.contains("Proc") || text.contains("nnual")
      || text.contains("ternational") || text.contains("World") || text.contains("Abstracts")
  }

  private static let meetings: WordSet = [
    "conf", "conference", "symp", "symposium", "workshop", "kongress", "colloquium", "tagung",
  ]

  /// What other things are called, too.
  private static let gatherings: WordSet = ["congress", "meeting", "congrès", "congreso"]

  /// Acronyms that are words.
  private static let words: WordSet = [
    "chi", "sat", "soda", "micro", "rss", "dac", "pods", "colt", "crypto", "acl", "ccs", "fse",
  ]

  private static let acronyms: WordSet = [
    "aaai", "acl", "acmmm", "aistats", "asplos", "ccs", "chi", "coling", "colt", "crypto", "cscw",
    "cvpr", "dac", "eacl", "eccv", "ecoop", "emnlp", "eurocrypt", "focs", "fse", "hicss", "hpca",
    "icalp", "icassp", "iccad", "iccv", "icdm", "icip", "iclr", "icml", "icpr", "icra", "icse",
    "ijcai", "ijcnn", "infocom", "interspeech", "iros", "isca", "isit", "issac", "jcdl", "kdd",
    "lics", "lrec", "miccai", "micro", "mobicom", "naacl", "ndss", "neurips", "nips", "nsdi",
    "oopsla", "osdi", "pldi", "podc", "pods", "popl", "recsys", "rss", "rtss", "sat", "siggraph",
    "sigir", "sigmod", "soda", "sosp", "spaa", "stacs", "stoc", "uai", "uist", "usenix", "vldb",
    "wacv", "wsdm",
  ]
}
