/// A horizontal bar of block characters, exact to an eighth of a column.
enum Bar {
  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// - Returns: a visible bar for every nonzero value.
  static func text(_ value: Int, of most: Int, width: Int) -> String {
    guard value > 0, most > 0, width > 0 else { return "" }
    let length = max(1, Int((8 * Double(width) * Double(value) / Double(most)).rounded()))
    return String(repeating: "█", count: length / 8) + eighths[length % 8]
  }
}

/// Numbers as a row of upright bars, each an eighth of a line high at least.
enum Sparkline {
  private static let bars = Array("▁▂▃▄▅▆▇█")
  /// Columns that it takes at most.
  private static let width = 60

  /// More numbers than columns are added up, side by side.
  static func text(_ numbers: [Int]) -> String {
    let perBar = max(1, (numbers.count + width - 1) / width)
    let sums = stride(from: 0, to: numbers.count, by: perBar).map {
      numbers[$0..<min($0 + perBar, numbers.count)].reduce(0, +)
    }
    let most = max(sums.max() ?? 1, 1)
    return String(
      sums.map { $0 == 0 ? " " : bars[min(($0 * bars.count - 1) / most, bars.count - 1)] })
  }
}
