import Foundation
import HotlineApp
import HotlineConfiguration
import HotlineText
import Hummingbird

/// Writes the files of one sending into a folder of their own.
final class ArrivalWriter {
  /// Why a sending is not taken.
  enum Refusal: Error { case tooLarge, tooMany, foreign, nothing }

  /// The arrival's name.
  let name: String
  private let spool: Spool
  private let mostFiles: Int
  private var parts = 0
  /// The most parts of a form besides its files.
  private static let mostFields = 50
  private var names: Set<String> = []
  private var file: FileHandle?
  /// The other fields of the form.
  private(set) var fields: [String: String] = [:]
  private var field: String?
  private var value: [UInt8] = []
  private var isAccepted = false

  init(spool: Spool, mostFiles: Int) throws {
    self.spool = spool
    self.mostFiles = mostFiles
    name = try spool.begin()
  }

  /// Takes a whole form as it comes.
  ///
  /// - Parameter most: the most bytes of it.
  /// - Throws: a ``Refusal``, ``MultipartParser/Malformed``, or a ``Diagnostic`` when a file cannot be written.
  func take(
    _ request: Request, _ parser: inout MultipartParser, most: Int, of session: Sessions.Session
  ) async throws {
    var size = 0
    for try await buffer in request.body {
      size += buffer.readableBytes
      guard size <= most else { throw Refusal.tooLarge }
      try parser.feed(buffer.readableBytesView) { event in
        try take(event) { FormGuard.accepts($0, of: session, request) }
      }
    }
    guard parser.isDone else { throw MultipartParser.Malformed() }
    try finish()
  }

  /// Takes a piece of the form.
  ///
  /// - Parameter accepts: whether the form's secret is the session's; it comes before any file.
  private func take(_ event: MultipartParser.Event, accepts: (String) -> Bool) throws {
    switch event {
    case .part(let part, let fileName):
      parts += 1
      guard parts <= mostFiles + Self.mostFields else { throw Refusal.tooMany }
      field = part
      value = []
      guard let fileName else { return }
      guard isAccepted else { throw Refusal.foreign }
      // A browser sends an empty file where none was chosen.
      guard !fileName.isEmpty else { return }
      guard names.count < mostFiles else { throw Refusal.tooMany }
      let own = SafeName.unlike(names, SafeName.of(fileName))
      names.insert(own)
      let path = "\(spool.path(name))/\(own)"
      guard let opened = PrivateFile.make(path) else {
        throw Diagnostic(
          at: .init(file: spool.folder), found: LocalizedText(zh: "无法写入文件", en: "cannot write a file"),
          fix: LocalizedText(zh: "请检查目录权限和空间", en: "check the folder's permissions and space"))
      }
      file = opened
    case .bytes(let bytes):
      if let file {
        do {
          try file.writeWhole(bytes)
        } catch {
          throw Diagnostic(
            at: .init(file: spool.folder), found: LocalizedText(zh: "无法写入文件", en: "cannot write a file"),
            fix: LocalizedText(zh: "请检查磁盘空间", en: "check the space on the disk"))
        }
      } else if value.count + bytes.count <= 4_096 {
        value += bytes
      }
    case .end:
      if let file {
        try file.close()
      } else if let field {
        fields[field] = String(decoding: value, as: UTF8.self)
      }
      file = nil
      if field == FormGuard.field { isAccepted = accepts(String(decoding: value, as: UTF8.self)) }
    }
  }

  private func finish() throws {
    guard isAccepted else { throw Refusal.foreign }
    guard !names.isEmpty else { throw Refusal.nothing }
  }

  /// Leaves nothing of it.
  func undo() {
    try? file?.close()
    spool.discard(name)
  }
}
