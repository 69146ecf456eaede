import ArgumentParser
import Diagnostics
import Index
import References
import Search

struct MergeCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge works, regardless of their citations.",
    discussion: """
      ibid merge june2018chimeric june2018car
      ibid duplicates --format jsonl | jq -r .merge | head -n 3

      Adds a line under 'same:' in Index/index.yaml; delete the line to undo. All keys still find \
      the work.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(help: "Keys of two or more works, as printed by 'ibid duplicates'.")
  var keys: [String]

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    let works = try opened.works(keyed: keys, database)
    var names: [String] = []
    for work in works where !names.contains(work.key.description) {
      names.append(work.key.description)
    }
    guard names.count > 1 else {
      throw Failure.wrongRequest(
        keys.count > 1
          ? "\(keys.joined(separator: ", ")) are already one work" : "expected two or more keys",
        hint: keys.count > 1 ? "'ibid show \(names[0])' lists its citations" : nil)
    }
    let (key, differences) = try opened.rulingWholly { opened in
      let former = try opened.groups(against: works, areOne: true, database)
      opened = try opened.rule(that: names, areOne: true, instead: former)
      let merged = try opened.changedIndex()
      let found = Set(try opened.works(keyed: names, merged).map(\.key))
      guard let key = found.first, found.count == 1 else {
        throw Failure.wrongRequest(
          "other lines in '\(opened.library.configurationFile.path)' keep them apart",
          hint: "edit them by hand")
      }
      return (key, try Self.differences(within: key, merged))
    }
    // A slip in a key makes a work of two that have nothing in common.
    if differences.count > 1 {
      context.console.note(
        Message(
          "the citations differ in \(differences.joined(separator: ", "))", severity: .warning,
          hint: "'ibid show \(key)' prints them"))
    }
    context.console.print(
      "merged into \(key); undo with 'ibid split \(names.joined(separator: " "))'")
  }

  /// The names of the facts that tell works apart and that citations of a work state differently.
  private static func differences(
    within key: CitationKey, _ database: IndexDatabase
  ) throws -> [String] {
    let work = try database.answering { database throws(IndexError) in
      try Searcher(database).work(key)
    }
    let conflicts = Set(work?.conflicts.map(\.fact) ?? [])
    return ["title", "authors", "year", "container", "volume", "pages"].filter(conflicts.contains)
  }
}
