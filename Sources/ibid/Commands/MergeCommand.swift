import ArgumentParser
import Index

struct MergeCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make works one, whatever their citations say.",
    discussion: """
      Writes a line under 'same:' in Index/index.yaml, where it can be taken out again. All keys go on \
      finding the work.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(help: "Keys of two works or more, as 'ibid duplicates' prints them.")
  var keys: [String]

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    let works = try opened.works(named: keys, database)
    var names: [String] = []
    for work in works where !names.contains(work.key.description) {
      names.append(work.key.description)
    }
    guard names.count > 1 else {
      throw Failure.wrongRequest(
        keys.count > 1
          ? "\(keys.joined(separator: ", ")) are one work already" : "expected two keys or more",
        hint: keys.count > 1 ? "'ibid show \(names[0])' lists its citations" : nil)
    }
    let key = try opened.rulingWholly { opened in
      let former = try opened.groups(against: works, areOne: true, database)
      opened = try opened.rule(that: names, areOne: true, instead: former)
      let merged = try opened.currentIndex()
      let found = Set(try opened.works(named: names, merged).map(\.key))
      guard let key = found.first, found.count == 1 else {
        throw Failure.wrongRequest(
          "other rulings in '\(opened.library.configurationFile.path)' keep them apart",
          hint: "edit them there")
      }
      return key
    }
    context.console.print(
      "\(key) is one work now; 'ibid split \(names.joined(separator: " "))' undoes it")
  }
}
