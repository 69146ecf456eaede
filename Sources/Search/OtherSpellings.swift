import GRDB
import References
import TextAnalysis

/// The words of an index that are one word in British and in American spelling: phrases and names of
/// journals hold forms, not stems, so both are asked for.
struct OtherSpellings {
  let db: Database
  let analyzer: Analyzer

  /// Letters that differ, British first; in many words one of them stands before other letters.
  private static let pairs: [(String, String)] = [
    ("our", "or"), ("haem", "hem"), ("aemi", "emi"), ("paed", "ped"), ("gynaec", "gynec"),
    ("anaest", "anest"), ("aesth", "esth"), ("aetiol", "etiol"), ("palaeo", "paleo"),
    ("archaeo", "archeo"), ("caec", "cec"), ("faec", "fec"), ("caes", "ces"),
    ("oestr", "estr"), ("oesoph", "esoph"), ("oedem", "edem"), ("foet", "fet"),
    ("rrhoea", "rrhea"), ("homoeo", "homeo"), ("amoeb", "ameb"), ("coeliac", "celiac"),
    ("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("yse", "yze"),
    ("ysing", "yzing"), ("lled", "led"), ("lling", "ling"), ("ller", "ler"), ("lment", "llment"),
    ("ogue", "og"), ("tre", "ter"), ("bre", "ber"), ("ence", "ense"), ("sulph", "sulf"),
    ("grey", "gray"), ("programme", "program"), ("mould", "mold"), ("ageing", "aging"),
    ("sceptic", "skeptic"), ("artefact", "artifact"), ("aluminium", "aluminum"),
  ]

  /// Other spellings of a term, with its mark, that the index holds.
  func spellings(of term: String) throws -> [String] {
    let mark = term.hasPrefix("@") ? "@" : ""
    let form = String(term.dropFirst(mark.count))
    guard form.utf8.count > 3, form.utf8.allSatisfy({ (97...122).contains($0) }),
      let stem = analyzer.stem(of: form)
    else { return [] }
    return try Self.respelled(form).filter { other in
      try analyzer.stem(of: other) == stem
        && Bool.fetchOne(
          db.cachedStatement(sql: "SELECT 1 FROM work_vocabulary WHERE term = ?"),
          arguments: [mark + other]) ?? false
    }
  }

  /// A form with each of the pairs exchanged in one place, and another pair in what comes of it.
  ///
  /// - Parameter form: of the letters from a to z.
  static func respelled(_ form: String) -> [String] {
    let once = exchanged(in: Array(form.utf8))
    let all = Set(once + once.flatMap(exchanged)).map { String(decoding: $0, as: UTF8.self) }
    return all.filter { $0 != form }.sorted()
  }

  /// Each pair in both directions, as bytes: every word of every query is looked at.
  private static let exchanges: [(from: [UInt8], to: [UInt8])] = pairs.flatMap { pair in
    let (british, american) = (Array(pair.0.utf8), Array(pair.1.utf8))
    return [(british, american), (american, british)]
  }

  private static func exchanged(in form: [UInt8]) -> [[UInt8]] {
    var respelled: [[UInt8]] = []
    for (from, to) in exchanges where from.count <= form.count {
      for start in 0...(form.count - from.count)
      where form[start] == from[0] && form[start...].starts(with: from) {
        respelled.append(Array(form[..<start]) + to + form[(start + from.count)...])
      }
    }
    return respelled
  }
}
