import Foundation
import HotlineCalendar
import Testing

@testable import HotlineApp

@Suite("A folder of members' sheets")
struct MemberFolderTests {
  private struct Killed: Error {}

  let desk: TestDesk

  init() throws {
    desk = try TestDesk()
    for (district, count) in [("黄浦区", 40), ("宝山区", 30), ("静安区", 20), ("", 10)] {
      _ = try IngestFiles([desk.calls("2019-12-03", answered: count, abandoned: 2, district: district)])
        .run(in: desk.workspace)
    }
  }

  private func write(to folder: String, stoppedAfter count: Int? = nil) throws -> [String] {
    let draft = DraftMemberSheets(.each(dimensions: ["district"]), period: try Period(parsing: "2019-12"))
    let output = try DocumentOutput(formats: "html,xlsx,csv,docx", folder: "\(desk.folder)/\(folder)")
    let result = try draft.run(in: desk.workspace, to: output) { done, _ in if done == count { throw Killed() } }
    guard case .files(let paths) = result else { return [] }
    return paths
  }

  private func contents(_ folder: String) throws -> [String: Data] {
    let root = "\(desk.folder)/\(folder)"
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return Dictionary(
      names.compactMap { name in FileManager.default.contents(atPath: "\(root)/\(name)").map { (name, $0) } }
    ) {
      first, _ in first
    }
  }

  private func number(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int)
  }

  @Test(
    "a run that was killed half way is gone on with: what is whole is kept, and the bytes are those of a run that was not"
  )
  func resumed() throws {
    let paths = try write(to: "whole")
    #expect(
      paths.count == 3 + 1 + 4 * 4, "index as html, xlsx and docx, the manifest, four sheets in four formats: \(paths)")
    // People read the manifest too: a line for each value, its keys in order, paths as they are.
    let manifest = String(decoding: try #require(contents("whole")["members-2019-12/manifest.json"]), as: UTF8.self)
    #expect(manifest.hasPrefix("{\n  \"") && manifest.contains("\"path\" : \"member-2019-12-district-黄浦区"))
    #expect(throws: Killed.self) { _ = try write(to: "killed", stoppedAfter: 2) }
    let half = try contents("killed")
    #expect(
      half.keys.contains { $0.hasSuffix(".progress.json") } && !half.keys.contains { $0.hasSuffix("manifest.json") })
    let kept = "\(desk.folder)/killed/members-2019-12/member-2019-12-district-黄浦区.html"
    let before = try number(kept)
    _ = try write(to: "killed")
    #expect(try number(kept) == before, "not written again")
    #expect(try contents("killed") == contents("whole"))
  }

  @Test("a sheet that is damaged or of other data is written again; one that nobody has any more goes")
  func changed() throws {
    #expect(throws: Killed.self) { _ = try write(to: "killed", stoppedAfter: 2) }
    let kept = "\(desk.folder)/killed/members-2019-12/member-2019-12-district-黄浦区.html"
    try Data("half".utf8).write(to: URL(filePath: kept))
    _ = try IngestFiles([desk.calls("2019-12-04", answered: 5, abandoned: 0, district: "宝山区")]).run(in: desk.workspace)
    _ = try write(to: "killed")
    _ = try write(to: "whole")
    #expect(try contents("killed") == contents("whole"))
    let page = try String(contentsOfFile: kept.replacing("黄浦区", with: "宝山区"), encoding: .utf8)
    #expect(page.contains("来电 37 通"))
  }

  @Test("a manifest that somebody wrote by hand removes nothing outside the folder, through no link")
  func forged() throws {
    let (folder, secret) = ("\(desk.folder)/forged/members-2019-12", "\(desk.folder)/secret")
    for path in [folder, secret, folder + "/member-empty"] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    try Data("kept".utf8).write(to: URL(filePath: secret + "/important.txt"))
    try Data("kept".utf8).write(to: URL(filePath: folder + "/member-empty/inside.txt"))
    try FileManager.default.createSymbolicLink(atPath: folder + "/member-link", withDestinationPath: "../../secret")
    let names = [
      "member-link/important.txt", "member-link/", "member-link", "member-empty",
      "member-../../../secret/important.txt",
    ]
    let files = names.map { "{\"path\":\"\($0)\",\"sha256\":\"0\"}" }.joined(separator: ",")
    try Data("{\"groups\":[{\"sheets\":[{\"files\":[\(files)]}]}]}".utf8)
      .write(to: URL(filePath: folder + "/manifest.json"))
    _ = try write(to: "forged")
    #expect(FileManager.default.contents(atPath: secret + "/important.txt") == Data("kept".utf8))
    #expect(FileManager.default.fileExists(atPath: folder + "/member-empty/inside.txt"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/member-link") == "../../secret")
  }

  @Test("it is said whose sheet is wanted, once, of whole months")
  func usage() throws {
    #expect(throws: (any Error).self) { _ = try DraftMemberSheets.selection(district: nil, unit: nil, each: nil) }
    #expect(throws: (any Error).self) { _ = try DraftMemberSheets.selection(district: "黄浦区", unit: nil, each: "unit") }
    #expect(throws: (any Error).self) { _ = try DraftMemberSheets.selection(district: nil, unit: nil, each: "agent") }
    #expect(
      try DraftMemberSheets.selection(district: nil, unit: nil, each: "unit, unit") == .each(dimensions: ["unit"]))
    #expect(problem { try DraftMemberSheets.check(period: Period(parsing: "2019-12-03")) }?.kind == .usage)
  }
}
