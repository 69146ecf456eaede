import Diagnostics
import Foundation

/// The program that shows long output page by page: `IBID_PAGER`, else what the person's
/// configuration names, else `PAGER`, else `less`.
struct Pager {
  private let command: String

  /// Nil if the command is empty, `cat` or not installed, and on terminals that cannot move the cursor,
  /// such as an editor's buffer or a log.
  init?(
    _ command: String, _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    if command.isEmpty || command == "cat" || Terminal.isDumb(environment) { return nil }
    let program = command.split(separator: " ").first.map(String.init) ?? ""
    guard program.contains("=") || Self.isInstalled(program) else { return nil }
    self.command = command
  }

  private static func isInstalled(_ program: String) -> Bool {
    if program.contains("/") { return FileManager.default.isExecutableFile(atPath: program) }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }

  /// Runs an action, and shows what it prints through the pager if it is longer than the terminal.
  func presenting<T>(on console: any Console, _ action: (any Console) throws -> T) rethrows -> T {
    let paged = PagedConsole(console, command)
    defer { paged.finish() }
    return try action(paged)
  }
}

/// Prints what fits the terminal at the end, at once; hands what is longer to a pager as it comes.
private final class PagedConsole: Console {
  private let console: any Console
  private let command: String
  private var text = ""
  private var rows = ScreenRows(columns: Terminal.size.columns)
  /// Rows of the notes and of the prompt below.
  private var rowsBelow = 1
  /// Said once the text is shown: the pager has the terminal for itself.
  private var notes: [Message] = []
  private var pager: UnsafeMutablePointer<FILE>?
  private var interruption: sig_t?
  private(set) var isWanted = true

  init(_ console: any Console, _ command: String) {
    self.console = console
    self.command = command
  }

  var terminal: Terminal { console.terminal }

  var messageForm: MessageForm {
    get { console.messageForm }
    set { console.messageForm = newValue }
  }

  func put(_ text: String) {
    guard isWanted else { return }
    if pager != nil { return hand(text) }
    self.text += text
    rows.add(text)
    pageWhatDoesNotFit()
  }

  private func pageWhatDoesNotFit() {
    guard pager == nil, rows.count + rowsBelow > Terminal.height, start() else { return }
    hand(text)
    text = ""
  }

  func note(_ message: Message) {
    rowsBelow += message.lines(width: max(Terminal.size.columns, 1)).count
    if text.isEmpty && pager == nil { return console.note(message) }
    notes.append(message)
  }

  /// What is held back for the pager has arrived with its end.
  func flush() throws {}

  func finish() {
    if !text.isEmpty { pageWhatDoesNotFit() }
    if let pager {
      if pclose(pager) != 0 {
        notes.insert(
          .note("the pager '\(command)' failed; use --no-pager to print without it"), at: 0)
      }
      signal(SIGINT, interruption)
    }
    console.put(text)
    console.note(notes)
  }

  /// - Returns: false where no pager can be started; its shell says why.
  private func start() -> Bool {
    // Keep colours and leave the text on the screen. Not F: text that fits the screen with its notes is
    // never paged, and notes after a pager that quits at once would scroll the first lines away.
    setenv("LESS", "RX", 0)
    pager = ChildProgram.writing(to: Self.keepingColours(command))
    // Ctrl-C is the pager's while it has the terminal.
    if pager != nil { interruption = signal(SIGINT, SIG_IGN) }
    return pager != nil
  }

  /// Whoever has options of their own in `LESS` wants colours, too, and not their codes.
  private static func keepingColours(_ command: String) -> String {
    let words = command.split(separator: " ")
    let isLess = words.first.map { $0 == "less" || $0.hasSuffix("/less") } ?? false
    return isLess ? "\(words[0]) -R \(words.dropFirst().joined(separator: " "))" : command
  }

  private func hand(_ text: String) {
    var text = text
    let isTaken = text.withUTF8 { bytes in
      fwrite(bytes.baseAddress, 1, bytes.count, pager) == bytes.count && fflush(pager) == 0
    }
    if !isTaken { isWanted = false }
  }
}
