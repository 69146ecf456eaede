import Testing

@testable import ReferenceFormats

@Suite struct LaTeXTextTests {
  private func text(_ latex: String, keepsParagraphs: Bool = false) -> String {
    var latex = latex
    return latex.withBytes {
      var reader = LaTeXText()
      return reader.text(of: $0, keepsParagraphs: keepsParagraphs)
    }
  }

  @Test(arguments: [
    (#"{\"O}zge Aks{\i}n"#, "Özge Aksın"), (#"\'e {\'e} \'{e} \' e"#, "é é é é"),
    (#"\"u \v{S} \c{C} \c c \H o \H{o} \u{g} \k{a} \.z \=a \r a \d{s}"#, "ü Š Ç ç ő ő ğ ą ż ā å ṣ"),
    (#"{\'{\i}} \'\i \^{\j} {\v{\i}}"#, "í íĵ ǐ"), (#"\'{\^e} {\`{\u{a}}}"#, "ế ằ"),
    (#"\ss{} \o \l{} \ae \AA \OE \aa\ \th"#, "ß øł æÅŒå þ"),
    (#"Stra{\ss}e, \L{}\'od\'z"#, "Straße, Łódź"),
    (#"\~{}me \^{} \~/x"#, "~me ^ ~/x"),
  ])
  func readsAccentsAndLetters(_ latex: String, _ expected: String) {
    #expect(text(latex) == expected)
  }

  @Test(arguments: [
    ("a -- b --- c - d", "a – b — c - d"), ("``a'' `b'", "“a” `b'"),
    ("10\\,km~away\\ now", "10 km away now"),
    ("A \\& B, 5\\%, \\#1, \\_x, \\{y\\}, \\$3", "A & B, 5%, #1, _x, {y}, $3"),
    ("50% of it", "50% of it"),
    (#"$\gamma$-secretase, H$_2$O, CD8$^{+}$, 37$^\circ$C"#, "γ-secretase, H2O, CD8+, 37°C"),
    (#"$x \leq 5$ and $\alpha\beta$"#, "x ≤5 and αβ"), ("costs $5 and $10", "costs $5 and $10"),
    (#"\ensuremath{\alpha_1}-x_1"#, "α1-x_1"), (#"$\frac{a}{b}$"#, "a/b"), (#"\(a^2\)"#, "a2"),
    (#"\textit{in} \emph{vitro} {\em x} {\bf y} \textsuperscript{18}F"#, "in vitro x y 18F"),
    (#"\url{http://a.b/~c--d\_e} \href{http://x.y}{here}"#, "http://a.b/~c--d_e here"),
    (#"\noop{1999}2000"#, "2000"), (#"\enquote{a \enquote*{b}}"#, "“a ‘b’”"),
    (#"\unknown{kept} \unheard of"#, #"kept \unheard of"#),
    (#"{\TeX}: The {\LaTeX} \TeX book"#, "TeX: The LaTeX TeXbook"),
    (
      "a &amp; b \\&amp; c &lt;d &#233; <i>e</i> 4<sup>th</sup> x < y", "a & b & c <d é e 4th x < y"
    ),
    ("  a\n\n b  ", "a b"), ("{{Double} {{braces}}}", "Double braces"),
    ("\\apj", "The Astrophysical Journal"),
    ("?`Qu\\'e? !`S\\'i!", "¿Qué? ¡Sí!"), ("\\", "\\"), ("", ""),
  ])
  func readsSymbolsAndMarkup(_ latex: String, _ expected: String) {
    #expect(text(latex) == expected)
  }

  @Test func keepsParagraphs() {
    #expect(
      text("One\ntwo.\n \nThree \\par four", keepsParagraphs: true) == "One two.\n\nThree\n\nfour")
  }
}
