import CLibEdit
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
  /// Kept, as libedit reads it while the line is typed.
  private var prompt = strdup("")

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

  func next(prompt text: String, start: String) -> TypedLine {
    free(prompt)
    prompt = strdup(text)
    isCancelled = false
    if !start.isEmpty { el_push(editor, start) }
    var count: Int32 = 0
    guard let line = el_gets(editor, &count), count > 0 else {
      emit("")
      return .end
    }
    if isCancelled { return .cancelled }
    return .text(String(cString: line).trimmingCharacters(in: .newlines))
  }

  // MARK: Keys

  private func configure() {
    edit_set_owner(editor, Unmanaged.passUnretained(self).toOpaque())
    edit_use_keys(editor, "emacs")
    edit_use_history(editor, past)
    edit_set_prompt(editor) { EditedLines.owner(of: $0)?.prompt }
    edit_add(editor, "ibid-complete", "complete the word") { editor, _ in
      UInt8(clamping: EditedLines.owner(of: editor)?.complete() ?? CC_ERROR)
    }
    edit_add(editor, "ibid-cancel", "forget the line") { editor, _ in
      UInt8(clamping: EditedLines.owner(of: editor)?.cancel() ?? CC_ERROR)
    }
    edit_add(editor, "ibid-suspend", "stop until continued") { editor, _ in
      UInt8(clamping: EditedLines.owner(of: editor)?.suspend() ?? CC_ERROR)
    }
    edit_bind(editor, "^I", "ibid-complete")
    edit_bind(editor, "^R", "em-inc-search-prev")
    el_source(editor, nil)
    edit_set_terminal(editor, "-isig")
    edit_bind(editor, "^C", "ibid-cancel")
    edit_bind(editor, "^Z", "ibid-suspend")
  }

  private static func owner(of editor: OpaquePointer?) -> EditedLines? {
    edit_owner(editor).map { Unmanaged<EditedLines>.fromOpaque($0).takeUnretainedValue() }
  }

  private func cancel() -> Int32 {
    isCancelled = true
    try? FileHandle.standardOutput.write(contentsOf: Data("^C\n".utf8))
    return CC_NEWLINE
  }

  private func suspend() -> Int32 {
    edit_take_terminal(editor, 0)
    raise(SIGTSTP)
    edit_take_terminal(editor, 1)
    return CC_REDISPLAY
  }

  private func complete() -> Int32 {
    let line = el_line(editor).pointee
    let bytes = UnsafeRawBufferPointer(start: line.buffer, count: line.cursor - line.buffer)
    let completion = completing(String(decoding: bytes, as: UTF8.self))
    guard !completion.candidates.isEmpty else { return CC_REFRESH_BEEP }
    if let replacement = completion.replacement, replacement != completion.word {
      el_deletestr(editor, Int32(completion.word.unicodeScalars.count))
      guard el_insertstr(editor, replacement) == 0 else { return CC_REFRESH_BEEP }
      return CC_REFRESH
    }
    let width = Terminal.standardOutput.width ?? 80
    emit("\n" + Completion.columns(of: completion.candidates, width: width))
    return CC_REDISPLAY
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
