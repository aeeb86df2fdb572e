import Foundation
import HotlineApp
import HotlineConfiguration
import HotlineText
import Synchronization

/// Who may log in with a password, and as what: a file of mode 0600 beside the database.
final class Users: Sendable {
  /// One of them.
  struct User: Sendable, Codable, Hashable {
    let name: String
    var role: String
    /// The password as it is kept.
    var password: String

    /// What a session stands on: with another role or password it ends.
    var grant: String { "\(role) \(password)" }

    /// The role; what nobody knows is the least.
    var knownRole: Role { Role(rawValue: role) ?? .reader }
  }

  private let path: String
  private let all: Mutex<Known>
  /// What a password is compared with where there is no such user: an answer takes as long as with one.
  private let nobody: String
  private static let most = 1_000

  /// - Throws: a ``Diagnostic`` when the file is there and cannot be read: nobody is let in by mistake.
  init(database: String) throws {
    path = database + ".users"
    let stamp = Self.stamp(path)
    all = Mutex(Known(users: try Self.read(path), stamp: stamp))
    nobody = Password.kept(Token().text) ?? ""
  }

  /// The users as they were read, and what told the file's state.
  private struct Known {
    var users: [String: User]
    var stamp: [Int]
  }

  private static func stamp(_ path: String) -> [Int] {
    var status = stat()
    guard stat(path, &status) == 0 else { return [] }
    return [Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
  }

  private static func read(_ path: String) throws -> [String: User] {
    guard let bytes = FileManager.default.contents(atPath: path) else { return [:] }
    guard let users = try? JSONDecoder().decode([User].self, from: bytes) else {
      throw Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "用户文件已损坏", en: "the file of users is damaged"),
        fix: LocalizedText(
          zh: "请从备份恢复，或删除后重建用户", en: "restore it from a backup, or delete it and add the users again"))
    }
    return Dictionary(users.map { ($0.name, $0) }) { first, _ in first }
  }

  /// The users as the file has them: the command line may have changed one. What cannot be read changes nobody.
  private func now<Value>(_ look: ([String: User]) throws -> Value) rethrows -> Value {
    try all.withLock { known in
      refresh(&known)
      return try look(known.users)
    }
  }

  private func refresh(_ known: inout Known) {
    let stamp = Self.stamp(path)
    if stamp != known.stamp, let users = try? Self.read(path) { known = Known(users: users, stamp: stamp) }
  }

  /// The users by name.
  var list: [User] { now { $0.values.sorted { $0.name < $1.name } } }

  /// What a session of a user stands on now; `nil` for nobody.
  func grant(of name: String) -> String? { now { $0[name]?.grant } }

  /// Whether there is anybody to log in.
  var isEmpty: Bool { now { $0.isEmpty } }

  /// The user whose name and password these are. It takes its time.
  func user(_ name: String, password: String) -> User? {
    let found = now { $0[name] }
    let isSame = Password.matches(password, found?.password ?? nobody)
    return isSame ? found : nil
  }

  /// Adds a user, or gives one a new password or role; what is `nil` stays.
  ///
  /// - Throws: a ``Diagnostic`` for a name or password that cannot be one, or when the last administrator would be none any more.
  func set(_ name: String, role: Role?, password: String?) throws {
    guard (1...40).contains(name.count), name.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) }),
      Masking.masked(name) == name, name != "local"
    else {
      throw Diagnostic(
        .usage,
        found: LocalizedText(
          zh: "“\(Masking.masked(name))”不能作用户名", en: "“\(Masking.masked(name))” cannot be a user's name"),
        expected: LocalizedText(zh: "1–40 个字母、数字、汉字、- _ .", en: "1–40 letters, digits, - _ ."))
    }
    if let password, !(Password.fewest...Password.most).contains(password.count) {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "密码过短或过长", en: "the password is too short or too long"),
        expected: LocalizedText(
          zh: "\(Password.fewest)–\(Password.most) 个字符", en: "\(Password.fewest)–\(Password.most) characters"))
    }
    let kept = try password.map { password in
      guard let kept = Password.kept(password) else {
        throw Diagnostic(found: LocalizedText(zh: "无法保存密码", en: "the password cannot be kept"))
      }
      return kept
    }
    try change { users in
      if let known = users[name] {
        users[name] = User(name: name, role: role?.rawValue ?? known.role, password: kept ?? known.password)
      } else {
        guard let kept, users.count < Self.most else {
          throw Diagnostic(.usage, found: LocalizedText(zh: "新用户需要密码", en: "a new user needs a password"))
        }
        users[name] = User(name: name, role: (role ?? .reader).rawValue, password: kept)
      }
    }
  }

  /// Removes a user.
  ///
  /// - Throws: a ``Diagnostic`` for the last administrator.
  func remove(_ name: String) throws { try change { $0[name] = nil } }

  /// Changes the file. Another server of the database, or the command line, waits meanwhile: none loses what the other wrote.
  private func change(_ change: (inout [String: User]) throws -> Void) throws {
    try FolderLock.holding(URL(filePath: path).deletingLastPathComponent().path) {
      try all.withLock { known in
        refresh(&known)
        known = try Known(users: write(change, to: known.users), stamp: Self.stamp(path))
      }
    }
  }

  private func write(_ change: (inout [String: User]) throws -> Void, to users: [String: User]) throws -> [String: User]
  {
    let hadAdmin = users.values.contains { $0.knownRole == .admin }
    var changed = users
    try change(&changed)
    guard !hadAdmin || changed.values.contains(where: { $0.knownRole == .admin }) else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "这是最后一位管理员", en: "this is the last administrator"),
        fix: LocalizedText(zh: "请先指定另一位管理员", en: "make somebody else an administrator first"))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let bytes = try encoder.encode(changed.values.sorted { $0.name < $1.name })
    guard PrivateFile.write(bytes, to: path) else {
      throw Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "无法写入", en: "cannot be written"),
        fix: LocalizedText(zh: "请检查目录权限和空间", en: "check the folder's permissions and space"))
    }
    return changed
  }
}
