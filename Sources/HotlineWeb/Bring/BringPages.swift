import Foundation
import HotlineApp
import HotlineConfiguration
import HotlineText
import Hummingbird

/// The addresses by which files are brought in: sent, looked at, confirmed, thrown away.
struct BringPages: Sendable {
  let site: Site
  let arrivals: Arrivals
  /// The most bytes of one sending.
  let mostBytes: Int
  /// The most files of one sending.
  private static let mostFiles = 200

  func add(to router: some RouterMethods<PageContext>) {
    site.page(router, "/sources/new", for: .editor, keeps: false) { inquiry, _ in
      BringPage(arrivals: arrivals.list, inquiry: inquiry).answer
    }
    router.post("/sources/new") { request, context in try await receive(request, context) }
    site.page(router, "/arrivals/:name", for: .editor, keeps: false) { inquiry, cancellation in
      guard let arrival = arrivals[inquiry.name] else { throw NoSuchPage() }
      return try arrivalPage(arrival, inquiry, cancellation)
    }
    router.get("/arrivals/:name/state") { request, context in
      guard let session = context.session, session.role >= .editor,
        let arrival = arrivals[context.parameters.get("name") ?? ""]
      else { throw HTTPError(.notFound) }
      let text = ArrivalPage.progress(arrival.state, site.frame.language(of: request))
      let json = ["step": String(arrival.step), "text": text.text, "share": String(text.share)]
      let bytes = try JSONSerialization.data(withJSONObject: json, options: [.sortedKeys])
      return Site.file(ByteBuffer(bytes: bytes), "application/json; charset=utf-8")
    }
    site.form(router, "/arrivals/:name/confirm", for: .editor) { inquiry, _ in
      let name = try Self.name(inquiry)
      arrivals.bringIn(name)
      return Address("/arrivals/\(name)")
    }
    site.form(router, "/arrivals/:name/profile", for: .editor) { inquiry, _ in
      let name = try Self.name(inquiry)
      guard let arrival = arrivals[name], arrival.state.isOpen else { throw NoSuchPage() }
      arrivals.add(name, user: arrival.user, profile: inquiry.fields["profile"])
      return Address("/arrivals/\(name)")
    }
    site.form(router, "/arrivals/:name/discard", for: .editor) { inquiry, _ in
      arrivals.discard(try Self.name(inquiry))
      return Address("/sources/new")
    }
  }

  /// The arrival that `/arrivals/NAME/…` names.
  private static func name(_ inquiry: Inquiry) throws -> String {
    let parts = inquiry.address.path.split(separator: "/").map(String.init)
    guard parts.count > 1, Spool.isName(parts[1]) else { throw NoSuchPage() }
    return parts[1]
  }

  private func arrivalPage(
    _ arrival: Arrivals.Arrival, _ inquiry: Inquiry, _ cancellation: Cancellation
  ) throws -> Answer {
    var previews: [PreviewExport.Export] = []
    if case .checked = arrival.state {
      for file in arrival.files.prefix(20) {
        try cancellation.check()
        let path = "\(arrivals.spool.path(arrival.name))/\(file)"
        // What cannot be opened stands among the problems already.
        previews +=
          (try? PreviewExport(path, profile: arrival.profile, language: inquiry.language).run(in: site.workspace)) ?? []
      }
    }
    let profiles = try CheckProfiles().run(in: site.workspace).profiles
    return ArrivalPage(arrival: arrival, previews: previews, profiles: profiles, inquiry: inquiry).answer
  }

  // MARK: Receiving

  /// Writes files down as they come; what is too large, or no form of ours, leaves nothing.
  private func receive(_ request: Request, _ context: PageContext) async throws -> Response {
    guard let session = context.session, session.role >= .editor else {
      return site.frame.response(.onlyFor(.editor), to: request, context.session, status: .forbidden)
    }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > mostBytes {
      return site.frame.response(tooLarge(request), to: request, session, status: .contentTooLarge)
    }
    guard let type = request.headers[.contentType], var parser = MultipartParser(contentType: type) else {
      return site.frame.response(.refused, to: request, session, status: .badRequest)
    }
    let writer = try ArrivalWriter(spool: arrivals.spool, mostFiles: Self.mostFiles)
    do {
      var size = 0
      for try await buffer in request.body {
        size += buffer.readableBytes
        guard size <= mostBytes else { throw ArrivalWriter.Refusal.tooLarge }
        try parser.feed(buffer.readableBytesView) { event in
          try writer.take(event) { FormGuard.accepts($0, of: session, request) }
        }
      }
      guard parser.isDone else { throw MultipartParser.Malformed() }
      try writer.finish()
    } catch {
      writer.undo()
      return refusal(error, request, session)
    }
    arrivals.spool.complete(writer.name)
    arrivals.add(writer.name, user: session.user)
    let names = arrivals.spool.files(writer.name).map { Fields.Field(name: "file", value: $0) }
    site.journal.write(session.user, "sent /arrivals/\(writer.name)", Fields(names))
    return Response(status: .seeOther, headers: [.location: "/arrivals/\(writer.name)"])
  }

  private func tooLarge(_ request: Request) -> Notice {
    let most = NumberText.count(Double(mostBytes >> 20))
    return .problem(
      site.frame.language(of: request)(
        "文件过大：一次至多 \(most) MB。请用命令行 hotline ingest 读入。",
        "The files are too large: \(most) MB at once at most. Use `hotline ingest` on the command line."))
  }

  private func refusal(_ error: any Error, _ request: Request, _ session: Sessions.Session) -> Response {
    let language = site.frame.language(of: request)
    switch error {
    case ArrivalWriter.Refusal.tooLarge:
      return site.frame.response(tooLarge(request), to: request, session, status: .contentTooLarge)
    case ArrivalWriter.Refusal.foreign:
      return site.frame.response(.foreignForm, to: request, session, status: .forbidden)
    case ArrivalWriter.Refusal.nothing:
      let notice = Notice.problem(
        language("没有选择文件。请返回并选择要读入的文件。", "No file was chosen. Go back and choose the files to bring in."))
      return site.frame.response(notice, to: request, session, status: .badRequest)
    case ArrivalWriter.Refusal.tooMany:
      let notice = Notice.problem(
        language(
          "文件过多：一次至多 \(Self.mostFiles) 个。", "There are too many files: \(Self.mostFiles) at once at most."))
      return site.frame.response(notice, to: request, session, status: .badRequest)
    case is Diagnostic: return site.problem(error, request, session)
    default: return site.frame.response(.refused, to: request, session, status: .badRequest)
    }
  }
}

/// Writes the files of one sending into a folder of their own.
final class ArrivalWriter {
  /// Why a sending is not taken.
  enum Refusal: Error { case tooLarge, tooMany, foreign, nothing }

  /// The arrival's name.
  let name: String
  private let spool: Spool
  private let mostFiles: Int
  private var names: Set<String> = []
  private var file: FileHandle?
  /// The other fields of the form.
  private(set) var fields: [String: String] = [:]
  private var field: String?
  private var value: [UInt8] = []
  private var isAccepted = false

  init(spool: Spool, mostFiles: Int) throws {
    self.spool = spool
    self.mostFiles = mostFiles
    name = try spool.begin()
  }

  /// Takes a piece of the form.
  ///
  /// - Parameter accepts: whether the form's secret is the session's; it comes before any file.
  func take(_ event: MultipartParser.Event, accepts: (String) -> Bool) throws {
    switch event {
    case .part(let part, let fileName):
      field = part
      value = []
      guard let fileName else { return }
      guard isAccepted else { throw Refusal.foreign }
      // A browser sends an empty file where none was chosen.
      guard !fileName.isEmpty else { return }
      guard names.count < mostFiles else { throw Refusal.tooMany }
      let own = SafeName.unlike(names, SafeName.of(fileName))
      names.insert(own)
      let path = "\(spool.path(name))/\(own)"
      guard
        FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
        let opened = FileHandle(forWritingAtPath: path)
      else {
        throw Diagnostic(
          at: .init(file: spool.folder), found: LocalizedText(zh: "无法写入文件", en: "cannot write a file"),
          fix: LocalizedText(zh: "请检查目录权限和空间", en: "check the folder's permissions and space"))
      }
      file = opened
    case .bytes(let bytes):
      if let file {
        do {
          try file.write(contentsOf: bytes)
        } catch {
          throw Diagnostic(
            at: .init(file: spool.folder), found: LocalizedText(zh: "无法写入文件", en: "cannot write a file"),
            fix: LocalizedText(zh: "请检查磁盘空间", en: "check the space on the disk"))
        }
      } else if value.count + bytes.count <= 4_096 {
        value += bytes
      }
    case .end:
      if let file {
        try file.close()
      } else if let field {
        fields[field] = String(decoding: value, as: UTF8.self)
      }
      file = nil
      if field == FormGuard.field { isAccepted = accepts(String(decoding: value, as: UTF8.self)) }
    }
  }

  /// Ends the sending.
  func finish() throws {
    guard isAccepted else { throw Refusal.foreign }
    guard !names.isEmpty else { throw Refusal.nothing }
  }

  /// Leaves nothing of it.
  func undo() {
    try? file?.close()
    spool.discard(name)
  }
}
