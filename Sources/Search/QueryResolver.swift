import Diagnostics
import Index
import QueryLanguage
import References
import TextAnalysis

/// Checks a query against the table of fields: names become fields, text after `year:` becomes
/// years, words get the fields in which they are looked for, and forms the words of the index that
/// they stand for.
struct QueryResolver {
  /// In words; a longer phrase is no question.
  private static let longestPhrase = 100

  /// What a word spelled alike counts beside the word itself, so that exact hits come first.
  private static let nearBoost = 0.2

  private let source: SourceText
  private let vocabulary: Vocabulary
  private(set) var notes: [QueryError] = []

  init(_ source: SourceText, _ vocabulary: Vocabulary) {
    self.source = source
    self.vocabulary = vocabulary
  }

  /// What surrounds a part of a query.
  private struct Context {
    /// Nil where the query names none.
    var field: Field?
    var boost = 1.0
  }

  /// - Throws: `QueryError` where the query is wrong; what the database throws.
  mutating func resolve(_ query: Query) throws -> Criterion {
    guard let criterion = try resolve(query, Context()) else {
      throw QueryError(.error, .nothingToSearch, at: query.range)
    }
    return criterion
  }

  /// Nil where the query holds nothing that could be searched for.
  private mutating func resolve(
    _ query: Query, _ context: Context
  ) throws -> Criterion? {
    switch query {
    case .leaf(let leaf): return try resolve(leaf, context)
    case .near(let leaves, let distance, let range):
      return try near(leaves, distance, at: range, context)
    case .field(let name, let query): return try resolve(fieldNamed: name, query, context)
    case .boosted(let query, let factor):
      var inner = context
      inner.boost *= factor
      return try resolve(query, inner)
    case .saved(let name, _):
      throw QueryError(.error, .unknownSaved(name.text), at: name.range)
    case .not(let query): return try resolve(query, context).map(Criterion.not)
    case .and(let queries): return try combine(queries, context, Criterion.all)
    case .or(let queries): return try combine(queries, context, Criterion.or)
    }
  }

  private mutating func combine(
    _ queries: [Query], _ context: Context, _ make: ([Criterion]) -> Criterion
  ) throws -> Criterion? {
    var criteria: [Criterion] = []
    for query in queries {
      if let criterion = try resolve(query, context) { criteria.append(criterion) }
    }
    return criteria.count > 1 ? make(criteria) : criteria.first
  }

  // MARK: Fields

  private mutating func resolve(
    fieldNamed name: Query.Text, _ query: Query?, _ context: Context
  ) throws -> Criterion? {
    if let field = Field.named(name.text) {
      guard let query else {
        let range = name.range.lowerBound..<name.range.upperBound + 1
        throw QueryError(
          .error, .missingValue(field: name.text, example: field.example), at: range)
      }
      var inner = context
      inner.field = field
      if case .relation(let relation) = field.kind {
        inner.field = nil
        return try related(relation, query, inner)
      }
      let criterion = try resolve(query, inner)
      // Words of one group meet in one annotation.
      if case .annotations? = field.origin { return criterion?.meeting(in: field) }
      return criterion
    }
    if let near = Field.nearest(to: name.text) {
      throw QueryError(
        .error, .unknownField(name.text, suggestion: near.name), at: name.range)
    }
    return try resolveLiteral(name, query, context)
  }

  /// The works of a key, or of a query.
  private mutating func related(
    _ relation: Field.Relation, _ query: Query, _ context: Context
  ) throws -> Criterion? {
    if case .leaf(let leaf) = query, leaf.form == .word {
      let words = try words(leaf, .word, context)
      let key = Criterion.data(.key(leaf.text.text))
      return .related(relation, words.map { .or([key, $0]) } ?? key)
    }
    return try resolve(query, context).map { .related(relation, $0) }
  }

  /// `http://example.org`, `Immunity: a review`: text before a colon that is no field's name.
  private mutating func resolveLiteral(
    _ name: Query.Text, _ query: Query?, _ context: Context
  ) throws -> Criterion? {
    notes.append(QueryError(.note, .literalColon(name.text), at: name.range))
    let word = Query.Leaf(name, as: .word)
    guard let query else { return try resolve(word, context) }
    // A sign right behind the colon is text, too.
    var value = query
    if case .not(let part) = query, part.range.lowerBound == name.range.upperBound + 2 {
      value = part
    }
    if case .leaf(let leaf) = value, [.word, .exact, .pattern].contains(leaf.form) {
      let range = name.range.lowerBound..<leaf.text.range.upperBound
      let text = Query.Text(String(source[range]), at: range)
      return try resolve(Query.Leaf(text, as: .word), context)
    }
    return try combine([.leaf(word), query], context, Criterion.all)
  }

  // MARK: Values

  private mutating func resolve(_ leaf: Query.Leaf, _ context: Context) throws -> Criterion? {
    try checkAnchor(leaf, context)
    switch context.field?.kind {
    case .text?, .combination?, .relation?, nil: return try text(leaf, context)
    case let kind?: return try value(leaf, of: context.field!, kind)
    }
  }

  /// What a leaf asks of text. A form of the query language is a case here.
  private mutating func text(_ leaf: Query.Leaf, _ context: Context) throws -> Criterion? {
    switch leaf.form {
    case .word: return try words(leaf, .word, context)
    case .exact: return try words(leaf, .exact, context)
    case .phrase: return try phrase(leaf, context)
    case .prefix: return try words(leaf, .prefix, context)
    case .pattern: return try pattern(leaf, context)
    case .fuzzy(let edits): return try fuzzy(leaf, edits, context)
    case .expression: return try matches(leaf.text, context)
    case .all: return everything(context)
    case .range: throw notAText(leaf.text, context.field)
    }
  }

  /// What a leaf asks of data.
  private func value(
    _ leaf: Query.Leaf, of field: Field, _ kind: Field.Kind
  ) throws(QueryError) -> Criterion? {
    let text = leaf.text
    if leaf.form == .all {
      return Knowledge(field.name).map { .data(.has($0)) } ?? .all
    }
    if leaf.form == .expression { throw notExpression(text, field) }
    switch kind {
    case .number(let number):
      guard leaf.form != .prefix else {
        throw QueryError(.error, .notAYear(text.text + "*"), at: text.range)
      }
      return .data(.number(number, try numbers(text, number)))
    case _ where leaf.form == .range && kind != .addition: throw notAText(text, field)
    case .source: return .data(.source(text.text))
    case .annotator: return .data(.annotator(text.text))
    case .filing(let kind):
      let name = folded(text.text.drop { $0 == "#" })
      return .data(.filed(kind, name, isPrefix: leaf.form == .prefix))
    case .detail(let name): return detail(name, text.text, leaf)
    case .key: return .data(key(leaf))
    case .addition: return .data(.added(try period(text)))
    case .identifier(let scheme):
      let isPrefix = leaf.form == .prefix
      return .data(
        .identifier(
          scheme, isPrefix ? scheme.normalizedPrefix(text.text) : scheme.normalized(text.text),
          isPrefix: isPrefix))
    case .value:
      guard case .fact(let name, _)? = field.origin else { return nil }
      return .data(.holds(Fact.named(name)!, text.text, isPrefix: leaf.form == .prefix))
    case .type: return .data(.type(try type(text)))
    case .presence(let isThere): return try presence(text, isThere: isThere)
    case .property: return try property(text)
    case .text, .combination, .relation: return nil
    }
  }

  /// `key:schuster2017`, `key:schuster*`, `key:sch?ster*2017`
  private func key(_ leaf: Query.Leaf) -> DataCriterion {
    let pattern = leaf.form == .prefix ? leaf.text.text + "*" : leaf.text.text
    return pattern.contains { $0 == "*" || $0 == "?" } ? .keyLike(pattern) : .key(pattern)
  }

  /// What is asked of a detail of an annotation.
  private func detail(_ name: String, _ text: String, _ leaf: Query.Leaf) -> Criterion {
    switch name {
    case "page":
      let first = DataCriterion.holds(
        Fact.named("pages")!, text, isPrefix: leaf.form == .prefix)
      return .or([.data(.detail(name, text, isWhole: true)), .data(first)])
    case "colour":
      let colour = AnnotationDetails.colours[text.lowercased()] ?? text
      return .data(.detail(name, colour, isWhole: true))
    default: return .data(.detail(name, text, isWhole: false))
    }
  }

  private mutating func words(
    _ leaf: Query.Leaf, _ wording: TextCriterion.Wording, _ context: Context
  ) throws(QueryError) -> Criterion? {
    let text = leaf.text
    let words = vocabulary.analyzer.words(in: text.text, as: .names)
    guard words.count <= Self.longestPhrase else {
      throw QueryError(.error, .tooManyWords(limit: Self.longestPhrase), at: text.range)
    }
    guard !words.isEmpty else {
      notes.append(QueryError(.note, .ignoredPunctuation(text.text), at: text.range))
      return nil
    }
    if wording == .word, context.field == nil {
      noteMissingColon(text)
      noteBareYears(text)
    }
    if wording == .word || wording == .phrase { noteLiteralMarks(text) }
    if text.text.hasSuffix(":"), let field = Field.named(text.text.dropLast()) {
      let problem = QueryProblem.colonBeforeBlank(
        String(text.text.dropLast()), example: field.example)
      notes.append(QueryError(.note, problem, at: text.range))
    }
    return .text(
      TextCriterion(
        wording: wording, text: text.text, fields: context.field?.texts ?? Field.indexed,
        boost: context.boost, anchor: leaf.anchor))
  }

  /// Words in order, of which the last may be a prefix: `"antigen los*"`.
  private mutating func phrase(_ leaf: Query.Leaf, _ context: Context) throws -> Criterion? {
    let parts = leaf.text.text.split(whereSeparator: \.isWhitespace)
    func isPrefix(_ part: Substring) -> Bool {
      part.hasSuffix("*") && part.count { $0.isLetter || $0.isNumber } >= 2
    }
    if let part = parts.dropLast().first(where: isPrefix) {
      throw QueryError(.error, .starInPhrase(String(part)), at: leaf.text.range)
    }
    guard let last = parts.last, isPrefix(last) else { return try words(leaf, .phrase, context) }
    var leaf = leaf
    leaf.text.text.removeLast(
      leaf.text.text.reversed().prefix { $0.isWhitespace || $0 == "*" }.count)
    return try words(leaf, .prefix, context)
  }

  /// `"leuk?mia loss"`, `"*type"`, `l?mia`: marks for letters where they stand for none.
  private mutating func noteLiteralMarks(_ text: Query.Text) {
    guard text.text.utf8.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "*") })
    else { return }
    func isMark(_ character: Character) -> Bool { character == "?" || character == "*" }
    let marked = text.text.split(whereSeparator: \.isWhitespace).first { word in
      let letters = word.drop(while: isMark)
      let inner = letters.prefix { !isMark($0) }
      return letters.allSatisfy { $0.isLetter || $0.isNumber || isMark($0) }
        && letters.contains { !isMark($0) }
        && (letters.startIndex > word.startIndex
          || letters[inner.endIndex...].contains { !isMark($0) })
    }
    guard let marked else { return }
    notes.append(QueryError(.note, .literalMark(String(marked)), at: text.range))
  }

  /// `year=2001`, `author=june`, `year>2018`: a field with another sign than a colon.
  private mutating func noteMissingColon(_ text: Query.Text) {
    // Without a pattern: compiling one costs more than the rest of a small search.
    guard let sign = text.text.firstIndex(where: "=<>".contains),
      let field = Field.named(text.text[..<sign])
    else { return }
    let value = text.text[sign...].trimmingPrefix("=")
    guard value.contains(where: { !"=<>".contains($0) }) else { return }
    let problem = QueryProblem.fieldWithoutColon(text.text, meant: "\(field.name):\(value)")
    notes.append(QueryError(.note, problem, at: text.range))
  }

  /// `2015..2020`, `>2015`: years without their field.
  private mutating func noteBareYears(_ text: Query.Text) {
    guard let years = BareYears(in: text.text), years.text == text.text else { return }
    notes.append(
      QueryError(.note, .bareYears(text.text, meant: years.query), at: text.range))
  }

  /// The known words of a pattern.
  private mutating func pattern(_ leaf: Query.Leaf, _ context: Context) throws -> Criterion? {
    let forms = try vocabulary.forms(matching: leaf.text.text)
    if forms.count > Vocabulary.mostForms {
      let problem = QueryProblem.tooManyForms(leaf.text.text, limit: Vocabulary.mostForms)
      notes.append(QueryError(.note, problem, at: leaf.text.range))
    }
    return try words(leaf, .forms(Array(forms.prefix(Vocabulary.mostForms))), context)
  }

  /// A word, or less, the known words that are spelled alike.
  private mutating func fuzzy(
    _ leaf: Query.Leaf, _ edits: Int, _ context: Context
  ) throws -> Criterion? {
    guard case .text(let word)? = try words(leaf, .word, context) else { return nil }
    var near = word
    let forms = try vocabulary.forms(near: word.text, within: edits, in: word.fields)
    if forms.isEmpty { return .text(word) }
    near.wording = .forms(forms)
    near.boost *= Self.nearBoost
    return .or([.text(word), .text(near)])
  }

  private mutating func near(
    _ leaves: [Query.Leaf], _ distance: Int, at range: Range<Int>, _ context: Context
  ) throws -> Criterion? {
    if let field = context.field, field.texts.isEmpty {
      throw QueryError(
        .error, .notInField("proximity", field: field.name), at: range)
    }
    var texts: [TextCriterion] = []
    for leaf in leaves {
      if case .text(let text)? = try resolve(leaf, context) { texts.append(text) }
    }
    guard texts.count > 1 else { return texts.first.map(Criterion.text) }
    var near = texts[0]
    near.wording = .near(texts, distance: distance)
    near.text = texts.map(\.text).joined(separator: " ")
    return .text(near)
  }

  private func checkAnchor(_ leaf: Query.Leaf, _ context: Context) throws(QueryError) {
    guard let anchor = leaf.anchor else { return }
    let fields = context.field?.texts ?? []
    let isNames = fields.allSatisfy { $0.textKind == .names }
    guard !fields.isEmpty, isNames || anchor == .first else {
      let what = anchor == .first ? "the anchor '^'" : "the anchor '$'"
      throw QueryError(
        .error, .notInField(what, field: context.field?.name ?? ""), at: leaf.text.range)
    }
  }

  private func matches(_ text: Query.Text, _ context: Context) throws(QueryError) -> Criterion {
    guard let fields = context.field?.texts, !fields.isEmpty else {
      throw notExpression(text, context.field)
    }
    let pattern = folded(text.text)
    do {
      _ = try RegularExpression(pattern)
    } catch {
      throw QueryError(.error, .badExpression(error.message), at: text.range)
    }
    return .data(.matches(pattern, fields: fields))
  }

  /// `*`: every work; in a field, every work that has any of it.
  private func everything(_ context: Context) -> Criterion {
    guard let fields = context.field?.texts, !fields.isEmpty else { return .all }
    let parts = fields.compactMap { Knowledge($0.name).map { Criterion.data(.has($0)) } }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private func notExpression(_ text: Query.Text, _ field: Field?) -> QueryError {
    let problem = QueryProblem.notInField("regular expressions", field: field?.name ?? "")
    return QueryError(.error, problem, at: text.range)
  }

  private func notAText(_ text: Query.Text, _ field: Field?) -> QueryError {
    let problem = QueryProblem.notAText(field: field?.name ?? "", example: field?.example ?? "")
    return QueryError(.error, problem, at: text.range)
  }

  private func numbers(
    _ text: Query.Text, _ number: Field.Number
  ) throws(QueryError) -> ClosedRange<Int> {
    guard let (from, to) = NumberRange.parse(text.text, of: number) else {
      throw QueryError(
        .error, number == .year ? .notAYear(text.text) : .notANumber(text.text), at: text.range)
    }
    guard from <= to else {
      throw QueryError(.error, .reversedRange(from: from, to: to), at: text.range)
    }
    return from...to
  }

  private func period(_ text: Query.Text) throws(QueryError) -> AdditionPeriod {
    guard let period = AdditionPeriod(text.text) else {
      throw QueryError(.error, .notADate(text.text), at: text.range)
    }
    guard !period.isReversed else {
      throw QueryError(.error, .reversedDates(text.text), at: text.range)
    }
    return period
  }

  private func type(_ text: Query.Text) throws(QueryError) -> ReferenceType {
    if let type = ReferenceType(rawValue: text.text.lowercased()) { return type }
    throw unknown(text, of: "type", ReferenceType.allCases.map(\.rawValue))
  }

  private func presence(_ text: Query.Text, isThere: Bool) throws(QueryError) -> Criterion {
    guard let knowledge = Knowledge(text.text) else {
      throw unknown(text, of: isThere ? "has" : "no", Knowledge.names)
    }
    let criterion = Criterion.data(.has(knowledge))
    return isThere ? criterion : .not(criterion)
  }

  private func property(_ text: Query.Text) throws(QueryError) -> Criterion {
    if let type = ReferenceType(rawValue: text.text.lowercased()) { return .data(.type(type)) }
    switch Field.Property(rawValue: text.text.lowercased()) {
    case .annotated?: return .data(.has(.annotation))
    case .retracted?: return .data(.status(.retracted))
    case .corrected?: return .data(.status(.corrected))
    case nil:
      let known =
        Field.Property.allCases.map(\.rawValue) + ReferenceType.allCases.map(\.rawValue)
      throw unknown(text, of: "is", known)
    }
  }

  private func unknown(_ text: Query.Text, of field: String, _ known: [String]) -> QueryError {
    QueryError(.error, .unknownValue(text.text, field: field, known: known), at: text.range)
  }
}

/// Numbers as people write ranges of them: `2017`, `2015..2020`, `..2015`, `2019..`, `>=2019`, `2015-2020`,
/// `2015 TO 2020`, `2015:2020`. Years before the common era are below zero: `-335`, `-400..-300`.
enum NumberRange {
  private static let last = 9999

  /// The first and the last, perhaps reversed; nil where the text is no number of up to four digits,
  /// nor, where confidences are meant, a share: `0.9`, `90%`.
  static func parse(_ text: String, of kind: Field.Number) -> (from: Int, to: Int)? {
    let number = kind == .confidence ? hundredths : kind == .year ? year : number
    let first = kind == .year ? -last : 0
    let text = text.trimmingPrefix { $0.isWhitespace }
    for (sign, offset) in [(">=", 0), ("<=", 0), (">", 1), ("<", -1)] where text.hasPrefix(sign) {
      guard let year = number(text.dropFirst(sign.count)) else { return nil }
      return sign.hasPrefix(">") ? (year + offset, last) : (first, year + offset)
    }
    for separator in ["..", " TO ", " to ", ":", "–", "-"] {
      // A sign in front is that of the first year.
      let unsigned = kind == .year && isSigned(text) ? text.dropFirst() : text
      guard let range = unsigned.firstRange(of: separator) else { continue }
      let (left, right) = (text[..<range.lowerBound], text[range.upperBound...])
      if left.isEmpty && right.isEmpty { return nil }
      guard let from = left.isEmpty ? first : number(left),
        let to = right.isEmpty ? last : number(right)
      else { return nil }
      return (from, to)
    }
    return number(text).map { ($0, $0) }
  }

  private static func hundredths(_ text: Substring) -> Int? {
    let text = text.filter { !$0.isWhitespace }
    let isPercentage = text.hasSuffix("%")
    guard let value = Double(isPercentage ? text.dropLast() : text[...]), value.isFinite else {
      return nil
    }
    let share = isPercentage ? value : value * 100
    return (0...100).contains(share) ? Int(share.rounded()) : nil
  }

  private static func year(_ text: Substring) -> Int? {
    let text = text.trimmingPrefix { $0.isWhitespace }
    return isSigned(text) ? number(text.dropFirst()).map { -$0 } : number(text)
  }

  private static func isSigned(_ text: Substring) -> Bool {
    text.first == "-" || text.first == "−"
  }

  private static func number(_ text: Substring) -> Int? {
    let digits = text.filter { !$0.isWhitespace }
    guard (1...4).contains(digits.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int(digits)
  }
}

extension Field {
  /// The field whose name or alias a mistyped name is near; nil where none is.
  ///
  /// Near is one edit (a letter more, less, other, or two exchanged), two for names of six letters
  /// or more, with the first letter kept or one letter lost at the front.
  static func nearest(to name: String) -> Field? {
    let name = name.lowercased()
    guard name.count >= 3 else { return nil }
    let distances = all.flatMap { field in
      ([field.name] + field.aliases).filter { $0.count >= 3 }
        .map { (field, distance: editDistance(name, $0), limit: $0.count >= 6 ? 2 : 1) }
    }
    return distances.filter { $0.distance <= $0.limit }.min { $0.distance < $1.distance }?.0
  }
}
