import Foundation
import HotlineModel

/// Rows for programs, as `hotline explain --rows … --format json` writes each of them.
enum RowsJSON {
  static func text(_ rows: [FactRow]) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(rows)).map { String(decoding: $0, as: UTF8.self) + "\n" }
  }
}
