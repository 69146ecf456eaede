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
  static func respelled(_ form: String) -> [String] {
    let once = exchanged(in: form)
    let all = Set(once + once.flatMap(exchanged))
    return all.subtracting([form]).sorted()
  }

  private static func exchanged(in form: String) -> [String] {
    pairs.flatMap { british, american in
      [(british, american), (american, british)].flatMap { from, to in
        form.ranges(of: from).map { form[..<$0.lowerBound] + to + form[$0.upperBound...] }
      }
    }
  }
}
