import References

extension Reference {
  /// Takes facts from the notes of an entry, where programs put those without a field.
  mutating func fill(from notes: NoteText) {
    doi = doi ?? notes.doi
    pmid = pmid ?? notes.pmid
    pmcid = pmcid ?? notes.pmcid
    arxivID = arxivID ?? notes.arxivID
    if year == nil, let issued = notes.variables["issued"] { set(PublicationDate(issued)) }
    read(CSLTable.rows) {
      notes.variables[$0].map { [$0] } ?? []
    } names: { _ in
      []
    }
    for (variable, field) in CSLTable.others {
      if let value = notes.variables[variable], !others.contains(where: { $0.name == field }) {
        others.append(OtherField(name: field, value: BibTeXWriter.escaped(value)))
      }
    }
  }
}
