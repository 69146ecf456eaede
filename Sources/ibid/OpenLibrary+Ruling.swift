import Diagnostics
import Index
import ReferenceLibrary
import References

extension OpenLibrary {
  /// The works that names call without a doubt, to write something on them.
  ///
  /// - Throws: `Failure` where a name calls none, or several, or may call another.
  func works(named names: [String], _ database: IndexDatabase) throws -> [NamedWork] {
    try names.map { name in
      if let work = try work(keyed: name, database) { return work }
      let key = try searcher(database).work(named: name, surely: true).key
      return NamedWork(name: key.description, key: key)
    }
  }

  /// The works with some keys, or with citations at some places; a ruling is written on no other name.
  ///
  /// - Throws: `Failure` where a work has none of them, or several have one.
  func works(keyed names: [String], _ database: IndexDatabase) throws -> [NamedWork] {
    try names.map { name in
      guard let work = try work(keyed: name, database) else {
        throw Failure.unknownKey(name, database)
      }
      return work
    }
  }

  private func work(keyed name: String, _ database: IndexDatabase) throws -> NamedWork? {
    let keys = try database.answering { database throws(IndexError) in
      try database.keys(named: name)
    }
    if keys.count > 1 {
      throw Failure.wrongRequest(
        "'\(name)' is the key of several works",
        hint: "name one of \(keys.map(\.description).sorted().joined(separator: ", "))")
    }
    return keys.first.map { NamedWork(name: name, key: $0) }
  }

  /// Changes rulings step by step; where a step fails, `index.yaml` says again what it said before.
  func rulingWholly<T>(_ steps: (inout OpenLibrary) throws -> T) throws -> T {
    var opened = self
    do {
      return try steps(&opened)
    } catch {
      let (now, before) = (opened.configurationText.text, configurationText.text)
      if now != before, (try? library.replaceConfiguration(now, with: before)) != true {
        console.note(
          Message(
            "another program changed '\(library.configurationFile.path)' in the meantime; check it",
            severity: .warning))
      }
      throw error
    }
  }

  /// Writes a ruling into `index.yaml` in the place of those that say the contrary.
  ///
  /// - Returns: the library as it is then.
  func rule(
    that names: [String], areOne: Bool, instead former: [RulingGroup] = []
  ) throws -> OpenLibrary {
    try changing { try library.rule(that: names, areOne: areOne, instead: former) }
  }

  func withdraw(_ groups: [RulingGroup]) throws -> OpenLibrary {
    groups.isEmpty ? self : try changing { try library.withdraw(groups) }
  }

  private func changing(_ change: () throws -> Void) throws -> OpenLibrary {
    let path = library.configurationFile.path
    do {
      try change()
    } catch RulingError.notAList(let key) {
      throw Failure.wrongRequest(
        "'\(key)' in '\(path)' is not a block list", hint: "edit it by hand")
    } catch RulingError.notALine(let group) {
      throw Failure.wrongRequest(
        "line \(group.line) of '\(path)' says the opposite and spans several lines",
        hint: "edit it by hand")
    } catch {
      throw Failure.unwritten(path, error)
    }
    return try OpenLibrary(library, console)
  }

  /// The groups that say the contrary of a ruling about some works.
  ///
  /// - Throws: `Failure` where a group speaks of further works, too, so that it cannot be taken out.
  func groups(
    against works: [NamedWork], areOne: Bool, _ database: IndexDatabase
  ) throws -> [RulingGroup] {
    let keys = Set(works.map(\.key))
    let names = Set(works.map(\.name) + keys.map(\.description))
    let contrary = configuration.rulingGroups.filter { $0.areOne != areOne }
    // One that has the very names is what is meant, of several that make one work together.
    let literal = contrary.filter { group in
      group.names.count == 2 && names.isSuperset(of: group.names)
    }
    if !literal.isEmpty { return literal }
    return try contrary.filter { group in
      let spoken = try group.names.filter { name in
        if names.contains(name) { return true }
        // The key of one work does not distinguish its citations.
        return try areOne
          && database.answering { database throws(IndexError) in
            try database.keys(named: name).contains(where: keys.contains)
          }
      }
      if spoken.count < 2 { return false }
      if spoken.count == group.names.count { return true }
      throw Failure.wrongRequest(
        "line \(group.line) of '\(library.configurationFile.path)' says that \(group.names.joined(separator: ", ")) are \(group.areOne ? "one work" : "different works")",
        hint: "edit that line")
    }
  }

  /// Tells which names in the rulings nothing in the library has.
  ///
  /// - Returns: how many.
  @discardableResult
  func tellUnknownNames(_ database: IndexDatabase) throws(IndexError) -> Int {
    let unknown = try configuration.unknownNames(in: database)
    for diagnostic in unknown { console.note(diagnostic.message(in: configurationText)) }
    return unknown.count
  }
}

extension IndexDatabase {
  /// Queries the index, and reports why it cannot answer.
  func answering<T>(_ question: (IndexDatabase) throws(IndexError) -> T) throws -> T {
    do throws(IndexError) {
      return try question(self)
    } catch {
      throw error.failure(at: path)
    }
  }
}
