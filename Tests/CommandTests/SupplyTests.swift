import Foundation
import Testing

@Suite("What the program is made of")
struct SupplyTests {
  @Test("every package and every Debian library is in the README's list with a version and a licence")
  func listed() throws {
    func text(_ name: String) throws -> String {
      try String(contentsOf: Workplace.project.appending(path: name), encoding: .utf8)
    }
    let table = try text("README.md").split(separator: "\n").filter { $0.hasPrefix("| ") && $0.hasSuffix(" |") }
    let packages = try text("Package.swift").matches(of: /\.package\(url: "https:\/\/github.com\/[^\/]+\/([^"]+)"/).map
    { String($0.1) }
    let makefile = try text("Makefile")
    let debian = try #require(makefile.firstMatch(of: /\nPACKAGES := (.+)\n/)).1.split(separator: " ").map {
      "\($0) (Debian)"
    }
    #expect(packages.count >= 3 && debian.count >= 3)
    for name in packages + debian {
      let rows = table.filter { $0.hasPrefix("| \(name) | ") }.map {
        $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      }
      #expect(rows.contains { $0.count == 4 && $0[1].first?.isNumber == true && $0[2].count >= 3 }, "\(name)")
    }
  }

  @Test("every file that a page of ours leads to is there")
  func links() throws {
    let pages = try ["", "Benchmarks", "reports", "reports/guide", "Tests", "Tests/Mutation", "Packaging"].flatMap {
      folder in
      try FileManager.default.contentsOfDirectory(atPath: Workplace.project.appending(path: folder).path)
        .filter { $0.hasSuffix(".md") }.map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
    }
    var count = 0
    for page in pages {
      let file = Workplace.project.appending(path: page)
      for link in try String(contentsOf: file, encoding: .utf8).matches(of: /\]\(([^)#\s:]+)(?:#[^)]*)?\)/) {
        let target = file.deletingLastPathComponent().appending(path: String(link.1))
        #expect(FileManager.default.fileExists(atPath: target.standardizedFileURL.path), "\(page): \(link.1)")
        count += 1
      }
    }
    #expect(count > 20)
  }

  @Test("no package is vendored and no build takes a flag that hides warnings")
  func clean() throws {
    let manifest = try String(contentsOf: Workplace.project.appending(path: "Package.swift"), encoding: .utf8)
    #expect(
      !manifest.contains("suppress-warnings") && !manifest.contains("unsafeFlags")
        && !manifest.contains(".package(path:"))
    #expect(manifest.contains("swiftLanguageModes: [.v6]"))
  }
}
