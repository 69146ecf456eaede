import Diagnostics
import ReferenceLibrary

/// `:set` and its short forms.
extension Shell {
  /// How a result is shown, or the next query answered.
  ///
  /// - Parameter saved: what a saved query says, which the session overrules.
  func settings(_ saved: Settings = Settings()) -> WholeSettings {
    WholeSettings(said: said.over(saved).over(context.typed).over(context.person))
  }

  /// Hits a page; nil fills the terminal.
  func pageLimit(_ saved: Settings = Settings()) -> Int? { said.limit ?? saved.limit }

  /// `:set`, `:set NAME` or `:set NAME VALUE`.
  func set(_ arguments: String) throws {
    let words = arguments.split(separator: " ", maxSplits: 1).map(String.init)
    guard let name = words.first else {
      for setting in Setting.all(in: .shell) {
        console.print("\(setting.name) \(text(of: setting))")
      }
      return
    }
    try set(name, words.count > 1 ? words[1] : "")
  }

  /// Changes a setting; without a value, prints it.
  func set(_ name: String, _ value: String) throws {
    let all = Setting.all(in: .shell)
    guard let setting = all.first(where: { $0.name == name }) else {
      let names = all.map(\.name).joined(separator: ", ")
      throw Failure.wrongRequest("unknown setting '\(name)'", hint: "known settings: \(names)")
    }
    if value.isEmpty { return console.print("\(name) \(text(of: setting))") }
    do throws(ValueProblem) {
      try setting.shellForm.read(value, &said)
    } catch {
      throw Failure.wrongRequest(
        "invalid value '\(value)' for '\(name)'",
        hint: setting.shellForm.known.joined(separator: ", "))
    }
  }

  /// The current value. The limit of other searches does not apply to a page of the shell.
  private func text(of setting: Setting) -> String {
    if setting.name == "limit" { return pageLimit().map(String.init) ?? "auto" }
    return setting.shellForm.text(settings().said.over(.usual)) ?? ""
  }
}
