/// Names of consortia, institutes and other groups among authors.
enum GroupName {
  /// Whether a word of the text is one that groups are called by.
  static func isKnown(_ text: Printed) -> Bool {
    text.isAcronym || text.words.contains { words.containsFolded($0.letters) }
  }

  /// Without what announces a group after people: "on behalf of the", "for the".
  static func text(_ text: Printed) -> String {
    var name = text
    if name.first == "(", name.last == ")" { name = name.dropFirst().dropLast() }
    if name.last == ".", !name.endsWithInitialism { name = name.dropLast() }
    return name.trimmed.collapsed
  }

  static let words: WordSet = [
    "academy", "administration", "agency", "alliance", "association", "authors", "authority",
    "board", "bureau", "cancer", "center", "centers", "centre", "centres", "club", "collaboration",
    "collaborations", "collaborative", "collaborators", "collective", "college", "commission",
    "committee", "community", "company", "conference", "consortium", "cooperative", "corporation",
    "council", "department", "developers", "directorate", "division", "federation", "force",
    "foundation", "fund", "government", "group", "groups", "hospital", "inc", "initiative",
    "institute", "institutes", "institution", "international", "investigators", "laboratory",
    "ltd", "members", "ministry", "national", "nations", "network", "office", "organisation",
    "organization", "panel", "parliament", "participants", "partners", "partnership", "platform",
    "program", "programme", "project", "registry", "researchers", "scientists", "secretariat",
    "service", "services", "society", "study", "survey", "system", "task", "team", "trial",
    "trialists", "trials", "trust", "union", "university", "workgroup", "workshop", "writing",
    "academies", "agence", "agencia", "agência", "amt", "autorité", "banca", "banco", "banque",
    "bundesamt", "bundesministerium", "comisión", "comitê", "comité", "conseil", "consejo",
    "direção-geral", "direction", "fundação", "fundación", "gesellschaft", "institut", "instituto",
    "istituto", "ministério", "ministère", "ministerio", "ministero", "ministerium", "organisasjon",
    "organizaciones", "organización", "organização", "raad", "secretaría", "sociedad", "sociedade",
    "società", "société", "standards", "statistics", "stiftung", "team", "universidad",
    "universidade", "università", "universität", "université", "urząd", "úřad", "verband",
    "министерство", "институт", "университет", "государственная", "государственный",
  ]
}

extension ArraySlice where Element == Unicode.Scalar {
  /// Three capitals or more, and nothing else.
  fileprivate var isAcronym: Bool { count >= 3 && allSatisfy(\.isUpper) }

  /// Without marks at both ends.
  var letters: Printed {
    var word = self
    while let first = word.first, !first.isLetter { word.removeFirst() }
    while let last = word.last, !last.isLetter { word.removeLast() }
    return word
  }
}
