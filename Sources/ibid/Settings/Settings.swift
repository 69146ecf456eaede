import Index
import ReferenceFormats
import ReferenceLibrary
import Search

/// What is said of how queries are answered and works are printed: on the command line, in a saved
/// query, in the environment, in a person's configuration. Nil is what is not said there.
///
/// `Setting.all` is the one table of them.
struct Settings: Sendable {
  /// The folder that is used outside of a library.
  var library: String?
  /// How a person signs notes.
  var name: String?
  /// How many works are shown.
  var limit: Int?
  /// How many works are passed over.
  var offset: Int?
  var isCounting: Bool?
  var sort: HitOrder?
  var matching: Matching?
  /// How long a query may take.
  var timeout: TimeAllowed?
  /// Whether to expand synonyms and abbreviations.
  var isExpanding: Bool?
  var usesFeedback: Bool?
  var isExplaining: Bool?
  var since: AdditionDate?
  var format: OutputFormat?
  var fields: [OutputField]?
  /// Whether only what identifies a work is printed.
  var isBrief: Bool?
  /// As it was typed.
  var template: String?
  var style: StyleName?
  var keys: RecordKeys?
  /// The heading of a document.
  var title: String?
  /// Whether documents omit citation keys.
  var hidesKeys: Bool?
  var facets: [Facet]?
  var isNullTerminated: Bool?
  /// Whether cells that a spreadsheet would take for formulas are printed as they are.
  var keepsFormulas: Bool?
  var color: DisplayChoice?
  var hyperlinks: DisplayChoice?
  var width: TextWidth?
  /// A command; empty for none.
  var pager: String?
  var keepsHistory: Bool?
  /// Whether the shell prints how long a search took.
  var isTiming: Bool?
}

/// How long something may take.
enum TimeAllowed: Sendable {
  case seconds(Double)
  case unlimited
}

extension Settings {
  /// These, and where they say nothing, others.
  func over(_ others: Settings) -> Settings {
    var settings = self
    for setting in Setting.all { setting.complete(&settings, others) }
    return settings
  }

  /// The defaults.
  static let usual: Settings = {
    var settings = Settings()
    for setting in Setting.all {
      // The table's own values; a test reads every one.
      if let text = setting.usual { try? setting.form.read(text, &settings) }
    }
    return settings
  }()

  /// The defaults of saved queries, whatever config.yaml sets: scripts rely on them.
  static let ofSavedQueries: Settings = {
    var settings = Settings()
    settings.matching = .all
    return settings
  }()

  /// The defaults in a pipe or a file, where nobody has to scroll.
  static let ofPipes: Settings = {
    var settings = Settings()
    settings.limit = .max
    return settings
  }()

  /// The head of a saved query that says them; empty where nothing is said.
  func frontMatter(description: String? = nil) -> String {
    let head =
      (description.map { ["description: \(JSON.string($0).line)\n"] } ?? [])
      + Setting.all(in: .savedQuery).compactMap { setting in
        setting.form.text(self).map { "\(setting.name): \($0)\n" }
      }
    return head.isEmpty ? "" : "---\n\(head.joined())---\n"
  }

  /// What a saved query says.
  init(_ query: SavedQuery) {
    self.init()
    for written in query.settings {
      try? Setting.named(written.name)?.form.read(written.text, &self)
    }
  }
}

/// Settings with all defaults filled in.
@dynamicMemberLookup
struct WholeSettings: Sendable {
  let said: Settings

  /// - Precondition: the setting has a usual value.
  subscript<Value>(dynamicMember path: KeyPath<Settings, Value?>) -> Value {
    guard let value = said[keyPath: path] ?? Settings.usual[keyPath: path] else {
      preconditionFailure("nothing is usual for \(path)")
    }
    return value
  }
}

extension WholeSettings {
  /// How a query is answered.
  var searchOptions: SearchOptions {
    var options = SearchOptions()
    options.matching = self.matching
    options.isExpanding = self.isExpanding
    options.usesFeedback = self.usesFeedback
    options.sort = self.sort
    options.asksForSet = options.sort != .relevance
    options.limit = self.limit
    options.offset = self.offset
    options.isExplaining = self.isExplaining
    options.since = said.since
    options.timeLimit = timeLimit
    return options
  }

  /// Nil where a query may take as long as it takes.
  var timeLimit: Duration? {
    switch self.timeout as TimeAllowed {
    case .unlimited: nil
    case .seconds(let seconds): .seconds(seconds)
    }
  }

  var display: DisplaySettings {
    DisplaySettings(color: self.color, hyperlinks: self.hyperlinks, width: self.width)
  }
}
