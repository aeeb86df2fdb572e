import Foundation
import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText

/// Remarks as the database keeps them.
extension ReadingRemark {
  func store(sourceID: Int64, _ database: Database) throws {
    try database.execute(
      sql: "INSERT INTO remark(source_id, kind, field, count, examples, text_zh, text_en) VALUES (?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        sourceID, kind.rawValue, field?.rawValue, count,
        String(decoding: try JSONEncoder().encode(examples), as: UTF8.self), text.zh, text.en,
      ])
  }

  /// For each source, what was noticed about it; nothing in a database whose program kept no remarks.
  static func bySource(_ model: DataModel, _ database: Database) throws -> [Int64: [ReadingRemark]] {
    guard try database.tableExists("remark") else { return [:] }
    var remarks: [Int64: [ReadingRemark]] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT * FROM remark ORDER BY id") {
      guard let kind = Kind(rawValue: row["kind"]) else { continue }
      let examples = try? JSONDecoder().decode([Example].self, from: Data((row["examples"] as String).utf8))
      remarks[row["source_id"], default: []].append(
        ReadingRemark(
          kind: kind, field: (row["field"] as String?).flatMap(model.field), count: row["count"],
          examples: examples ?? [], text: LocalizedText(zh: row["text_zh"], en: row["text_en"])))
    }
    return remarks
  }

  /// A remark for each field that earlier files of the same profile had and this one has not.
  static func lostFields(_ report: SourceReport, _ database: Database) throws -> [ReadingRemark] {
    // Most files of a profile carry the same fields.
    let earlier = try Row.fetchAll(
      database,
      sql: """
        SELECT fields, count(*) AS files, file, max(id) FROM source WHERE profile = ? AND fields IS NOT NULL GROUP BY fields
        ORDER BY max(id) DESC
        """, arguments: [report.profile])
    let carried = Set((report.fields ?? []).map(\.rawValue))
    var lost: [String: (files: Int, last: String)] = [:]
    for row in earlier {
      for field in (row["fields"] as String).split(separator: " ").map(String.init) where !carried.contains(field) {
        lost[field] = ((lost[field]?.files ?? 0) + row["files"], lost[field]?.last ?? row["file"])
      }
    }
    return report.kind.fields.compactMap { field in
      guard let (files, last) = lost[field.rawValue] else { return nil }
      return ReadingRemark(
        kind: .fieldLost, field: field, count: files,
        text: LocalizedText(
          zh: "此前 \(files) 个同格式文件（最近的是 \(last)）都有“\(field.rawValue)”一列，本文件没有；这段时间该字段无数据",
          en:
            "earlier files of this profile (\(files), last \(last)) have a column for \(field.rawValue) and this one has none; there are no data of it for this file's time"
        ))
    }
  }
}
