/// Goes through one object of JSON from its bracket to its end, with every bracket and key in its
/// place, or where one is not, to where the next object begins.
struct JSONObjectScan {
  let start: Int
  /// The position of the scan; after it, where to continue.
  private(set) var index: Int
  private(set) var end: Int
  private(set) var members: [Range<Int>] = []
  private(set) var isDamaged = false
  private(set) var depth = 0
  private(set) var isWrapper = false
  /// Whether a member of the object, such as `items`, contains the citations.
  var canBeWrapper = false

  private let bytes: TextBytes
  /// The brackets that are open.
  private var open: [UInt8] = []
  private var state = State.key
  private var member: Int?
  /// Where the last string began.
  private var lastString: Int
  /// In a damaged object, where it ends at the latest.
  private var limit = Int.max
  private var isFinished = false

  /// What comes next in the innermost bracket.
  private enum State {
    case key, colon, value, comma
  }

  init(at start: Int, in bytes: TextBytes) {
    self.start = start
    self.bytes = bytes
    index = start
    end = start
    lastString = start
  }

  mutating func run(_ marks: inout ObjectMarks) {
    while !isFinished {
      if index >= limit || index >= bytes.count {
        if limit > bytes.count { damage(&marks) }
        closeMember()
        finish(at: min(limit, bytes.count))
        return
      }
      step(&marks)
    }
  }

  private mutating func step(_ marks: inout ObjectMarks) {
    switch bytes[index] {
    case 0...0x20: index += 1
    case UInt8(ascii: "\""): string(&marks)
    case UInt8(ascii: "{"): openObject(&marks)
    case UInt8(ascii: "["): push()
    case UInt8(ascii: "}"): close(UInt8(ascii: "{"), &marks)
    case UInt8(ascii: "]"): close(UInt8(ascii: "["), &marks)
    case UInt8(ascii: ","):
      if open.count == 1 { closeMember() }
      state = isInObject ? .key : .value
      index += 1
    case UInt8(ascii: ":"):
      if state != .colon { damage(&marks) }
      state = .value
      index += 1
      enterWrapper()
    default: word(&marks)
    }
  }

  private var isInObject: Bool { open.last == UInt8(ascii: "{") }

  private mutating func string(_ marks: inout ObjectMarks) {
    let string = JSONString(at: index, in: bytes)
    if string.isDamaged || (isInObject && (state == .comma || state == .colon)) { damage(&marks) }
    if isInObject, state == .key || state == .comma {
      if open.count == 1 {
        closeMember()
        member = index
      }
      state = .colon
    } else {
      state = .comma
    }
    lastString = index
    index = string.end
  }

  /// An object where a key or a comma should be means that the objects before it were not closed.
  private mutating func openObject(_ marks: inout ObjectMarks) {
    let isMisplaced = isInObject && (state == .key || state == .comma)
    if isMisplaced {
      damage(&marks)
      while isInObject { open.removeLast() }
      if open.isEmpty {
        closeMember()
        finish(at: index)
        return
      }
    }
    push()
  }

  private mutating func push() {
    open.append(bytes[index])
    depth = max(depth, open.count)
    state = isInObject ? .key : .value
    index += 1
  }

  private mutating func close(_ bracket: UInt8, _ marks: inout ObjectMarks) {
    if open.last != bracket {
      damage(&marks)
      guard open.contains(bracket) else {
        closeMember()
        finish(at: index)
        return
      }
      while open.last != bracket { open.removeLast() }
    }
    if open.count == 1 { closeMember() }
    open.removeLast()
    state = .comma
    index += 1
    if open.isEmpty { finish(at: index) }
  }

  /// A number or one of three words; anything else is a text that lost a quote, and the rest of its
  /// line cannot be trusted.
  private mutating func word(_ marks: inout ObjectMarks) {
    let word = bytes[index...].prefix {
      (48...57).contains($0) || (97...122).contains($0 | 0x20) || "+-.".utf8.contains($0)
    }
    let isNumber = word.first.map { (48...57).contains($0) || $0 == UInt8(ascii: "-") } ?? false
    let isLiteral = ["true", "false", "null"].contains { word.elementsEqual($0.utf8) }
    if state == .value, isNumber || isLiteral {
      index = word.endIndex
      state = .comma
      return
    }
    damage(&marks)
    member = nil
    let rest = bytes[index..<max(index, min(limit, bytes.count))]
    index = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? min(limit, bytes.count)
    state = isInObject ? .key : .value
  }

  /// The string before the damage may contain what should stand after it.
  private mutating func damage(_ marks: inout ObjectMarks) {
    if !isDamaged { limit = marks.comma(from: lastString) }
    isDamaged = true
  }

  /// Where the member that begins here contains the citations, the scan ends within it.
  private mutating func enterWrapper() {
    guard canBeWrapper, open.count == 1, let member else { return }
    let key = bytes[member..<index].filter { $0 > 0x20 }
    var value = index
    while value < bytes.count, bytes[value] <= 0x20 { value += 1 }
    guard value < bytes.count else { return }
    let holdsList = Self.lists.contains { key.elementsEqual("\"\($0)\":".utf8) }
    let isList = holdsList && bytes[value] == UInt8(ascii: "[")
    let isMessage = key.elementsEqual(#""message":"#.utf8) && bytes[value] == UInt8(ascii: "{")
    guard isList || isMessage else { return }
    isWrapper = true
    isFinished = true
    index = value
  }

  /// What programs call the list of their records.
  private static let lists = [
    "items", "references", "data", "results", "records", "entries", "works", "papers", "articles",
    "publications", "bibliography",
  ]

  private mutating func closeMember() {
    if let member { members.append(member..<max(member, min(index, limit))) }
    member = nil
  }

  private mutating func finish(at place: Int) {
    index = max(place, start + 1)
    end = index
    isFinished = true
  }
}
