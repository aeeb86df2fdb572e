import Foundation
import HotlineConfiguration
import HotlineOffice
import HotlineText

/// What kind of file may be attached to a form, told by its content.
package enum EvidenceType: String, Sendable, Codable, CaseIterable {
  case pdf, png, jpeg, docx, xlsx, text

  /// What browsers call it.
  package var contentType: String {
    switch self {
    case .pdf: "application/pdf"
    case .png: "image/png"
    case .jpeg: "image/jpeg"
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .text: "text/plain"
    }
  }

  /// What people call it.
  package var title: LocalizedText {
    switch self {
    case .pdf: LocalizedText(zh: "PDF", en: "PDF")
    case .png, .jpeg: LocalizedText(zh: "图片", en: "picture")
    case .docx: LocalizedText(zh: "Word 文档", en: "Word file")
    case .xlsx: LocalizedText(zh: "Excel 工作簿", en: "workbook")
    case .text: LocalizedText(zh: "文本", en: "text")
    }
  }

  private var endings: [String] {
    switch self {
    case .jpeg: ["jpg", "jpeg"]
    case .text: ["txt", "csv"]
    default: [rawValue]
    }
  }

  /// The endings of all that may be attached, as a browser wants them: `.pdf,.png`.
  package static var accepted: String { allCases.flatMap(\.endings).map { ".\($0)" }.joined(separator: ",") }

  /// The kind of a file.
  ///
  /// - Parameter name: the name that its sender gave it, whose ending must fit.
  /// - Throws: a ``Diagnostic`` when it is of no kind that is taken.
  static func of(file path: String, named name: String) throws -> EvidenceType {
    guard let type = try found(path) else {
      throw refusal(
        name, LocalizedText(zh: "不是可作证明材料的文件", en: "is no file that can be evidence"))
    }
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard type.endings.contains(ending) else {
      throw refusal(
        name,
        LocalizedText(
          zh: "内容是\(type.title.zh)，与文件名的结尾不符", en: "holds a \(type.title.en), which its ending does not say"))
    }
    return type
  }

  private static func refusal(_ name: String, _ found: LocalizedText) -> Diagnostic {
    Diagnostic(
      .usage, found: LocalizedText(zh: "“\(name)”\(found.zh)", en: "“\(name)” \(found.en)"),
      expected: LocalizedText(
        zh: "可上传 PDF、PNG、JPEG、Word（docx）、Excel（xlsx）或文本（txt、csv）",
        en: "taken are PDF, PNG, JPEG, docx, xlsx, txt and csv"),
      fix: LocalizedText(zh: "请另存为其中一种后再上传", en: "save it as one of these and send it again"))
  }

  private static func found(_ path: String) throws -> EvidenceType? {
    guard let bytes = FileManager.default.contents(atPath: path), !bytes.isEmpty else { return nil }
    let head = Array(bytes.prefix(8))
    func begins(_ start: [UInt8]) -> Bool { head.starts(with: start) }
    if begins(Array("%PDF-".utf8)) { return .pdf }
    if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if begins([0xFF, 0xD8, 0xFF]) { return .jpeg }
    if begins([0x50, 0x4B, 0x03, 0x04]) { return office(path) }
    return isText(bytes) ? .text : nil
  }

  private static func office(_ path: String) -> EvidenceType? {
    guard let names = try? ZipParts.names(of: path), names.contains("[Content_Types].xml"),
      // Programs within a document are not taken.
      !names.contains(where: { $0.lowercased().hasSuffix("vbaproject.bin") })
    else { return nil }
    if names.contains("word/document.xml") { return .docx }
    return names.contains("xl/workbook.xml") ? .xlsx : nil
  }

  /// Whether bytes are text as editors and spreadsheets write it, and no page, script or rich text.
  private static func isText(_ bytes: Data) -> Bool {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let start = (hasMark ? bytes.dropFirst(3) : bytes[...]).first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    guard start != UInt8(ascii: "<"), !bytes.starts(with: Array("#!".utf8)), !bytes.starts(with: Array("{\\rtf".utf8)),
      !bytes.contains(where: { $0 == 0x7F || $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains($0) })
    else { return false }
    return String(validating: bytes, as: UTF8.self) != nil || isGB18030(bytes)
  }

  private static func isGB18030(_ bytes: Data) -> Bool {
    var rest = bytes.makeIterator()
    while let byte = rest.next() {
      guard byte >= 0x80 else { continue }
      guard (0x81...0xFE).contains(byte), let second = rest.next() else { return false }
      switch second {
      case 0x30...0x39:
        guard let third = rest.next(), let fourth = rest.next(), (0x81...0xFE).contains(third),
          (0x30...0x39).contains(fourth)
        else { return false }
      case 0x40...0x7E, 0x80...0xFE: continue
      default: return false
      }
    }
    return true
  }
}
