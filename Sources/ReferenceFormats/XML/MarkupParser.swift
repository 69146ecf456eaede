import CLibXML2

/// Builds a `MarkupTree` from the events of libxml2's parsers.
///
/// What a text node holds arrives in pieces, so none is too long. Entities are those that XML itself
/// defines; no file and no address is ever opened.
final class MarkupParser {
  private var tree = MarkupTree()
  private var open: [Int] = []
  private var context: xmlParserCtxtPtr?
  private let isHTML: Bool
  /// Where the parser was stopped because elements were nested too deeply.
  private var stop: Int?

  /// libxml2 looks through the open elements at every end tag; no page nests as deeply.
  private static let deepest = 1000

  private static let initialized: Void = xmlInitParser()

  private init(isHTML: Bool) {
    self.isHTML = isHTML
    _ = Self.initialized
  }

  /// The tree of one element of XML, nil if it is not well-formed.
  ///
  /// It begins with the element's tag, so no document type can come first and define entities; only
  /// this makes it safe to lift libxml2's limits, of which one is the length of a text.
  static func xml(_ bytes: TextBytes) -> MarkupTree? {
    guard bytes.count > 2, bytes.count < Int(Int32.max), bytes[0] == lessThan,
      (97...122).contains(bytes[1] | 0x20), let context = xmlNewParserCtxt()
    else { return nil }
    let parser = MarkupParser(isHTML: false)
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_HUGE.rawValue
    defer { xmlFreeParserCtxt(context) }
    var handler = xmlSAXHandler()
    handler.initialized = sax2Magic
    handler.startElementNs = { parser, name, _, _, _, _, count, _, values in
      MarkupParser.from(parser)?.start(name, MarkupParser.attributes(count, values))
    }
    handler.endElementNs = { parser, _, _, _ in MarkupParser.from(parser)?.end() }
    handler.characters = characters
    handler.ignorableWhitespace = characters
    handler.cdataBlock = characters
    parser.install(handler, in: context)
    bytes.withCharacters { text in
      let document = xmlCtxtReadMemory(
        context, text.baseAddress, Int32(text.count), nil, "UTF-8", Int32(options))
      xmlFreeDoc(document)
    }
    return context.pointee.wellFormed == 1 && parser.stop == nil ? parser.tree : nil
  }

  /// The tree of a page, as far as it could be read, and where the reading stopped short.
  static func html(_ bytes: TextBytes) -> (tree: MarkupTree, stop: Int?) {
    let parser = MarkupParser(isHTML: true)
    let options =
      HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_RECOVER.rawValue
      | HTML_PARSE_IGNORE_ENC.rawValue
    guard let context = htmlNewParserCtxt(), bytes.count < Int(Int32.max) else {
      return (parser.tree, 0)
    }
    defer { htmlFreeParserCtxt(context) }
    var handler = xmlSAXHandler()
    handler.initialized = 1
    handler.startElement = { parser, name, values in
      MarkupParser.from(parser)?.start(name, MarkupParser.attributes(values))
    }
    handler.endElement = { parser, _ in MarkupParser.from(parser)?.end() }
    handler.characters = characters
    handler.ignorableWhitespace = characters
    handler.cdataBlock = { _, _, _ in }
    parser.install(handler, in: context)
    bytes.withCharacters { text in
      let document = htmlCtxtReadMemory(
        context, text.baseAddress, Int32(text.count), nil, "UTF-8", Int32(options))
      xmlFreeDoc(document)
    }
    while !parser.open.isEmpty { parser.end() }
    return (parser.tree, parser.stop)
  }

  private func install(_ handler: xmlSAXHandler, in context: xmlParserCtxtPtr) {
    context.pointee.sax.pointee = handler
    context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    self.context = context
  }

  private static func from(_ pointer: UnsafeMutableRawPointer?) -> MarkupParser? {
    pointer.map { Unmanaged<MarkupParser>.fromOpaque($0).takeUnretainedValue() }
  }

  // MARK: Events

  private func start(_ name: UnsafePointer<xmlChar>?, _ attributes: [(String, String)]) {
    guard let name = name.map({ String(cString: $0) }) else { return }
    if isHTML && Self.blocks.contains(name) { tree.text.append(UInt8(ascii: "\n")) }
    let place = place
    tree.elements.append(
      MarkupTree.Element(
        name: name, attributes: attributes, parent: open.last,
        text: tree.text.count..<tree.text.count, end: tree.elements.count + 1,
        source: place..<place))
    open.append(tree.elements.count - 1)
    if open.count > Self.deepest, stop == nil, let context {
      stop = place
      xmlStopParser(context)
    }
  }

  private func end() {
    guard let index = open.popLast() else { return }
    tree.elements[index].text = tree.elements[index].text.lowerBound..<tree.text.count
    tree.elements[index].end = tree.elements.count
    let start = tree.elements[index].source.lowerBound
    tree.elements[index].source = start..<max(start, place)
    if isHTML && Self.blocks.contains(tree.elements[index].name) {
      tree.text.append(UInt8(ascii: "\n"))
    }
  }

  private static let characters: charactersSAXFunc = { parser, text, count in
    guard let text, count > 0 else { return }
    let bytes = UnsafeBufferPointer(start: text, count: Int(count))
    MarkupParser.from(parser)?.append(bytes)
  }

  /// A line end of a page's file is a space unless `<pre>` keeps it.
  private func append(_ text: UnsafeBufferPointer<UInt8>) {
    if isHTML && open.last.map({ tree.elements[$0].name != "pre" }) ?? true {
      tree.text.append(contentsOf: text.lazy.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 })
    } else {
      tree.text.append(contentsOf: text)
    }
  }

  /// How many bytes were read so far.
  private var place: Int {
    guard let input = context?.pointee.input else { return 0 }
    return Int(input.pointee.consumed) + (input.pointee.cur - input.pointee.base)
  }

  // MARK: Attributes

  /// Five pointers an attribute: its name, prefix, namespace, and both ends of its value.
  private static func attributes(
    _ count: Int32, _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) -> [(String, String)] {
    guard let values, count > 0 else { return [] }
    return (0..<Int(count)).compactMap { index in
      guard let name = values[index * 5], let start = values[index * 5 + 3],
        let end = values[index * 5 + 4]
      else { return nil }
      let value = UnsafeBufferPointer(start: start, count: end - start)
      return (String(cString: name), String(decoding: value, as: UTF8.self))
    }
  }

  /// Names and values in turn, up to a null pointer.
  private static func attributes(
    _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) -> [(String, String)] {
    var attributes: [(String, String)] = []
    guard var next = values else { return [] }
    while let name = next.pointee {
      attributes.append((String(cString: name), next[1].map { String(cString: $0) } ?? ""))
      next += 2
    }
    return attributes
  }

  /// Tells libxml2 that the handler contains the functions with namespaces.
  private static let sax2Magic: UInt32 = 0xDEED_BEAF

  /// Elements that begin on a line of their own.
  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "title", "tr",
    "ul",
  ]
}

extension TextBytes {
  /// The bytes as C has them.
  fileprivate func withCharacters(_ body: (UnsafeBufferPointer<CChar>) -> Void) {
    _ = withContiguousStorageIfAvailable { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { unsafe body($0) }
    }
  }
}
