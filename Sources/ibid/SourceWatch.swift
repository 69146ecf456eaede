import Diagnostics
import Dispatch
import Index
import ReferenceLibrary

/// Reads sources whenever they change, until a signal ends it.
///
/// It looks at the times of all files again and again, as every search does. That is right on any file
/// system, also on one that another computer changes; a look at thousands of files takes longer, so the
/// pause between two looks is a multiple of the time that one takes.
struct SourceWatch {
  private let library: Library
  private let format: ListFormat
  private let console: any Console

  private static let shortestPause = Duration.milliseconds(500)
  private static let longestPause = Duration.seconds(30)
  /// A fiftieth of one core.
  private static let pauseToLook = 50

  /// How long to wait for the next look.
  ///
  /// - Parameters:
  ///   - look: how long the last one took.
  ///   - hasRead: whether it also read sources, of which the time tells nothing about the next.
  static func pause(after look: Duration, hasRead: Bool) -> Duration {
    hasRead ? shortestPause : min(max(shortestPause, look * pauseToLook), longestPause)
  }

  init(_ library: Library, _ format: ListFormat, _ console: any Console) {
    (self.library, self.format, self.console) = (library, format, console)
  }

  func run() throws {
    let stop = StopSignal()
    var opened = try OpenLibrary(library, console)
    let live = LiveIndex(opened.indexer)
    var told: Set<String> = []
    var works: Int?
    while true {
      let start = ContinuousClock.now
      var summary = IndexSummary()
      let database = try look(opened, live, &told, &summary)
      let count = try database?.answering { database throws(IndexError) in
        try database.workCount()
      }
      if let count, works == nil {
        console.note(.note("\(counted(count, "work")); watching the sources, Ctrl-C ends"))
      }
      works = count ?? works
      try console.flush()
      let pause = Self.pause(after: start.duration(to: .now), hasRead: summary.hasChanges)
      if stop.isGiven(within: pause) || !console.isWanted { return }
      opened = reopened(opened, &told)
      live.indexer = opened.indexer
    }
  }

  /// The index, brought up to date. Nil where that must wait, for another process or a repair.
  private func look(
    _ opened: OpenLibrary, _ live: LiveIndex, _ told: inout Set<String>,
    _ summary: inout IndexSummary
  ) throws -> IndexDatabase? {
    var news: Set<String> = []
    do throws(IndexError) {
      let database = try opened.telling(counting: &summary, list: list) {
        tell throws(IndexError) in
        try live.current { event in
          // What is wrong is told once, not with every look.
          guard case .finished(let report) = event else { return tell(event) }
          guard let fault = report.lastingFault else { return tell(event) }
          news.insert(fault)
          if !told.contains(fault) { tell(event) }
        }
      }
      if !news.isEmpty { told = news }
      return database
    } catch {
      guard error == .locked || error == .diskFull else {
        throw error.failure(at: library.databaseFile.path)
      }
      let failure = error.failure(at: library.databaseFile.path)
      for message in failure.messages where told.insert(message.text).inserted {
        console.note(message)
      }
      return nil
    }
  }

  private func list(_ report: SourceReport) {
    if case .unchanged = report.outcome { return }
    format.print(
      [report], to: console, lines: { IndexSummary.line($0).map { ["\($0)"] } ?? [] },
      json: \.json)
  }

  /// With the configuration as it is now; as before where it cannot be read, which may be half written.
  private func reopened(_ former: OpenLibrary, _ told: inout Set<String>) -> OpenLibrary {
    do {
      return try OpenLibrary(library, console)
    } catch {
      for message in (error as? Failure)?.messages ?? []
      where told.insert(message.text).inserted { console.note(message) }
      return former
    }
  }
}

extension SourceReport {
  /// What stays wrong from one look to the next; nil for what has happened.
  fileprivate var lastingFault: String? {
    switch outcome {
    case .read, .forgotten: nil
    case .unchanged, .unreadable, .away, .skipped, .untrusted, .conflicted: "\(path): \(outcome)"
    }
  }
}

/// A request to end, awaited between two pieces of work.
private final class StopSignal {
  private let given = DispatchSemaphore(value: 0)
  private let signals: EndingSignals

  init() {
    signals = EndingSignals { [given] in given.signal() }
  }

  func isGiven(within pause: Duration) -> Bool {
    let (seconds, attoseconds) = pause.components
    let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
    return given.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .success
  }
}
