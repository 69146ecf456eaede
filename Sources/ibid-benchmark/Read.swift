import ArgumentParser
import Diagnostics
import Foundation
import ReferenceFormats

struct Read: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time reading files: entries a second on one core, peak memory.")

  @Argument(help: "Files of references.")
  var files: [String]

  func run() throws {
    for file in files {
      let clock = ContinuousClock()
      let start = clock.now
      let source = try DecodedSource(
        name: file, bytes: Data(contentsOf: URL(fileURLWithPath: file), options: .mappedIfSafe)
      ).text
      let decoded = clock.now
      let format = ReferenceFormat.of(source)
      var citations = 0
      var abstracts = 0
      var problems: [String: Int] = [:]
      format.forEachItem(of: source) { item in
        switch item {
        case .citation(let citation):
          citations += 1
          if citation.reference.abstract != nil { abstracts += 1 }
        case .annotator: break
        case .diagnostic(let diagnostic):
          problems[
            diagnostic.kind.message.prefix { !"0123456789'".contains($0) }.description, default: 0] +=
            1
        }
      }
      let whole = (clock.now - start).seconds
      print(
        """
        {"file":"\(file)","format":"\(format.name)","entries":\(citations),\
        "abstracts":\(abstracts),"seconds":\(String(format: "%.3f", whole)),\
        "decoding_seconds":\(String(format: "%.3f", (decoded - start).seconds)),\
        "entries_per_second":\(Int(Double(citations) / whole)),"peak_bytes":\(peakMemory())}
        """)
      for (problem, count) in problems.sorted(by: { $0.value > $1.value }) {
        print("  \(count) × \(problem)")
      }
    }
  }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

/// Of this process so far, in bytes.
func peakMemory() -> Int {
  var usage = rusage()
  #if canImport(Darwin)
    getrusage(RUSAGE_SELF, &usage)
    return Int(usage.ru_maxrss)
  #else
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss) * 1024
  #endif
}
