import Foundation
import HotlineConfiguration
import Synchronization

/// Who did what and when: a file of mode 0600 beside the database, one line of JSON for each thing done, only ever added to.
final class Journal: Sendable {
  /// One thing that was done.
  struct Entry: Sendable, Codable {
    let at: String
    let user: String
    let what: String
    let details: [String: String]
  }

  private let path: String
  private let lock = Mutex(())
  /// Fields that are nobody's business: passwords, secrets, the cells of rows.
  private static func isSecret(_ name: String) -> Bool {
    name == FormGuard.field || name == "password" || name.wholeMatch(of: /r[0-9]+-[0-9]+/) != nil
  }

  init(database: String) { path = database + ".log" }

  /// Writes down what was done.
  ///
  /// - Parameter fields: what it was done with; numbers of citizens are masked, secrets left out.
  func write(_ user: String, _ what: String, _ fields: Fields = Fields()) {
    var details: [String: String] = [:]
    for field in fields.all where !Self.isSecret(field.name) {
      details[Masking.masked(String(field.name.prefix(40)))] = Masking.masked(String(field.value.prefix(200)))
    }
    let entry = Entry(
      at: Date().ISO8601Format(), user: Masking.masked(String(user.prefix(60))), what: Masking.masked(what),
      details: details)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let line = try? encoder.encode(entry) else { return }
    lock.withLock { _ in
      let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
      guard file >= 0 else { return }
      defer { close(file) }
      let bytes = line + Data([10])
      // One call, so that no other process writes between.
      _ = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    }
  }

  /// The last entries, the newest first.
  func last(_ count: Int) -> [Entry] {
    guard let handle = FileHandle(forReadingAtPath: path) else { return [] }
    defer { try? handle.close() }
    let size = (try? handle.seekToEnd()) ?? 0
    try? handle.seek(toOffset: size > 1 << 20 ? size - 1 << 20 : 0)
    let bytes = (try? handle.readToEnd()) ?? Data()
    let decoder = JSONDecoder()
    return bytes.split(separator: 10).suffix(count).reversed().compactMap { try? decoder.decode(Entry.self, from: $0) }
  }
}
