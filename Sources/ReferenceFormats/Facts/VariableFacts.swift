import References

extension Reference {
  /// Takes the facts that programs put into the notes of an entry, where no field says them.
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
