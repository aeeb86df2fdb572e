import Foundation
import HotlineApp
import Testing

@testable import HotlineWeb

@Suite("What each role may see and do")
struct RoleTests {
  /// Addresses and the least role that sees them.
  static let pages: [(address: String, role: Role)] = [
    ("/month/2019-12", .reader), ("/metric/connection_rate?period=2019-12", .reader),
    ("/explore", .reader), ("/sources", .reader), ("/reports", .reader), ("/reports/monthly/2019-12", .reader),
    ("/reports/annual/2019.md", .reader), ("/forms", .reader), ("/audit", .reader), ("/leave", .reader),
    ("/rows?metric=connection_rate", .analyst), ("/sources/1", .analyst),
    ("/sources/1.csv", .analyst), ("/forms/hotline-2019/evidence", .analyst),
    ("/sources/1/rejects", .editor), ("/names", .editor), ("/sources/new", .editor), ("/profiles", .editor),
    ("/admin", .admin), ("/admin.csv", .admin),
  ]
  /// What forms do, and the least role that may. Without the session's secret nothing is done.
  static let deeds: [(address: String, role: Role)] = [
    ("/sources/new", .editor), ("/sources/1/rejects", .editor), ("/sources/1/forget", .editor), ("/names", .editor),
    ("/reports/monthly/2019-12/publish", .editor), ("/reports/annual/2019/publish", .editor),
    ("/arrivals/aaaaaaaaaaaaaa/confirm", .editor), ("/arrivals/aaaaaaaaaaaaaa/profile", .editor),
    ("/arrivals/aaaaaaaaaaaaaa/discard", .editor), ("/profiles", .editor), ("/forms/hotline-2019", .editor),
    ("/forms/hotline-2019/evidence", .editor), ("/forms/hotline-2019/evidence/remove", .editor),
    ("/admin/backup", .admin), ("/admin/users", .admin), ("/admin/users/remove", .admin),
  ]

  @Test("is shown to them and nobody below", arguments: Role.allCases)
  func sees(role: Role) async throws {
    let desk = try await WebDesk()
    let cookie = await desk.cookie(of: role)
    for page in Self.pages {
      let reply = await desk.get(page.address, cookie)
      #expect(reply.status == (role >= page.role ? 200 : 403), "\(page.address)")
      if role < page.role { #expect(reply.text.contains("需要“\(page.role.name.zh)”角色"), "\(page.address)") }
    }
    let (type, files) = BringTests.form("x", [("a.csv", "1")])
    for deed in Self.deeds {
      let isFile = deed.address.hasSuffix("/evidence") || deed.address == "/sources/new"
      let reply =
        isFile
        ? await desk.send("POST", deed.address, cookie, ["Content-Type": type], files)
        : await desk.post(deed.address, cookie, ["form-token": "x"])
      #expect(reply.status == 403, "\(deed.address)")
      let told = role >= deed.role ? "<h1>表单未被接受</h1>" : "需要“\(deed.role.name.zh)”角色"
      #expect(reply.text.contains(told), "\(deed.address)")
    }
    let places = await desk.get("/sources", cookie).text.matches(of: /<li><a href="([^"]+)"/).map { String($0.1) }
    let all = ["/", "/explore", "/sources", "/reports", "/forms"] + (role == .admin ? ["/admin"] : [])
    #expect(places.prefix(all.count) == all[...] && places.contains("/admin") == (role == .admin))
  }

  @Test("an administrator's addresses lead to the parts of one page")
  func redirects() async throws {
    let desk = try await WebDesk(filled: false)
    let cookie = await desk.cookie(of: .admin)
    for (address, place) in [
      ("/admin/users", "/admin#users"), ("/admin/log", "/admin#log"), ("/admin/backup", "/admin#backup"),
      ("/publications", "/reports#published"), ("/publications/7/changes", "/publications/7"),
      ("/month?month=2019-12", "/month/2019-12"),
    ] {
      let reply = await desk.get(address, cookie)
      #expect(reply.status == 303 && reply.headers["location"] == place, "\(address)")
    }
  }
}
