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
    let key = try opened.rulingWholly { opened in
      let former = try opened.groups(against: works, areOne: true, database)
      opened = try opened.rule(that: names, areOne: true, instead: former)
      let merged = try opened.changedIndex()
      let found = Set(try opened.works(keyed: names, merged).map(\.key))
      guard let key = found.first, found.count == 1 else {
        throw Failure.wrongRequest(
          "other lines in '\(opened.library.configurationFile.path)' keep them apart",
          hint: "edit them by hand")
      }
      return key
    }
    try tellDifferences(of: key, opened, context.console)
    context.console.print(
      "merged into \(key); undo with 'ibid split \(names.joined(separator: " "))'")
  }

  /// A slip in a key makes a work of two that have nothing in common.
  private func tellDifferences(
    of key: CitationKey, _ opened: OpenLibrary, _ console: any Console
  ) throws {
    let work = try opened.currentIndex().answering { database throws(IndexError) in
      try Searcher(database).work(key)
    }
    let telling = ["title", "authors", "year", "container", "volume", "pages"]
    let names = telling.filter { name in work?.conflicts.contains { $0.fact == name } ?? false }
    if names.count < 2 { return }
    console.note(
      Message(
        "the citations differ in \(names.joined(separator: ", "))", severity: .warning,
        hint: "'ibid show \(key)' prints them"))
  }
}
