import Foundation
import HotlineConfiguration
import HotlineText

/// How many files the process may have open. With a handful, the libraries below end the process by a signal.
enum OpenFileLimit {
  /// What a database, its log, its index and a few exports need at the same time.
  private static let least: rlim_t = 32

  /// Raises a limit that is too low, as far as the system lets it.
  ///
  /// - Throws: a ``Diagnostic`` when it stays too low.
  static func raise() throws {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < least else { return }
    let found = limit.rlim_cur
    limit.rlim_cur = min(limit.rlim_max, 256)
    guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur >= least else {
      throw Diagnostic(
        found: LocalizedText(zh: "本进程至多能打开 \(found) 个文件", en: "this process may open \(found) files at most"),
        expected: LocalizedText(zh: "\(least) 个以上", en: "\(least) or more"),
        fix: LocalizedText(zh: "请提高限制（ulimit -n 256）", en: "raise the limit (ulimit -n 256)"))
    }
  }
}
