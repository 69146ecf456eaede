import Foundation

/// Records of works that do not exist, as many as are wanted, the same in every run.
///
/// Words, people and journals are drawn so that their number grows with a power of the text's length,
/// as in real text: of words with the power .55.
///
/// Source: Heaps (1978), Information Retrieval, section 7.5; the shifted rank is Mandelbrot's (1953).
struct InventedCorpus {
  /// - Parameter number: from 0.
  func entry(_ number: Int) -> String {
    var random = SeededGenerator(state: UInt64(number) &* 0xD134_2543_DE82_EF95)
    let authors = (0..<Int.random(in: 1...5, using: &random)).map { _ in
      "\(name(random.rank(.people))), \(name(random.rank(.given)))"
    }
    let year = Int.random(in: 1980...2025, using: &random)
    let first = Int.random(in: 1...2_000, using: &random)
    var lines = [
      "@article{entry\(number),",
      "  author = {\(authors.joined(separator: " and "))},",
      "  title = {\(name(random.rank(.words))) \(words(6...14, &random))},",
      "  journal = {Journal of \(name(random.rank(.journals))) \(name(random.rank(.journals)))},",
      "  year = {\(year)},",
      "  volume = {\(Int.random(in: 1...300, using: &random))},",
      "  pages = {\(first)--\(first + 12)},",
    ]
    if Int.random(in: 0..<10, using: &random) < 7 {
      lines.append("  doi = {10.5555/invented.\(number)},")
      lines.append("  abstract = {\(words(90...160, &random)).},")
    }
    return lines.joined(separator: "\n") + "\n}\n\n"
  }

  /// Writes entries into a file.
  func write(_ numbers: Range<Int>, to file: URL) throws {
    FileManager.default.createFile(atPath: file.path, contents: nil)
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    for start in stride(from: numbers.lowerBound, to: numbers.upperBound, by: 1_000) {
      let end = min(start + 1_000, numbers.upperBound)
      try handle.write(contentsOf: Data((start..<end).map(entry).joined().utf8))
    }
  }

  private func words(_ count: ClosedRange<Int>, _ random: inout SeededGenerator) -> String {
    let endings = ["", "", "", "s", "ed", "ing", "ation"]
    return (0..<Int.random(in: count, using: &random)).map { _ in
      word(random.rank(.words)) + endings.randomElement(using: &random)!
    }.joined(separator: " ")
  }

  private func name(_ rank: Int) -> String { word(rank).capitalized }

  /// A word of its own for each rank; frequent ones are short.
  private func word(_ rank: Int) -> String {
    let (consonants, vowels) = (Array("bcdfghklmnprstvz"), Array("aeiou"))
    var (rest, word) = (rank, "")
    repeat {
      word.append(consonants[rest % consonants.count])
      rest /= consonants.count
      word.append(vowels[rest % vowels.count])
      rest /= vowels.count
    } while rest > 0
    return word + "n"
  }
}

extension InventedCorpus {
  /// What is drawn, by the power with which its number grows.
  fileprivate enum Kind: Double {
    case words = 0.55
    case people = 0.7
    case given = 0.4
    case journals = 0.35
  }
}

extension SeededGenerator {
  /// A rank, most often a small one, without an upper end.
  fileprivate mutating func rank(_ kind: InventedCorpus.Kind) -> Int {
    let tail = Double.random(in: 1e-9..<1, using: &self)
    return Int(30 * (pow(tail, -1 / kind.rawValue) - 1)) % 100_000_000
  }
}
