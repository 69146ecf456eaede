import Diagnostics
import Foundation
import Index
import ReferenceLibrary
import References
import Search

/// One of the words of `ibid tag`: `+toread`, `-skimmed`; a word without a sign behind another is
/// added.
struct TagChange {
  let tag: String
  let isRemoved: Bool

  /// Whether a word can only be a tag, not the name of a work.
  static func isSigned(_ word: String) -> Bool { word.first.map { "+-#".contains($0) } ?? false }

  init(_ word: String) throws(Failure) {
    isRemoved = word.hasPrefix("-")
    tag = String(word.drop { "+-#".contains($0) })
    let isWord =
      tag.contains(where: \.isLetter)
      && tag.allSatisfy { $0.isLetter || $0.isNumber || "-_/".contains($0) }
    guard isWord else {
      throw Failure.wrongRequest(
        "invalid tag '\(word)'",
        hint: "a tag consists of letters, digits, '-', '_' and '/': +toread, +method/rct")
    }
  }
}

/// Writing one's own notes.
extension OpenLibrary {
  private var folder: NoteFolder { NoteFolder(library) }

  /// The work that a key names, and the file of its note.
  struct NotedWork {
    let key: CitationKey
    let file: URL
  }

  /// - Throws: `Failure` if a key names no work, or several; notes a work that has another key now.
  func notedWork(_ name: String, _ database: IndexDatabase) throws -> NotedWork {
    let key = try works(named: [name], database)[0].key
    if key.description.lowercased() != name.lowercased() {
      let isOldKey = try !database.answering { database throws(IndexError) in
        try database.keys(named: name)
      }.isEmpty
      console.note(.note("'\(name)' is \(isOldKey ? "now " : "")'\(key)'"))
    }
    return try notedWork(key, database)
  }

  func notedWork(_ key: CitationKey, _ database: IndexDatabase) throws -> NotedWork {
    let path = try database.answering { database throws(IndexError) in
      try database.ownNotePath(of: key)
    }
    return NotedWork(
      key: key,
      file: path.map { library.folder.appendingPathComponent($0) } ?? folder.file(of: key))
  }

  /// Adds a paragraph to a work's note.
  func note(_ text: String, on work: NotedWork, by name: String) throws {
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw Failure.wrongRequest("the note is empty", hint: "nothing was written")
    }
    try change(work) { note throws(NoteFile.Problem) in
      try note.sign(name)
      note.append(text)
    }
    tellNoted(work)
  }

  private func tellNoted(_ work: NotedWork) {
    bringUpToDate()
    console.note(.note("wrote the note to '\(library.storedPath(of: work.file))'"))
  }

  /// So that the next query need not say that it read a note; what goes wrong, it tells.
  private func bringUpToDate() { _ = try? indexer.currentIndex { _ in } }

  /// Lets a work's note be edited; a draft, so that what others write meanwhile is not lost unseen.
  func editNote(on work: NotedWork, by name: String) throws {
    let before = try read(work)
    let draft = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(work.key)-\(UUID().uuidString.prefix(8)).md")
    try Data(before.text.utf8).write(to: draft)
    do {
      try Editor.edit(draft)
      let text = try String(contentsOf: draft, encoding: .utf8)
      guard text != before.text else {
        try? FileManager.default.removeItem(at: draft)
        return console.note(.note("nothing was changed"))
      }
      try change(work) { note throws(Failure) in
        guard note == before else {
          throw Failure.wrongRequest("another program changed the note in the meantime")
        }
        note = NoteFile(text)
        // An edited front matter is kept as the user wrote it.
        if note.body != before.body { try? note.sign(name) }
      }
    } catch let failure as Failure {
      var failure = failure
      failure.messages.append(.note("not saved; the draft is '\(draft.path)'"))
      throw failure
    }
    try? FileManager.default.removeItem(at: draft)
    tellNoted(work)
  }

  /// Changes the tags of a work's note and prints those that it has then.
  func tag(_ work: NotedWork, _ changes: [TagChange], by name: String) throws {
    var missing: [String] = []
    let note = try change(work) { note throws(NoteFile.Problem) in
      var tags = note.tags
      missing = []
      for change in changes {
        let known = tags.firstIndex { folded($0) == folded(change.tag) }
        switch (known, change.isRemoved) {
        case (let place?, true): tags.remove(at: place)
        case (nil, false): tags.append(change.tag)
        case (nil, true): missing.append(change.tag)
        case (_?, false): break
        }
      }
      try note.setTags(tags)
    }
    for tag in missing {
      console.note(.note("'\(work.key)' has no tag '\(tag)' in its note"))
    }
    bringUpToDate()
    console.print(
      "\(work.key): \(note.tags.isEmpty ? "no tags" : note.tags.joined(separator: ", "))")
    let inText = changes.filter { change in
      change.isRemoved && note.body.localizedCaseInsensitiveContains("#\(change.tag)")
    }
    for change in inText {
      console.note(
        .note("'#\(change.tag)' is still in the text", hint: "edit it with 'ibid note \(work.key)'")
      )
    }
  }

  /// The names of works and the changes of tags in a line of words: works come first, and a word
  /// without a sign is a tag only behind one that has a sign, and only if it is no key.
  ///
  /// - Throws: `Failure` where a word can be neither, before anything is written.
  func worksAndTags(
    _ words: [String], _ database: IndexDatabase
  ) throws -> (works: [String], tags: [TagChange]) {
    var works: [String] = []
    var tags: [TagChange] = []
    for (index, word) in words.enumerated() {
      let isKey = try index == 0 || !TagChange.isSigned(word) && isKey(word, database)
      if isKey, tags.isEmpty {
        works.append(word)
      } else if isKey {
        throw Failure.wrongRequest(
          "'\(word)' is a key", hint: "name the works before the tags")
      } else if tags.isEmpty, !TagChange.isSigned(word) {
        throw Failure.wrongRequest(
          "'\(word)' is not a key, and tags have a sign", hint: "to add it as a tag: +\(word)")
      } else {
        tags.append(try TagChange(word))
      }
    }
    return (works, tags)
  }

  private func isKey(_ word: String, _ database: IndexDatabase) throws -> Bool {
    try database.answering { database throws(IndexError) in
      try !database.keys(named: word).isEmpty
    }
  }

  /// Every tag of a work, from any source.
  func tags(of work: NotedWork, _ database: IndexDatabase) throws -> [String] {
    try database.answering { database throws(IndexError) in
      try Searcher(database).works(work.key).first?.tags ?? []
    }
  }

  private func read(_ work: NotedWork) throws -> NoteFile {
    do { return try folder.note(in: work.file) } catch { throw unwritable(work) }
  }

  @discardableResult
  private func change<Problem: Error>(
    _ work: NotedWork, _ body: (inout NoteFile) throws(Problem) -> Void
  ) throws -> NoteFile {
    do {
      return try folder.change(work.file, body)
    } catch is NoteFile.Problem {
      throw Failure.wrongRequest(
        "cannot edit the front matter of '\(work.file.path)'",
        hint: "write it as 'tags: [toread, car-t]'; edit it with 'ibid note \(work.key)'")
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure.unwritten(work.file.path, error)
    }
  }

  private func unwritable(_ work: NotedWork) -> Failure {
    .noLibrary(
      "cannot read or write '\(work.file.path)'",
      hint: "check the permissions of the file and its folder; the file must be UTF-8 text")
  }
}
