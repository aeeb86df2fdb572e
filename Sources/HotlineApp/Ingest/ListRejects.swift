import Foundation
import HotlineConfiguration
import HotlineModel
import HotlineStore

/// Lists the rows that were rejected, with file, line, column, masked value and reason.
package struct ListRejects: Sendable {
  /// Only those of the file of this name, or of this path; all of them unless given.
  package var file: String?
  /// Only those of the source of this number.
  package var source: Int?

  /// Creates the question.
  package init(of file: String? = nil) { self.file = file }

  /// Creates the question about one source.
  package init(ofSource number: Int) { source = number }

  /// - Throws: a ``Diagnostic`` when there is no database or it cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> [StoredReject] {
    try workspace.reading(cancellation) { try $0.rejects(file: file.map(Self.storedName), source: source) }
  }

  /// A file's name as the database keeps it: without folders, masked.
  static func storedName(_ file: String) -> String { Masking.path(URL(filePath: file).lastPathComponent) }
}
