import Diagnostics

/// What every page of the site has around its contents.
struct SitePage {
  let title: String
  /// Above the contents: a heading, or the form of a search.
  var header = ""
  let contents: String

  var html: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(title.html) – ibid</title>
    <link rel="stylesheet" href="/page.css">
    <script src="/site.js" defer></script>
    </head>
    <body>
    <header>
    <p class="home"><a href="/">ibid</a></p>
    \(header)
    </header>
    \(contents)
    </body>
    </html>

    """
  }

  /// Messages as a terminal shows them, with the place in the query.
  static func html(_ messages: [Message]) -> String {
    messages.map { message in
      let kind = message.severity.map { " class=\"\($0.rawValue)\"" } ?? ""
      return "<pre\(kind)>\(message.lines(width: .max).joined(separator: "\n").html)</pre>"
    }.joined(separator: "\n")
  }
}
