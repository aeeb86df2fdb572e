import Foundation
import HotlineStore

/// What the database holds, as `hotline status --format json` writes it.
enum SourcesJSON {
  static func text(_ status: DatabaseStatus) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return (try? encoder.encode(status)).map { String(decoding: $0, as: UTF8.self) + "\n" }
  }
}
