import Foundation
import HotlineApp
import HotlineConfiguration
import Synchronization
import Testing

@testable import HotlineWeb

@Suite("Users, roles and the log")
struct UserTests {
  /// An administrator makes a user who may look at figures.
  static func addReader(_ desk: WebDesk, _ name: String) async {
    let admin = await desk.enter()
    let token = await desk.formToken(desk.get("/admin", admin))
    _ = await desk.post(
      "/admin/users", admin, ["form-token": token, "name": name, "role": "reader", "password": "a long password"])
  }

  /// A user who is logged in.
  static func logIn(_ desk: WebDesk, _ name: String, _ password: String) async -> (status: Int, cookie: String) {
    let reply = await desk.post("/login", "", ["name": name, "password": password])
    return (reply.status, reply.headers["set-cookie"]?.split(separator: ";").first.map(String.init) ?? "")
  }

  @Test("each role sees and does what it may, and nothing more")
  func roles() async throws {
    let desk = try await WebDesk()
    let admin = await desk.enter()
    let token = await desk.formToken(desk.get("/admin", admin))
    for role in ["reader", "analyst", "editor"] {
      let reply = await desk.post(
        "/admin/users", admin, ["form-token": token, "name": "\(role)1", "role": role, "password": "a long password"])
      #expect(reply.status == 303)
    }
    let reading = ["/month/2019-12", "/metric/connection_rate", "/explore", "/sources", "/reports", "/forms", "/audit"]
    let rows = ["/rows?metric=connection_rate", "/sources/1"]
    let editing = ["/sources/new", "/names", "/sources/1/rejects"]
    for (role, allowed, refused) in [
      ("reader", reading, rows + editing + ["/admin"]), ("analyst", reading + rows, editing + ["/admin"]),
      ("editor", reading + rows + editing, ["/admin"]),
    ] {
      let (status, cookie) = await Self.logIn(desk, "\(role)1", "a long password")
      #expect(status == 200)
      for address in allowed { #expect(await desk.get(address, cookie).status == 200, "\(role) \(address)") }
      for address in refused { #expect(await desk.get(address, cookie).status == 403, "\(role) \(address)") }
      let own = await desk.formToken(desk.get("/leave", cookie))
      for address in ["/admin/users", "/admin/users/remove"] {
        #expect(await desk.post(address, cookie, ["form-token": own, "name": "editor1"]).status == 403, "\(role)")
      }
      guard role != "editor" else { continue }
      for address in [
        "/sources/1/forget", "/sources/1/rejects", "/names", "/reports/monthly/2019-12/publish",
        "/forms/hotline-2019", "/forms/hotline-2019/evidence", "/arrivals/abcdefghijkmnp/confirm", "/sources/new",
      ] {
        #expect(
          await desk.post(address, cookie, ["form-token": own, "sure": "yes"]).status == 403, "\(role) \(address)")
      }
    }
    #expect(await desk.get("/sources/1", admin).status == 200)
    // A role that is taken away is gone at once.
    let (_, cookie) = await Self.logIn(desk, "editor1", "a long password")
    _ = await desk.post("/admin/users", admin, ["form-token": token, "name": "editor1", "role": "reader"])
    #expect(await desk.get("/sources/new", cookie).status == 401)
    let log = await desk.get("/admin", admin).text
    #expect(log.contains("editor1") && log.contains("登录") && !log.contains("a long password"))
  }

  @Test("a password is what was typed, blanks at its ends too")
  func blanks() async throws {
    let desk = try await WebDesk()
    let admin = await desk.enter()
    let token = desk.formToken(await desk.get("/admin", admin))
    let password = " a long password "
    _ = await desk.post(
      "/admin/users", admin, ["form-token": token, "name": "one", "role": "reader", "password": password])
    #expect(await Self.logIn(desk, "one", password).status == 200)
    #expect(await Self.logIn(desk, "one", "a long password").status == 401)
    // No password leaves it as it is.
    _ = await desk.post("/admin/users", admin, ["form-token": token, "name": "one", "role": "analyst", "password": ""])
    #expect(await Self.logIn(desk, "one", password).status == 200)
  }

  @Test("wrong passwords are bounded, and nobody is told whether the name was right")
  func bounds() async throws {
    let desk = try await WebDesk()
    await Self.addReader(desk, "热线部")
    let first = await desk.post("/login", "", ["name": "热线部", "password": "wrong password"])
    let unknown = await desk.post("/login", "", ["name": "nobody", "password": "wrong password"])
    #expect(first.status == 401 && unknown.status == 401)
    #expect(first.text == unknown.text)
    for _ in 0..<4 { _ = await desk.post("/login", "", ["name": "热线部", "password": "wrong password"]) }
    #expect(await Self.logIn(desk, "热线部", "a long password").status == 429)
    #expect(await desk.get("/sources").text.contains("href=\"/login\""))
    let foreign = ["Origin": "http://evil.example"]
    #expect(await desk.post("/login", "", ["name": "热线部", "password": "a long password"], foreign).status == 403)
  }

  @Test("the wait grows from fifteen seconds to an hour, and ends")
  func waits() {
    let seconds = Mutex(0)
    let start = ContinuousClock.now
    let bounds = LoginBounds(now: { start + .seconds(seconds.withLock { $0 }) })
    func passes(_ duration: Int) { seconds.withLock { $0 += duration } }
    // Five are looked at, whether one after the other or all at once: each counts before it is known to be wrong.
    for _ in 0..<5 { #expect(bounds.attempt("a", from: "1") == nil) }
    #expect(bounds.attempt("a", from: "1") == .seconds(15))
    // Who tries from elsewhere, or another name, is not kept out by them.
    #expect(bounds.attempt("a", from: "2") == nil && bounds.attempt("b", from: "1") == nil)
    passes(16)
    #expect(bounds.attempt("a", from: "1") == nil)
    #expect(bounds.attempt("a", from: "1") == .seconds(30))
    passes(31)
    // The right one ends it.
    #expect(bounds.attempt("a", from: "1") == nil)
    bounds.succeeded("a", from: "1")
    for _ in 0..<5 { #expect(bounds.attempt("a", from: "1") == nil) }
    for _ in 0..<12 {
      passes(3_601)
      #expect(bounds.attempt("a", from: "1") == nil)
    }
    #expect(bounds.attempt("a", from: "1") == .seconds(3_600))
    // Of one machine that tries many names no further one is answered; of a name that many machines try neither.
    for name in 0..<20 { _ = bounds.attempt("name \(name)", from: "3") }
    #expect(bounds.attempt("new", from: "3") == .seconds(15))
    for machine in 0..<100 { _ = bounds.attempt("admin", from: "machine \(machine)") }
    #expect(bounds.attempt("admin", from: "4") == .seconds(15))
    // Right passwords of many behind one address do not count.
    for number in 0..<100 {
      #expect(bounds.attempt("user \(number)", from: "5") == nil)
      bounds.succeeded("user \(number)", from: "5")
    }
  }

  @Test("many wrong passwords at once are as many as one after the other")
  func atOnce() async throws {
    let desk = try await WebDesk()
    await Self.addReader(desk, "editor1")
    let statuses = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<12 {
        group.addTask { await desk.post("/login", "", ["name": "editor1", "password": "wrong password"]).status }
      }
      return await group.reduce(into: [Int]()) { $0.append($1) }
    }
    #expect(statuses.count { $0 == 401 } == 5 && statuses.count { $0 == 429 } == 7)
  }

  @Test("passwords are kept so that nobody reads them, and the last administrator stays")
  func kept() throws {
    let text = try #require(Password.kept("correct horse"))
    #expect(text.hasPrefix("$argon2id$") && !text.contains("horse"))
    #expect(Password.matches("correct horse", text))
    #expect(!Password.matches("correct horsf", text) && !Password.matches("", text))
    #expect(!Password.matches("correct horse", "") && !Password.matches("x", "nonsense"))
    let path = FileManager.default.temporaryDirectory.appending(path: "hotline-users-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path + ".users") }
    let users = try Users(database: path)
    try users.set("a", role: .admin, password: "a long password")
    try users.set("b", role: .reader, password: "a long password")
    #expect(throws: (any Error).self) { try users.remove("a") }
    #expect(throws: (any Error).self) { try users.set("a", role: .editor, password: nil) }
    for name in ["", "a/b", "<b>", "13812345678", "local", "a b"] {
      #expect(throws: (any Error).self) { try users.set(name, role: .reader, password: "a long password") }
    }
    #expect(throws: (any Error).self) { try users.set("c", role: .reader, password: "short") }
    let mode = try FileManager.default.attributesOfItem(atPath: path + ".users")[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let again = try Users(database: path)
    #expect(again.list.map(\.name) == ["a", "b"] && again.user("b", password: "a long password")?.knownRole == .reader)
    try Data("[{]".utf8).write(to: URL(filePath: path + ".users"))
    #expect(throws: (any Error).self) { try Users(database: path) }
  }

  @Test("two servers of one database, or a server and the command line, lose nobody whom the other adds or removes")
  func together() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "hotline-users-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path + ".users") }
    let servers = try [Users(database: path), Users(database: path)]
    try servers[0].set("gone", role: .admin, password: "a long password")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<12 {
        group.addTask { try servers[number % 2].set("u\(number)", role: .admin, password: "a long password") }
      }
      group.addTask { try servers[1].remove("gone") }
      try await group.waitForAll()
    }
    let expected = (0..<12).map { "u\($0)" }.sorted()
    for users in servers + [try Users(database: path)] { #expect(users.list.map(\.name) == expected) }
  }

  @Test("a password that the command line gives counts at once, and roles that there are none of are refused")
  func commandLine() async throws {
    let desk = try await WebDesk(filled: false)
    let database = desk.workspace.database
    #expect(await Self.logIn(desk, "chief", "the first password").status == 401)
    try WebServer.setUser("chief", role: "admin", password: "the first password", database: database)
    #expect(await Self.logIn(desk, "chief", "the first password").status == 200)
    let (_, open) = await Self.logIn(desk, "chief", "the first password")
    #expect(await desk.get("/admin", open).status == 200)
    try WebServer.setUser("chief", role: nil, password: "another password", database: database)
    #expect(await Self.logIn(desk, "chief", "the first password").status == 401)
    #expect(await desk.get("/admin", open).status == 401, "a session ends with its password")
    let (status, cookie) = await Self.logIn(desk, "chief", "another password")
    #expect(status == 200)
    #expect(await desk.get("/admin", cookie).status == 200, "the role stays")
    #expect(throws: Diagnostic.self) {
      try WebServer.setUser("chief", role: "king", password: "another password", database: database)
    }
    #expect(throws: Diagnostic.self) {
      try WebServer.setUser("chief", role: nil, password: "short", database: database)
    }
  }

  @Test("an administrator backs up; so many copies are kept, each a sound database that only its owner reads")
  func backups() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let token = await desk.formToken(desk.get("/admin", cookie))
    #expect(await desk.post("/admin/backup", cookie, ["form-token": token]).status == 303)
    let backups = Backups(database: desk.workspace.database)
    let first = try #require(backups.list.first?.name)
    #expect(await desk.get("/admin", cookie).text.contains(first))
    let copy = Workspace(database: "\(desk.workspace.database).backups/\(first)", data: desk.workspace.data)
    #expect(try ListSources().run(in: copy).count == 1)
    let mode = try FileManager.default.attributesOfItem(atPath: copy.database)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    for day in 1...20 {
      _ = try backups.make(of: desk.workspace, at: Date(timeIntervalSince1970: Double(day) * 86_400))
    }
    #expect(backups.list.count == Backups.most && backups.list.first?.name == first)
    #expect(backups.list.last?.name == "1970-01-09T000000Z.sqlite")
  }

  @Test("two editors who look at one page each get a form of their own, that is taken")
  func ownForms() async throws {
    let desk = try await WebDesk()
    let one = desk.sessions.begin("one", .editor)
    let two = desk.sessions.begin("two", .editor)
    let name = await desk.enter().split(separator: "=")[0]
    for session in [one, two] {
      let cookie = "\(name)=\(session.id.text)"
      let page = await desk.get("/reports/monthly/2019-12", cookie)
      #expect(desk.formToken(page) == session.form.text)
      let form = ["form-token": desk.formToken(page), "by": "热线部", "format": "markdown"]
      #expect(await desk.post("/reports/monthly/2019-12/publish", cookie, form).status == 303)
    }
  }
}
