import FreshNames
import Foundation
import HotlineApp
import HotlineText
import Synchronization

@testable import HotlineWeb

/// A server of its own on a free port, over a small database, asked as a browser or an attacker would: by bytes on a socket.
final class WebDesk: Sendable {
  static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  let folder: String
  let workspace: Workspace
  let sessions: Sessions
  let server: WebServer
  let port: Int

  /// - Parameters:
  ///   - filled: whether the database has the calls of ``exports()``; else there is none.
  ///   - clock: what sessions take for the time that has passed.
  init(filled: Bool = true, clock: (@Sendable () -> ContinuousClock.Instant)? = nil) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "hotline-web-\(freshName())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let data = "\(folder)/data"
    try FileManager.default.copyItem(atPath: Self.project.appending(path: "data").path, toPath: data)
    workspace = Workspace(database: "\(folder)/hotline.sqlite", data: data, readers: 6)
    if filled {
      try Data(Self.calls.utf8).write(to: URL(filePath: "\(folder)/calls-2019.csv"))
      _ = try IngestFiles(["\(folder)/calls-2019.csv"], maxRejectShare: 0.5).run(in: workspace)
    }
    let sessions = clock.map { Sessions(now: $0) } ?? Sessions()
    self.sessions = sessions
    var settings = WebSettings(port: 0, language: .zh)
    // Beside the rest of the suite an answer may take longer than a server waits for a word.
    settings.longestSilence = 900
    let server = try WebServer(workspace: workspace, settings: settings, sessions: sessions)
    self.server = server
    let (links, told) = AsyncStream<String>.makeStream()
    // It serves as long as the tests run: what is cancelled in the middle of an answer is a fault of its own.
    Task { try await server.application { told.yield($0) }.run() }
    var first: String?
    for await link in links {
      first = link
      break
    }
    port = first.flatMap { URL(string: $0)?.port } ?? 0
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Calls of two months and two districts; one row cannot be read, one name is markup.
  static let calls: String = {
    var rows = ["call_id,line,started_at,outcome,wait_seconds,talk_seconds,caller,district,unit"]
    for month in ["11", "12"] {
      for number in 0..<120 {
        let outcome = number % 10 == 0 ? "abandoned,40," : "answered,\(number % 20),60"
        let district = number % 2 == 0 ? "黄浦区" : "静安区"
        let unit = number % 3 == 0 ? "<b>法规处</b>" : "法规处"
        rows.append(
          "\(month)-\(number),962200,2019-\(month)-\(10 + number % 15) \(10 + number % 9):00:0\(number % 10),\(outcome),138\(10_000_000 + number),\(district),\(unit)"
        )
      }
    }
    rows.append("broken,962200,no time,answered,5,60,13812345678,黄浦区,法规处")
    return rows.joined(separator: "\n") + "\n"
  }()

  // MARK: Browser

  /// What came back.
  struct Reply: Sendable {
    var status = 0
    var headers: [String: String] = [:]
    var bytes = Data()
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// A session's cookie, by the link that works once.
  func enter() async -> String {
    let link = sessions.link?.text ?? ""
    let reply = await get("/open/\(link)")
    return reply.headers["set-cookie"]?.split(separator: ";").first.map(String.init) ?? ""
  }

  /// The cookie of somebody of a role who is logged in by it.
  func cookie(of role: Role) async -> String {
    // The link works once.
    _ = sessions.renewLink()
    let name = await enter().prefix { $0 != "=" }
    return "\(name)=\(sessions.begin(role.rawValue, role).id.text)"
  }

  /// Asks for an address.
  func get(_ path: String, _ cookie: String = "", _ headers: [String: String] = [:]) async -> Reply {
    await send("GET", path, cookie, headers)
  }

  /// Sends a form.
  func post(
    _ path: String, _ cookie: String, _ form: [String: String], _ headers: [String: String] = [:]
  ) async -> Reply {
    let body = form.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }.joined(separator: "&")
    return await send(
      "POST", path, cookie, headers.merging(["Content-Type": "application/x-www-form-urlencoded"]) { own, _ in own },
      Data(body.utf8))
  }

  static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  /// The secret that forms of a page carry.
  func formToken(_ page: Reply) -> String {
    page.text.firstMatch(of: /name="form-token" value="([0-9a-f]+)"/).map { String($0.1) } ?? ""
  }

  func send(
    _ method: String, _ path: String, _ cookie: String = "", _ headers: [String: String] = [:], _ body: Data? = nil
  ) async -> Reply {
    var all = headers
    if all["Host"] == nil { all["Host"] = "127.0.0.1:\(port)" }
    if !cookie.isEmpty { all["Cookie"] = cookie }
    all["Connection"] = "close"
    if let body { all["Content-Length"] = String(body.count) }
    let head = "\(method) \(path) HTTP/1.1\r\n" + all.map { "\($0.key): \($0.value)\r\n" }.joined() + "\r\n"
    return Self.reply(from: await exchange(Data(head.utf8) + (body ?? Data())))
  }

  /// Sends bytes and reads until the server ends the connection, on a thread of its own: the server's tasks wait for no test.
  func exchange(_ bytes: Data) async -> Data {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: self.exchanged(bytes)) }
    }
  }

  private func exchanged(_ bytes: Data) -> Data {
    let socket = connection()
    defer { close(socket) }
    var sent = 0
    bytes.withUnsafeBytes { buffer in
      while sent < buffer.count, let base = buffer.baseAddress {
        let count = write(socket, base + sent, buffer.count - sent)
        guard count > 0 else { break }
        sent += count
      }
    }
    var answer = Data()
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(socket, &chunk, chunk.count)
      guard count > 0 else { break }
      answer += chunk.prefix(count)
    }
    return answer
  }

  /// A connection that somebody opened and says nothing on.
  func connection() -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    // While other tests take all processors an answer may take long; without an end a fault would stop the suite.
    var patience = timeval(tv_sec: 900, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return descriptor
  }

  private static func reply(from bytes: Data) -> Reply {
    guard let end = bytes.range(of: Data("\r\n\r\n".utf8)) else { return Reply() }
    let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    var reply = Reply()
    reply.status = head.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
    for line in head.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      reply.headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    reply.bytes = Data(bytes[end.upperBound...])
    return reply
  }
}
