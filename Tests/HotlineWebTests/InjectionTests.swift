import Foundation
import Testing

@testable import HotlineWeb

@Suite("What visitors and files cannot do")
struct InjectionTests {
  static let markup = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{title}}{{{content}}}"

  @Test("markup and templates in an address are shown as text")
  func addresses() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let hostile = WebDesk.encoded(Self.markup)
    for address in [
      "/metric/\(hostile)", "/metric/connection_rate?period=\(hostile)",
      "/metric/connection_rate?period=2019&where=\(hostile)",
      "/metric/connection_rate?period=2019&where=district%3D\(hostile)", "/explore?metrics=\(hostile)",
      "/explore?where=\(hostile)&period=\(hostile)&suppress=\(hostile)", "/rows?metric=\(hostile)", "/month/\(hostile)",
      "/reports/monthly/\(hostile)", "/sources/\(hostile)", "/\(hostile)?\(hostile)=\(hostile)",
    ] {
      let reply = await desk.get(address, cookie)
      #expect(reply.status >= 200 && reply.status < 500, "\(address)")
      #expect(!reply.text.contains("<script>") && !reply.text.contains("<img"), "\(address)")
    }
  }

  @Test("markup in a file's names is shown as text")
  func names() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    for address in [
      "/explore?metrics=connection_rate&by=unit&period=2019", "/metric/connection_rate?period=2019", "/sources",
    ] {
      let reply = await desk.get(address, cookie)
      #expect(reply.text.contains("&lt;b&gt;法规处&lt;/b&gt;"), "\(address)")
      #expect(!reply.text.contains("<b>"), "\(address)")
    }
    // A spreadsheet takes no name for a formula.
    let csv = await desk.get("/explore.csv?metrics=connection_rate&by=unit&period=2019", cookie).text
    #expect(csv.contains("<b>法规处</b>"))
  }

  @Test("no address leads out of the program into files")
  func traversal() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    for address in [
      "/assets/../../etc/passwd", "/assets/..%2f..%2fetc%2fpasswd", "/assets/%2e%2e/%2e%2e/etc/passwd",
      "/reports/monthly/..%2f..%2f..%2fetc%2fpasswd.html", "/reports/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
      "/reports/monthly/2019-12%00.html", "/sources/..%2f1",
    ] {
      let reply = await desk.get(address, cookie)
      #expect([400, 404].contains(reply.status), "\(address): \(reply.status)")
      #expect(!reply.text.contains("root:"), "\(address)")
    }
  }

  @Test("nothing of an address becomes a header")
  func headers() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let hostile = "x%0d%0aSet-Cookie:%20stolen=1"
    for address in [
      "/month?month=\(hostile)", "/month/\(hostile)", "/reports/monthly/\(hostile).html",
      "/explore.csv?metrics=\(hostile)",
      "/sources?lang=\(hostile)",
    ] {
      let reply = await desk.get(address, cookie)
      #expect(reply.headers["set-cookie"]?.contains("stolen") != true, "\(address)")
      #expect(reply.status < 500, "\(address)")
    }
    #expect(await desk.get("/month?month=//evil.example", cookie).headers["location"] == "/month///evil.example")
    // A request that smuggles a second one is refused or answered as one.
    let bytes = await desk.exchange(
      Data(
        "GET /sources HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n"
          .utf8))
    #expect(String(decoding: bytes, as: UTF8.self).components(separatedBy: "HTTP/1.1 ").count <= 2)
  }

  @Test("an address or a form of any length costs little and ends in an answer")
  func long() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let long = String(repeating: "a", count: 200_000)
    #expect(await desk.get("/explore?where=\(long)", cookie).status >= 400)
    let many = String(repeating: "where=x%3Dy&", count: 5_000)
    #expect(await desk.get("/explore?metrics=connection_rate&\(many)", cookie).status >= 400)
    let body = Data(repeating: UInt8(ascii: "a"), count: 3 << 20)
    #expect(await desk.send("POST", "/leave", cookie, [:], body).status >= 400)
    #expect(await desk.get("/sources", cookie).status == 200)
  }

  @Test("many who connect and say nothing keep nobody out")
  func silent() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let silent = (0..<200).map { _ in desk.connection() }
    defer { silent.forEach { close($0) } }
    #expect(await desk.get("/sources", cookie).status == 200)
  }
}
