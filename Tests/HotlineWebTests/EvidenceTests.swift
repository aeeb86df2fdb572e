import Foundation
import HotlineApp
import Testing

@testable import HotlineWeb

@Suite("Files that are attached to a form")
struct WebEvidenceTests {
  private static let page = "/forms/hotline-2019/evidence"
  private static let place = "row/funds-compliance/judgement"

  /// Sends files as a browser does.
  private static func attach(
    _ desk: WebDesk, _ cookie: String, _ files: [(name: String, bytes: Data)], place: String = place,
    token: String? = nil
  ) async -> WebDesk.Reply {
    let own = await desk.formToken(desk.get(page, cookie))
    var body = Data()
    func field(_ name: String, _ value: String) {
      body += Data("--xyz\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    field("form-token", token ?? own)
    field("place", place)
    for file in files {
      body += Data(
        "--xyz\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(file.name)\"\r\n\r\n".utf8)
      body += file.bytes + Data("\r\n".utf8)
    }
    body += Data("--xyz--\r\n".utf8)
    return await desk.send("POST", page, cookie, ["Content-Type": "multipart/form-data; boundary=xyz"], body)
  }

  private static let pdf = Data("%PDF-1.4\n%âãÏÓ\n1 0 obj\n".utf8)
  // printf '%%PDF-1.4\n%%\xc3\xa2\xc3\xa3\xc3\x8f\xc3\x93\n1 0 obj\n' | sha256sum
  private static let digest = "3dbd851ffb05212527c4fc42c74a1fd313425cabe7080d10f8cb180b9bb3d031"

  private func mode(_ path: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
  }

  @Test(
    "a file is kept by its hash for its owner alone, listed at its row, given out as an attachment, packed, and removed"
  )
  func story() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let folder = "\(desk.folder)/hotline.sqlite.evidence"
    let sent = await Self.attach(desk, cookie, [("../凭证 13812345678.pdf", Self.pdf)])
    #expect(sent.status == 303 && sent.headers["location"] == "\(Self.page)#attached")
    #expect(FileManager.default.contents(atPath: "\(folder)/\(Self.digest)") == Self.pdf)
    #expect(try mode(folder) == 0o700 && mode("\(folder)/\(Self.digest)") == 0o600)
    #expect(try mode("\(folder)/hotline-2019.json") == 0o600)
    let list = await desk.get(Self.page, cookie)
    #expect(list.text.contains("凭证_138****5678.pdf") && !list.text.contains("13812345678"))
    #expect(list.text.contains(Self.digest) && list.text.contains("资金使用的合规性 · 评定") && list.text.contains("local · "))
    let address = "\(Self.page)/\(Self.digest)"
    #expect(await desk.get("/forms/hotline-2019", cookie).text.contains("href=\"\(address)\">凭证_138****5678.pdf</a>"))
    let file = await desk.get(address, cookie)
    #expect(file.bytes == Self.pdf && file.headers["content-type"] == "application/pdf")
    #expect(file.headers["content-disposition"]?.hasPrefix("attachment; ") == true)
    #expect(file.headers["x-content-type-options"] == "nosniff" && file.headers["cache-control"] == "no-store")
    // Only what is registered is given out, and only on its form.
    for other in ["hotline-2019.json", "..%2fhotline.sqlite.key", String(repeating: "0", count: 64)] {
      #expect(await desk.get("\(Self.page)/\(other)", cookie).status == 404, "\(other)")
    }
    #expect(await desk.get("/forms/community-services-2019/evidence/\(Self.digest)", cookie).status == 404)
    // Sent twice it is there once.
    _ = await Self.attach(desk, cookie, [("again.pdf", Self.pdf)])
    #expect(await !desk.get(Self.page, cookie).text.contains("again.pdf"))
    // The spool keeps nothing of it.
    let spool = (try? FileManager.default.contentsOfDirectory(atPath: "\(desk.folder)/hotline.sqlite.files")) ?? []
    #expect(spool == [])

    let pack = await desk.get("/forms/hotline-2019/evidence.zip", cookie)
    #expect(pack.status == 200 && pack.headers["content-type"] == "application/zip")
    let unpacked = "\(desk.folder)/pack"
    try pack.bytes.write(to: URL(filePath: unpacked + ".zip"))
    let unzip = try Process.run(
      URL(filePath: "/usr/bin/unzip"), arguments: ["-q", unpacked + ".zip", "-d", unpacked], terminationHandler: nil)
    unzip.waitUntilExit()
    #expect(unzip.terminationStatus == 0)
    let attached = try FileManager.default.contentsOfDirectory(atPath: unpacked + "/attachments")
    #expect(attached == ["01-funds-compliance.pdf"])
    let register = try String(contentsOfFile: unpacked + "/attachments.csv", encoding: .utf8)
    #expect(register.contains(Self.digest) && register.contains(",凭证_138****5678.pdf,attachments/01-"))
    // It is the pack that the command line writes and looks at again.
    let form = "\(desk.folder)/data/indicators/hotline-2019.yaml"
    let same = try VerifyEvidence(form: form, folder: unpacked, language: .zh).run(in: desk.workspace)
    #expect(same.isSame, "\(same.differences)")

    let token = desk.formToken(list)
    let remove = ["form-token": token, "sha256": Self.digest, "place": Self.place]
    #expect(await desk.post("\(Self.page)/remove", cookie, remove.merging(["form-token": "x"]) { $1 }).status == 403)
    #expect(await desk.post("\(Self.page)/remove", cookie, remove).status == 303)
    #expect(await desk.get(address, cookie).status == 404)
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/\(Self.digest)"))
    // Removed by somebody else already is removed.
    #expect(await desk.post("\(Self.page)/remove", cookie, remove).status == 303)
  }

  @Test("what is no evidence is refused in words, and what is beside it is kept")
  func refused() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let refused: [(name: String, bytes: Data)] = [
      ("program.pdf", Data([0x7F, 0x45, 0x4C, 0x46, 1, 1, 1, 0])),
      ("page.txt", Data("\n<script>alert(1)</script>".utf8)),
      ("run.txt", Data("#!/bin/sh\n".utf8)), ("picture.png", Self.pdf), ("report.exe", Self.pdf),
      ("archive.docx", Data("PK\u{3}\u{4}nonsense".utf8)), ("empty.txt", Data()), ("page.svg", Data("<svg/>".utf8)),
      ("zeros.csv", Data([0x61, 0, 0x62])),
    ]
    for file in refused {
      let reply = await Self.attach(desk, cookie, [file])
      #expect(reply.status == 422 && reply.text.contains("role=\"alert\""), "\(file.name)")
      #expect(reply.text.contains(file.name) && reply.text.contains("PDF、PNG、JPEG"), "\(file.name)")
      // The place that was chosen is still chosen.
      #expect(reply.text.contains("value=\"\(Self.place)\" selected"), "\(file.name)")
    }
    let both = await Self.attach(desk, cookie, [("a.pdf", Self.pdf), ("b.exe", Data([0]))])
    #expect(both.status == 422 && both.text.contains("b.exe") && both.text.contains(Self.digest))
    // 中文 in GB18030, as Excel saves it.
    let csv = await Self.attach(desk, cookie, [("清单.csv", Data([0xD6, 0xD0, 0xCE, 0xC4, 0x2C, 0x31, 0x0D, 0x0A]))])
    #expect(csv.status == 303)
    #expect(await Self.attach(desk, cookie, [("a.pdf", Self.pdf)], place: "row/nowhere").status == 422)
    #expect(await Self.attach(desk, cookie, [("a.pdf", Self.pdf)], token: "x").status == 403)
    #expect(await Self.attach(desk, cookie, []).status == 422)
    let large = Data("%PDF-".utf8) + Data(repeating: 0x20, count: AttachmentStore.mostBytes)
    let tooLarge = await Self.attach(desk, cookie, [("large.pdf", large)])
    #expect(tooLarge.status == 422 && tooLarge.text.contains("至多 20 MB"))
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(desk.folder)/hotline.sqlite.evidence")
    #expect(files.count == 3 && !files.contains { $0.hasSuffix(".part") }, "\(files)")
  }

  @Test("many who attach at once lose nothing of each other")
  func concurrent() async throws {
    let desk = try await WebDesk(filled: false)
    let cookie = await desk.enter()
    let replies = await withTaskGroup(of: Int.self) { group in
      for number in 0..<8 {
        group.addTask { await Self.attach(desk, cookie, [("\(number).txt", Data("text \(number)".utf8))]).status }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(replies == [Int](repeating: 303, count: 8))
    let list = await desk.get(Self.page, cookie).text
    for number in 0..<8 { #expect(list.contains(">\(number).txt</a>")) }
  }
}
