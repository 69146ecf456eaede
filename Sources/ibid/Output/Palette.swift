/// Text attributes that read on light and dark alike: none but bold, dim and a few plain colours.
struct Palette {
  let isOn: Bool

  func key(_ text: String) -> String { wrap(text, "36") }
  func title(_ text: String) -> String { wrap(text, "1") }
  func faint(_ text: String) -> String { wrap(text, "2") }
  func match(_ text: String) -> String { wrap(text, "1;31") }

  private func wrap(_ text: String, _ code: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
