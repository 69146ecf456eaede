import CLibEdit
import Diagnostics
import Foundation

/// Lines typed on a terminal: edited by libedit, with history and completion.
///
/// Ctrl-C and Ctrl-Z are editing keys while a line is typed, and signals otherwise: Ctrl-C then stops
/// a query.
final class EditedLines: LineReader {
  private let editor: OpaquePointer
  private let past: OpaquePointer
  private let history: ShellHistory
  private let completing: (String) -> Completion
  private var isCancelled = false
  private var suggestion = ""
  /// Kept, as libedit reads it while the line is typed.
  private var prompt = strdup("")
  /// Of the terminal when the line was drawn.
  private var size = Terminal.size
  /// Bytes that were typed before the prompt stood there and are still to be read.
  private var typedAhead = 0

  init(_ history: ShellHistory, completing: @escaping (String) -> Completion) {
    Self.useUTF8()
    self.history = history
    self.completing = completing
    editor = edit_init("ibid")
    past = history_init()
    edit_history_limit(past, Int32(ShellHistory.limit))
    for line in history.lines { edit_history_enter(past, line) }
    history.onAdd = { [past] line in edit_history_enter(past, line) }
    configure()
  }

  deinit {
    el_end(editor)
    history_end(past)
    free(prompt)
  }

  func next(prompt text: String, suggestion: String) -> TypedLine {
    self.suggestion = suggestion
    free(prompt)
    prompt = strdup(text)
    isCancelled = false
    // Before the prompt: what is typed once it stands there is a key, and nothing that the terminal
    // takes for the end of its input.
    edit_take_terminal(editor, 1)
    size = Terminal.size
    typedAhead = Int(edit_waiting_input())
    var count: Int32 = 0
    // Bracketed paste: newlines in pasted text must not submit the line.
    Self.markPastes(true)
    let line = el_gets(editor, &count)
    Self.markPastes(false)
    // A cancelled empty line is not an empty query.
    if isCancelled { return .cancelled }
    guard let line, count > 0 else {
      Self.draw("\n")
      return .end
    }
    return .text(String(cString: line).trimmingCharacters(in: .newlines))
  }

  // MARK: Keys

  /// Keys that libedit does not know by itself, as terminals send them: Delete, Home, End, and the
  /// arrows with Ctrl.
  private static let keys = [
    ("\\e[3~", "ed-delete-next-char"), ("\\e[1~", "ed-move-to-beg"), ("\\e[4~", "ed-move-to-end"),
    ("\\e[1;5D", "ed-prev-word"), ("\\e[1;5C", "em-next-word"),
  ]

  private func configure() {
    edit_set_owner(editor, Unmanaged.passUnretained(self).toOpaque())
    edit_use_keys(editor, "emacs")
    edit_use_history(editor, past)
    edit_set_prompt(editor) { EditedLines.owner(of: $0)?.prompt }
    edit_set_reader(editor) { EditedLines.owner(of: $0)?.read($1) ?? -1 }
    edit_add(editor, "ibid-complete", "complete the word") { editor, _ in
      UInt8(clamping: EditedLines.owner(of: editor)?.complete() ?? CC_ERROR)
    }
    edit_add(editor, "ibid-cancel", "discard the line") { editor, _ in
      UInt8(clamping: EditedLines.owner(of: editor)?.cancel() ?? CC_ERROR)
    }
    edit_add(editor, "ibid-suspend", "suspend") { editor, _ in
      UInt8(clamping: EditedLines.owner(of: editor)?.suspend() ?? CC_ERROR)
    }
    edit_add(editor, "ibid-edit", "edit the line in VISUAL or EDITOR") { editor, _ in
      UInt8(clamping: EditedLines.owner(of: editor)?.edit() ?? CC_ERROR)
    }
    edit_bind(editor, "^X^E", "ibid-edit")
    edit_add(editor, "ibid-paste", "insert what is pasted, on one line") { editor, _ in
      UInt8(clamping: EditedLines.owner(of: editor)?.paste() ?? CC_ERROR)
    }
    edit_bind(editor, "\\e[200~", "ibid-paste")
    edit_bind(editor, "^I", "ibid-complete")
    edit_bind(editor, "^R", "em-inc-search-prev")
    for (key, function) in Self.keys { edit_bind(editor, key, function) }
    el_source(editor, nil)
    edit_set_terminal(editor, "-isig")
    edit_bind(editor, "^C", "ibid-cancel")
    edit_bind(editor, "^Z", "ibid-suspend")
  }

  private static func owner(of editor: OpaquePointer?) -> EditedLines? {
    edit_owner(editor).map { Unmanaged<EditedLines>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Reads a character, before which the line is fitted to a terminal that was resized.
  ///
  /// - Returns: 1; 0 at the end; -1 where the terminal is gone.
  private func read(_ character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    var bytes: [UInt8] = []
    while true {
      var byte: UInt8 = 0
      let count = Foundation.read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return Int32(count) }
      if size != Terminal.size { fit() }
      if typedAhead > 0 {
        typedAhead -= 1
        // What Ctrl-D becomes that is typed while no line is edited.
        if byte == 0 { byte = 4 }
      }
      bytes.append(byte)
      if bytes.count > 1, byte & 0xC0 != 0x80 { bytes = [byte] }
      if let scalar = Unicode.Scalar(utf8: bytes) {
        character?.pointee = wchar_t(bitPattern: scalar.value)
        return 1
      }
      if bytes.count > 3 { bytes = [] }
    }
  }

  private func fit() {
    size = Terminal.size
    el_resize(editor)
    Self.draw("\r\u{1B}[J")
    edit_refresh(editor)
  }

  private func cancel() -> Int32 {
    isCancelled = true
    Self.draw("^C\n")
    return CC_NEWLINE
  }

  private func suspend() -> Int32 {
    edit_take_terminal(editor, 0)
    raise(SIGTSTP)
    edit_take_terminal(editor, 1)
    return CC_REDISPLAY
  }

  /// Ctrl-X Ctrl-E: edits the line in the editor.
  private func edit() -> Int32 {
    let line = el_line(editor).pointee
    let bytes = UnsafeRawBufferPointer(start: line.buffer, count: line.lastchar - line.buffer)
    let text = String(decoding: bytes, as: UTF8.self)
    edit_take_terminal(editor, 0)
    let edited = try? Editor.edited(text, ending: "query")
    edit_take_terminal(editor, 1)
    guard let edited else { return CC_REDISPLAY }
    // Moves to the end of the line, to delete all of it.
    let behind = UnsafeRawBufferPointer(start: line.cursor, count: line.lastchar - line.cursor)
    _ = el_cursor(editor, Int32(String(decoding: behind, as: UTF8.self).unicodeScalars.count))
    el_deletestr(editor, Int32(text.unicodeScalars.count))
    _ = el_insertstr(editor, edited)
    return CC_REDISPLAY
  }

  /// Turns bracketed paste on or off, except on terminals that do not support it.
  private static func markPastes(_ isOn: Bool) {
    let environment = ProcessInfo.processInfo.environment
    if Terminal.isDumb(environment) || environment["TERM", default: ""].hasPrefix("vt") { return }
    draw("\u{1B}[?2004\(isOn ? "h" : "l")")
  }

  /// Inserts text up to `ESC [ 201 ~`, the end of the paste.
  private func paste() -> Int32 {
    let mark = Array("\u{1B}[201~".utf8)
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while !bytes.suffix(mark.count).elementsEqual(mark) {
      let count = Foundation.read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return CC_EOF }
      bytes.append(byte)
    }
    let text = String(decoding: bytes.dropLast(mark.count), as: UTF8.self)
    let line = text.split { $0.isNewline || $0 == "\t" }.joined(separator: " ")
    return line.isEmpty || el_insertstr(editor, visible(line)) == 0 ? CC_REFRESH : CC_REFRESH_BEEP
  }

  private func complete() -> Int32 {
    let line = el_line(editor).pointee
    if line.buffer == line.lastchar, !suggestion.isEmpty {
      return el_insertstr(editor, suggestion) == 0 ? CC_REFRESH : CC_REFRESH_BEEP
    }
    let bytes = UnsafeRawBufferPointer(start: line.buffer, count: line.cursor - line.buffer)
    let completion = completing(String(decoding: bytes, as: UTF8.self))
    guard !completion.candidates.isEmpty else { return CC_REFRESH_BEEP }
    if let replacement = completion.replacement, replacement != completion.word {
      el_deletestr(editor, Int32(completion.word.unicodeScalars.count))
      guard el_insertstr(editor, replacement) == 0 else { return CC_REFRESH_BEEP }
      return CC_REFRESH
    }
    Self.draw("\n" + completion.list(width: size.columns > 0 ? size.columns : 80) + "\n")
    return CC_REDISPLAY
  }

  /// Beside what libedit draws.
  private static func draw(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
  }

  /// libedit reads bytes as the locale says; without one, every letter beyond ASCII would be lost.
  private static func useUTF8() {
    setlocale(LC_CTYPE, "")
    for name in ["C.UTF-8", "en_US.UTF-8"]
    where String(cString: nl_langinfo(nl_item(CODESET))) != "UTF-8" {
      setlocale(LC_CTYPE, name)
    }
  }
}

extension Unicode.Scalar {
  /// Nil if the bytes are not one scalar, or not all of it.
  fileprivate init?(utf8 bytes: [UInt8]) {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    self = scalar
  }
}
