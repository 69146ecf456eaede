/// The names of meetings, and of journals that are called after them.
enum Meeting {
  /// "NeurIPS", "ICML 2015", "Advances in Neural Information Processing Systems".
  static func isKnown(_ text: Printed) -> Bool {
    text.contains("Advances in Neural") || text.contains("Lecture Notes in")
      || text.words.contains { acronyms.containsFolded($0.prefix(while: \.isLetter)) }
  }

  /// "2009 IEEE conference on computer vision", "Proceedings of the 9th Symposium on Salt".
  static func isNamed(_ text: Printed) -> Bool { isKnown(text) || !isJournal(text) }

  /// "Proceedings of the IEEE", "Proc. Natl. Acad. Sci.": journals with volumes.
  static func isJournal(_ text: Printed) -> Bool {
    !text.words.contains { meetings.containsFolded($0.prefix(while: \.isLetter)) }
  }

  private static let meetings: WordSet = [
    "conf", "conference", "symp", "symposium", "workshop", "congress", "meeting", "kongress",
    "colloquium", "tagung", "congrès", "congreso",
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
