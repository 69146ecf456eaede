import ArgumentParser
import Index
import ReferenceLibrary
import References
import Search

struct SplitCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Make several works of one, or keep works apart that may look like one.",
    discussion: """
      Writes a line under 'different:' in Index/index.yaml, where it can be taken out again. With the \
      keys of two works, these are never made one, and 'ibid duplicates' lists them no more. With the \
      key of one and the places of some of its citations, these become works of their own.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(
    help: "Keys, and places of citations as 'ibid show' prints them: Index/References/list.txt:12.")
  var keys: [String]

  func run(in context: Context) throws {
    var opened = try libraryOptions.opened(in: context)
    var database = try opened.currentIndex()
    var works = try opened.works(named: keys, database)
    // What was made one by a ruling is several again without it.
    let former = try opened.groups(against: works, areOne: false, database)
    if !former.isEmpty {
      opened = try opened.withdraw(former)
      database = try opened.currentIndex()
      works = try opened.works(named: keys, database)
    }
    var names = Self.distinct(works)
    if names.count < works.count || names.count == 1 {
      names = try citations(of: works, database)
      opened = try opened.rule(that: names, areOne: false)
      database = try opened.currentIndex()
      works = try opened.works(named: names, database)
      // Places move with the lines of a source, keys stay.
      let keys = Self.distinct(works)
      if keys.count == names.count {
        let written = opened.configuration.rulingGroups.filter { !$0.areOne && $0.names == names }
        opened = try opened.rule(that: keys, areOne: false, instead: written)
        _ = try opened.currentIndex()
      }
      names = keys
    } else {
      opened = try opened.rule(that: names, areOne: false)
      _ = try opened.currentIndex()
    }
    let undoing = "ibid merge \(names.joined(separator: " "))"
    context.console.print(
      "\(names.joined(separator: " and ")) are \(names.count) works now; '\(undoing)' undoes it")
  }

  /// The keys of works, each once.
  private static func distinct(_ works: [NamedWork]) -> [String] {
    var keys: [String] = []
    for work in works where !keys.contains(work.key.description) {
      keys.append(work.key.description)
    }
    return keys
  }

  /// The names of the citations of one work that are to be told apart.
  ///
  /// - Throws: `Failure` where it is not plain which.
  private func citations(of works: [NamedWork], _ database: IndexDatabase) throws -> [String] {
    let key = works[0].key
    guard works.allSatisfy({ $0.key == key }) else {
      throw Failure.wrongRequest(
        "some of \(keys.joined(separator: ", ")) are one work, and some are not",
        hint: "name the works of one pair at a time")
    }
    let work = try database.answering { database throws(IndexError) in
      try Searcher(database).work(key)
    }
    let places = (work?.places ?? []).map { "\($0.source):\($0.line)" }
    let named = works.map(\.name)
    let isOfPlaces = named.contains { places.contains($0) }
    if isOfPlaces, Set(named).count > 1 { return named }
    if isOfPlaces, Set(places).count > 1 { return [key.description, named[0]] }
    if places.count == 2, Set(places).count == 2 { return places }
    throw Failure.wrongRequest(
      places.count < 2
        ? "'\(key)' has one citation" : "'\(key)' has \(places.count) citations",
      hint: places.count < 2
        ? nil : "name those to split off: ibid split \(key) \(places[places.count - 1])")
  }
}
