import QueryLanguage

extension SavedQueryFolder {
  /// The query that `@name(arguments)` refers to.
  public func lookup(_ name: Query.Text, _ arguments: [Query.Argument]) throws -> SavedText {
    let saved = try load(name)
    let values = try saved.bind(
      arguments.map { SavedQueryValue(name: $0.name, text: $0.value.text, at: $0.value.range) },
      at: name.range)
    do {
      let question = try saved.question(values)
      return SavedText(
        name: saved.name, query: question.parsed.query, source: saved.source,
        match: saved.settings.first { $0.name == "match" }?.text)
    } catch {
      throw SavedQueryFault(error.message(in: saved.source))
    }
  }

  private func load(_ name: Query.Text) throws -> SavedQuery {
    do {
      return try load(name.text)
    } catch is SavedQueryFileError {
      throw QueryError(
        .error, .unknownSaved(name.text, suggestion: nearest(to: name.text)), at: name.range)
    }
  }
}
