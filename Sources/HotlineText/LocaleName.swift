import Foundation

/// The name of the locale that the environment gives.
package enum LocaleName {
  /// The variables that give it, in POSIX order.
  static let variables = ["LC_ALL", "LC_MESSAGES", "LANG"]

  /// Puts a plain name in the place of one that is none: ICU, below Foundation, ends the program for `Chinese (Simplified)_China.936`, which
  /// Windows hands on by SSH. Only the start of a program calls it, before any other thread runs.
  package static func makeUsable() {
    for variable in variables {
      guard let name = getenv(variable).map({ String(cString: $0) }), let usable = usable(name) else { continue }
      setenv(variable, usable, 1)
    }
  }

  /// The name that takes the place of another; `nil` where that can stay.
  static func usable(_ name: String) -> String? {
    guard
      name.wholeMatch(of: /[A-Za-z]{0,8}([_-][A-Za-z0-9]{1,8}){0,3}(\.[A-Za-z0-9-]{1,16})?(@[A-Za-z0-9=]{1,16})?/)
        == nil
    else {
      return nil
    }
    return name.hasPrefix("zh") ? "zh_CN.UTF-8" : "C.UTF-8"
  }
}
