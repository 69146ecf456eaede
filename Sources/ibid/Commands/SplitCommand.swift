import ArgumentParser
import Index
import ReferenceLibrary
import References
import Search

struct SplitCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Split a work, or keep similar works apart.",
    discussion: """
      ibid split june2018chimeric june2018car
      ibid split june2018chimeric Index/References/list.txt:12

      Adds a line under 'different:' in Index/index.yaml; delete the line to undo. Given the keys \
      of two works, never merges them, and drops them from 'ibid duplicates'. Given the key of \
      one work and the places of some of its citations, makes these citations separate works.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(
    help: "Citation keys, and places as printed by 'ibid show': Index/References/list.txt:12.")
  var keys: [String]

  func run(in context: Context) throws {
    let names = try libraryOptions.opened(in: context).rulingWholly { opened in
      try split(&opened)
    }
    let undoing = "ibid merge \(names.joined(separator: " "))"
    context.console.print(
      "\(names.joined(separator: " and ")) are now \(names.count) works; undo with '\(undoing)'")
  }

  /// - Returns: the keys of the works that there are then.
  private func split(_ opened: inout OpenLibrary) throws -> [String] {
    var database = try opened.currentIndex()
    var works = try opened.works(keyed: keys, database)
    // What was made one by a ruling is several again without it.
    let former = try opened.groups(against: works, areOne: false, database)
    if !former.isEmpty {
      opened = try opened.withdraw(former)
      database = try opened.changedIndex()
      works = try opened.works(keyed: keys, database)
    }
    var names = Self.distinct(works)
    if names.count == works.count, names.count > 1 {
      opened = try opened.rule(that: names, areOne: false)
      _ = try opened.changedIndex()
      return names
    }
    let (citations, places) = try citations(of: works, database)
    opened = try opened.rule(that: citations, areOne: false)
    database = try opened.changedIndex()
    names = Self.distinct(try opened.works(keyed: places, database))
    guard names.count == places.count else {
      throw Failure.wrongRequest(
        "\(places.joined(separator: ", ")) cannot be told apart",
        hint: "other lines in '\(opened.library.configurationFile.path)' may merge them")
    }
    // Places move with the lines of a source, keys stay.
    let written = opened.configuration.rulingGroups.filter { !$0.areOne && $0.names == citations }
    opened = try opened.rule(that: names, areOne: false, instead: written)
    _ = try opened.changedIndex()
    return names
  }

  /// The keys of works, each once.
  private static func distinct(_ works: [NamedWork]) -> [String] {
    var keys: [String] = []
    for work in works where !keys.contains(work.key.description) {
      keys.append(work.key.description)
    }
    return keys
  }

  /// The names by which the citations of one work are told apart, and a place in each of the works
  /// that these become.
  ///
  /// - Throws: `Failure` where it is not plain which.
  private func citations(
    of works: [NamedWork], _ database: IndexDatabase
  ) throws -> (names: [String], places: [String]) {
    let key = works[0].key
    guard works.allSatisfy({ $0.key == key }) else {
      throw Failure.wrongRequest(
        "some of \(keys.joined(separator: ", ")) are one work, and some are not",
        hint: "name one pair of works at a time")
    }
    let work = try database.answering { database throws(IndexError) in
      try Searcher(database).work(key)
    }
    let places = (work?.places ?? []).map { "\($0.source):\($0.line)" }
    if places.count == 2, Set(places).count == 2 { return (places, places) }
    let named = places.filter { place in works.contains { $0.name == place } }
    // The key means all citations that are not split off.
    if !named.isEmpty, let rest = places.first(where: { !named.contains($0) }) {
      return ([key.description] + named, [rest] + named)
    }
    throw Failure.wrongRequest(
      places.count < 2
        ? "'\(key)' has one citation" : "'\(key)' has \(places.count) citations",
      hint: places.count < 2
        ? nil : "name the citations to split off: ibid split \(key) \(places[places.count - 1])")
  }
}
