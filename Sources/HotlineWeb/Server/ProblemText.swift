import Foundation
import HotlineConfiguration
import HotlineText

/// What is wrong, in words for a page: without numbers of citizens, and with files' names instead of their places on the server.
enum ProblemText {
  /// - Parameter folders: folders of the server, whose names are nobody's business.
  static func of(_ problem: Diagnostic, _ language: Language, folders: [String] = []) -> String {
    var problem = problem
    if let file = problem.place?.file { problem.place?.file = file.lastPathPart }
    return Masking.withoutNumbers(withoutFolders(problem.message(language), folders))
  }

  /// A text in which absolute paths are the names of their files.
  static func withoutFolders(_ text: String, _ folders: [String] = []) -> String {
    var text = text
    for folder in folders.filter({ $0.hasPrefix("/") }).sorted(by: { $0.count > $1.count }) where folder.count > 1 {
      text = text.replacing(folder.hasSuffix("/") ? folder : folder + "/", with: "/")
    }
    // What stands before a path: the beginning, a blank, a bracket or a quotation mark.
    return text.replacing(/(^|[\s(（“"':：，,])\/(?:[^\s\/：:，,;；()（）“”"']+\/)*([^\s\/：:，,;；()（）“”"']+)/) { match in
      "\(match.1)\(match.2)"
    }
  }
}

extension String {
  /// The last part of a path: a file's name.
  var lastPathPart: String { split(separator: "/").last.map(String.init) ?? self }
}
