import CLibXML2
import HotlineConfiguration
import HotlineText

/// What libxml2 finds, for a kind of document. Subclasses take what they know and leave the rest.
///
/// A class and not closures: libxml2's callbacks carry one pointer.
class MarkupHandler {
  /// What ended the parsing early, in words.
  fileprivate(set) var problem: Diagnostic?
  /// The document as messages name it.
  let path: String

  init(path: String) { self.path = path }

  /// Whether the handler has seen enough; the parser stops.
  fileprivate(set) var isDone = false
  fileprivate var context: xmlParserCtxtPtr?

  /// Stops the parser: with a problem, or because enough was seen.
  final func stop(_ problem: Diagnostic? = nil) {
    if self.problem == nil { self.problem = problem }
    isDone = true
    xmlStopParser(context)
  }

  /// An element begins. Its attributes are valid during the call.
  func start(_ name: MarkupName, _ attributes: MarkupAttributes) {}
  /// An element ends.
  func end(_ name: MarkupName) {}
  /// Text, in pieces of any size.
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// The local name of an element or attribute.
struct MarkupName {
  let pointer: UnsafePointer<UInt8>

  @inline(__always)
  static func ~= (pattern: StaticString, name: MarkupName) -> Bool { name.equals(pattern) }

  @inline(__always)
  func equals(_ text: StaticString) -> Bool {
    let other = text.utf8Start
    var index = 0
    let count = text.utf8CodeUnitCount
    while index < count {
      guard pointer[index] == other[index] else { return false }
      index += 1
    }
    return pointer[count] == 0
  }
}

/// The attributes of an element, as libxml2's SAX2 (five pointers each) or HTML interface (two) gives them.
struct MarkupAttributes {
  fileprivate let sax2: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  fileprivate let html: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  fileprivate let count: Int

  /// The value of an attribute by its local name, whatever its namespace.
  subscript(name: StaticString) -> UnsafeBufferPointer<UInt8>? {
    if let sax2 {
      for index in 0..<count {
        let at = sax2 + 5 * index
        guard let key = at[0], MarkupName(pointer: key).equals(name), let start = at[3], let end = at[4] else {
          continue
        }
        return UnsafeBufferPointer(start: start, count: end - start)
      }
    } else if let html {
      var at = html
      while let key = at[0] {
        if MarkupName(pointer: key).equals(name), let value = at[1] {
          return UnsafeBufferPointer(start: value, count: Int(xmlStrlen(value)))
        }
        at += 2
      }
    }
    return nil
  }

  /// The value as text.
  func text(_ name: StaticString) -> String? { self[name]?.string }
  /// The value as a whole number.
  func number(_ name: StaticString) -> Int? { self[name].flatMap { Int($0.string) } }
}

/// libxml2's push parser over a handler.
///
/// It is told nothing of document types, external files or the network: a document with a `<!DOCTYPE` is refused before
/// an entity of it could be expanded (HTML has none).
final class MarkupParser {
  private let handler: MarkupHandler
  private let isHTML: Bool
  private let context: xmlParserCtxtPtr
  private let sax = UnsafeMutablePointer<xmlSAXHandler>.allocate(capacity: 1)

  /// xmlInitParser is not safe to be called from two threads at once.
  private static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  init(_ handler: MarkupHandler, isHTML: Bool) throws {
    self.handler = handler
    self.isHTML = isHTML
    _ = Self.isReady
    sax.initialize(to: isHTML ? Self.htmlCallbacks() : Self.xmlCallbacks())
    let user = Unmanaged.passUnretained(handler).toOpaque()
    let made =
      isHTML
      ? htmlCreatePushParserCtxt(sax, user, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
      : xmlCreatePushParserCtxt(sax, user, nil, 0, nil)
    guard let made else {
      sax.deallocate()
      throw ContainerProblem.unreadable(handler.path, reason: "libxml2")
    }
    context = made
    handler.context = made
    if isHTML {
      htmlCtxtUseOptions(
        context,
        Int32(
          HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue | HTML_PARSE_NOERROR.rawValue
            | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NOIMPLIED.rawValue))
      // Without a root libxml2 takes the end of the first table for the end of the page. A page's own root is then ignored.
      htmlParseChunk(context, "<html>", 6, 0)
    } else {
      xmlCtxtUseOptions(
        context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue))
    }
  }

  deinit {
    if isHTML { htmlFreeParserCtxt(context) } else { xmlFreeParserCtxt(context) }
    sax.deallocate()
  }

  /// Takes the next bytes.
  ///
  /// - Throws: a ``Diagnostic`` when the document is damaged or refused.
  func feed(_ chunk: UnsafeBufferPointer<UInt8>) throws {
    try take(chunk, isLast: false)
  }

  /// The document is over.
  func finish() throws {
    try take(UnsafeBufferPointer(start: nil, count: 0), isLast: true)
  }

  private func take(_ chunk: UnsafeBufferPointer<UInt8>, isLast: Bool) throws {
    guard !handler.isDone else { return }
    var rest = chunk
    repeat {
      let step = UnsafeBufferPointer(rebasing: rest[..<min(rest.count, Self.step)])
      rest = UnsafeBufferPointer(rebasing: rest[step.count...])
      let empty: [CChar] = [0]
      empty.withUnsafeBufferPointer { nothing in
        let bytes =
          step.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) } ?? nothing.baseAddress
        if isHTML {
          htmlParseChunk(context, bytes, Int32(step.count), isLast ? 1 : 0)
        } else {
          xmlParseChunk(context, bytes, Int32(step.count), isLast ? 1 : 0)
        }
      }
      if let problem = handler.problem { throw problem }
      if handler.isDone { return }
      guard isHTML || context.pointee.wellFormed == 1 else { throw damaged() }
      // XML has this bound of itself.
      if isHTML, pending > Self.pendingLimit { throw HTMLProblem.tooDeep(handler.path) }
    } while !rest.isEmpty
  }

  /// Bytes that libxml2 keeps because a tag or comment has not ended.
  private var pending: Int { context.pointee.input.map { $0.pointee.end - $0.pointee.cur } ?? 0 }
  private static let pendingLimit = 10_000_000

  /// Bytes fed at once: libxml2 copies them into a buffer of its own.
  private static let step = 1 << 16

  private func damaged() -> Diagnostic {
    let line = context.pointee.lastError.line
    return Diagnostic(
      at: .init(file: handler.path),
      found: LocalizedText(zh: "XML 损坏或不完整（第 \(line) 行）", en: "the XML is damaged or cut off (line \(line))"),
      fix: ContainerProblem.exportAgain)
  }

  // MARK: libxml2's callbacks

  private static func xmlCallbacks() -> xmlSAXHandler {
    var callbacks = xmlSAXHandler()
    callbacks.initialized = UInt32(XML_SAX2_MAGIC)
    callbacks.startElementNs = { user, name, _, _, _, _, count, _, attributes in
      guard let user, let name else { return }
      Unmanaged<MarkupHandler>.fromOpaque(user).takeUnretainedValue().start(
        MarkupName(pointer: name), MarkupAttributes(sax2: attributes, html: nil, count: Int(count)))
    }
    callbacks.endElementNs = { user, name, _, _ in
      guard let user, let name else { return }
      Unmanaged<MarkupHandler>.fromOpaque(user).takeUnretainedValue().end(MarkupName(pointer: name))
    }
    callbacks.internalSubset = { user, _, _, _ in
      guard let user else { return }
      let handler = Unmanaged<MarkupHandler>.fromOpaque(user).takeUnretainedValue()
      handler.stop(MarkupProblem.documentType(handler.path))
    }
    callbacks.characters = onCharacters
    callbacks.ignorableWhitespace = onCharacters
    callbacks.cdataBlock = onCharacters
    return callbacks
  }

  private static func htmlCallbacks() -> xmlSAXHandler {
    var callbacks = xmlSAXHandler()
    callbacks.startElement = { user, name, attributes in
      guard let user, let name else { return }
      Unmanaged<MarkupHandler>.fromOpaque(user).takeUnretainedValue().start(
        MarkupName(pointer: name), MarkupAttributes(sax2: nil, html: attributes, count: 0))
    }
    callbacks.endElement = { user, name in
      guard let user, let name else { return }
      Unmanaged<MarkupHandler>.fromOpaque(user).takeUnretainedValue().end(MarkupName(pointer: name))
    }
    callbacks.characters = onCharacters
    callbacks.ignorableWhitespace = onCharacters
    return callbacks
  }

  private static let onCharacters: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<xmlChar>?, Int32) -> Void = {
    user, bytes, count in
    guard let user, let bytes else { return }
    Unmanaged<MarkupHandler>.fromOpaque(user).takeUnretainedValue().characters(
      UnsafeBufferPointer(start: bytes, count: Int(count)))
  }
}

/// What is refused of a document.
enum MarkupProblem {
  static func documentType(_ path: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path),
      found: LocalizedText(
        zh: "XML 中带有文档类型声明（DOCTYPE，可定义实体），未读取",
        en: "the XML declares a document type (DOCTYPE, which can define entities); it is not read"),
      fix: LocalizedText(zh: "请用 Excel 或 WPS 另存为 .xlsx 或 CSV", en: "save it as .xlsx or CSV in Excel or WPS"))
  }
}
