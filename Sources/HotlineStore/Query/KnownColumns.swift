import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineText

extension HotlineDatabase {
  /// - Throws: a ``Diagnostic`` when a question is about something declared that the database has not learned yet.
  func requireKnown(_ measures: [Measure], dimensions: Set<Dimension>, _ database: Database) throws {
    let columns = measures.flatMap { measure in measure.columns.map { measure.fact.columns[$0] } }
    let asked = Set(
      columns.filter(\.isDeclared).map(\.name) + dimensions.filter(\.isDeclared).map(\.rawValue))
    guard !asked.isEmpty else { return }
    let known = try DeclaredColumns.known(reference.model, in: database).declarations.map(\.field.rawValue)
    guard let unknown = asked.subtracting(known).sorted().first else { return }
    throw Diagnostic(
      at: .init(file: path),
      found: LocalizedText(zh: "数据库还没有“\(unknown)”", en: "the database does not have “\(unknown)” yet"),
      fix: LocalizedText(
        zh: "用 hotline ingest 导入含有它的文件，数据库即会加上", en: "ingest a file that carries it: the database learns it then"))
  }
}
