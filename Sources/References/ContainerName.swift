import Foundation

/// The name of a journal or book as it is compared: by its telling words.
public struct ContainerName: Sendable {
  /// Folded; small words and what stands in brackets left out.
  private let words: [String]
  /// All of them joined: names with the same letters are of one journal.
  public let letters: String
  /// The words without the country at their end.
  private let telling: ArraySlice<String>

  /// A library has many works and few journals.
  public init(_ text: String) {
    self = Self.known.name(text) { ContainerName(parsing: text) }
  }

  private static let known = KnownNames()

  private init(parsing text: String) {
    var depth = 0
    let outside = folded(text).filter { character in
      if "([".contains(character) { depth += 1 }
      defer { if ")]".contains(character) { depth -= 1 } }
      return depth == 0
    }
    let all = outside.split { !$0.isLetter && !$0.isNumber }
      .flatMap { Self.countries[String($0)] ?? [String($0)] }
    let telling = all.filter { !Self.smallWords.contains($0) }
    let words = telling.isEmpty ? all : telling
    let country = Self.endings.first { words.count > $0.count && words.ends(with: $0) }
    self.words = words
    self.telling = words.dropLast(country?.count ?? 0)
    letters = words.joined()
  }

  /// Whether two names may be of one journal: the same, or one the abbreviation, the acronym or the
  /// beginning of the other.
  func isCompatible(with other: ContainerName) -> Bool {
    if words.isEmpty || other.words.isEmpty || letters == other.letters { return true }
    let (short, long) =
      letters.count <= other.letters.count ? (self, other) : (other, self)
    return short.abbreviates(long) || short.isAcronym(of: long)
  }

  /// The first letters of the telling words: the same in all spellings of a journal that do not have the
  /// same letters.
  public var firstLetters: String { String(telling.compactMap(\.first)) }

  /// Whether two names are surely of one journal: the same but for articles and brackets, or one the
  /// abbreviation of the other, word by word.
  public func isSpelling(of other: ContainerName) -> Bool {
    if letters == other.letters { return true }
    let (one, two) = (telling, other.telling)
    return one.count > 1 && one.count == two.count
      && zip(one, two).allSatisfy { Self.abbreviates($0, $1) || Self.abbreviates($1, $0) }
  }

  /// Whether each word stands for a word of the other, in order: its beginning, or its first letter
  /// and others of it in order (`natl`).
  private func abbreviates(_ long: ContainerName) -> Bool {
    var rest = long.words[...]
    for word in words {
      guard let place = rest.firstIndex(where: { Self.abbreviates(word, $0) }) else { return false }
      rest = rest[(place + 1)...]
    }
    return words[0].first == long.words[0].first
  }

  private static func abbreviates(_ short: String, _ long: String) -> Bool {
    if long.hasPrefix(short) || short.hasPrefix(long) { return true }
    guard short.count > 2, short.first == long.first else { return false }
    var letters = long.makeIterator()
    return short.allSatisfy { letter in
      while let next = letters.next() { if next == letter { return true } }
      return false
    }
  }

  private func isAcronym(of long: ContainerName) -> Bool {
    guard words.count == 1, (2...7).contains(words[0].count), long.words.count > 1 else {
      return false
    }
    return String(long.words.compactMap(\.first)).hasPrefix(words[0])
  }

  /// A name without its article, and without what databases put after it in brackets: `Science` of
  /// `Science (New York, N.Y.)`, `Lancet` of `The Lancet`.
  public static func bare(_ name: some StringProtocol) -> String {
    let bare = String(name).replacing(/\s*[(\[][^()\[\]]*[)\]]/, with: "").replacing(
      /^(?i:the)\s+/, with: "")
    return bare.contains { $0.isLetter } ? bare : String(name)
  }

  /// As people call the journal by the initials of its words, without the country at its end: `nejm`,
  /// `pnas`. Nil if these are fewer than three, or more than seven.
  var initials: String? {
    (3...7).contains(telling.count) ? firstLetters : nil
  }

  private static let endings = [
    ["united", "states", "america"], ["united", "kingdom"], ["u", "s"], ["us"],
  ]

  private static let countries = [
    "usa": ["united", "states", "america"], "uk": ["united", "kingdom"],
  ]

  private static let smallWords: Set<String> = [
    "a", "an", "and", "at", "by", "de", "der", "des", "die", "du", "et", "for", "fur", "in", "la",
    "le", "of", "on", "the", "to", "und", "y",
  ]
}

extension [String] {
  fileprivate func ends(with words: [String]) -> Bool { suffix(words.count).elementsEqual(words) }
}

/// The names that were asked for lately.
private final class KnownNames: @unchecked Sendable {
  private let lock = NSLock()
  private var names: [String: ContainerName] = [:]

  private static let most = 4096

  func name(_ text: String, _ make: () -> ContainerName) -> ContainerName {
    if let name = lock.withLock({ names[text] }) { return name }
    let name = make()
    lock.withLock {
      if names.count >= Self.most { names.removeAll(keepingCapacity: true) }
      names[text] = name
    }
    return name
  }
}
