import HotlineModel

/// A column of a file that a profile reads.
package struct MappedColumn: Sendable, Hashable {
  /// Its number, from 0.
  package let index: Int
  /// Its header.
  package let header: String
  /// The field that it fills.
  package let field: FactField
  /// Whether its names are codes, which may look like numbers of citizens; see ``CodeColumn``.
  package let holdsCodes: Bool
}

extension ExportFile {
  /// The columns of the file that a profile reads, in file order.
  package func mappedColumns(profile: Profile) throws -> [MappedColumn] {
    let file = try adapted(to: profile)
    let header = try HeaderRow.find(for: profile, in: file)
    let folded = header.fields.map(HeaderText.folded)
    let rows = file.sample.map(\.fields)
    var columns: [MappedColumn] = []
    for (field, column) in profile.columns {
      let index = column.position ?? column.folded.lazy.compactMap { folded.firstIndex(of: $0) }.first
      guard let index, !columns.contains(where: { $0.index == index }) else { continue }
      let name = index < header.fields.count ? header.fields[index] : String(index + 1)
      let holdsCodes = field == .agent || CodeColumn.isOne(rows.compactMap { index < $0.count ? $0[index] : nil })
      columns.append(MappedColumn(index: index, header: name, field: field, holdsCodes: holdsCodes))
    }
    return columns.sorted { $0.index < $1.index }
  }
}
