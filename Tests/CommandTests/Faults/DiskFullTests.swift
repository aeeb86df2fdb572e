import Foundation
import Testing

/// A disk that fills up, and a limit on how large a file may grow, at many different moments.
@Suite("The disk is full", .tags(.slow))
struct DiskFullTests {
  /// Mounting needs root and a kernel that allows it.
  static let canMount: Bool = {
    guard getuid() == 0, let place = try? Workplace() else { return false }
    let outcome = try? place.bash(
      "mkdir \(place.path("m")) && mount -t tmpfs -o size=64k tmpfs \(place.path("m")) && umount \(place.path("m"))")
    return outcome?.status == 0
  }()

  @Test("ulimit -f stops an ingest at any size: a message, and the database as it was")
  func fileSize() throws {
    let template = try Workplace()
    try template.hotline("ingest", template.calls(0..<400))
    let before = try template.state()
    let place = try Workplace()
    let file = try place.calls(400..<3000, month: "04")
    try place.copyDatabase(from: template)
    try place.hotline("ingest", file)
    let whole = try place.state()
    var failed = 0
    // In kilobytes, from too little for the shared memory file up to enough for everything.
    for limit in [8, 40, 100, 250, 500, 800, 1200, 20_000] {
      try place.copyDatabase(from: template)
      let outcome = try place.bash(
        "ulimit -f \(limit); exec env --default-signal=XFSZ \"$HOTLINE\" ingest \(file) --database \"$DB\"")
      if outcome.status == 0 {
        #expect(try place.state() == whole)
      } else {
        failed += 1
        #expect(outcome.status == 1, "\(limit) kB: \(outcome.errors)")
        #expect(
          outcome.errors.contains("disk is full") || outcome.errors.contains("cannot be opened"), "\(outcome.errors)")
        #expect(try place.state() == before, "\(limit) kB")
        try place.expectSound("\(limit) kB")
      }
    }
    #expect((3...7).contains(failed))
  }

  @Test("a limit on how large a file may grow stops a workbook: a message and no file, or a workbook that is whole")
  func workbook() throws {
    let place = try Workplace()
    let made = try place.run(["simulate", "--year", "2019", "--scale", "0.02", "--out", place.path("logs"), "--quiet"])
    #expect(made.status == 0, "\(made.errors)")
    try place.hotline("ingest", place.path("logs"))
    let sizes = [40, 100, 130, 160, 20_000].map { limit in
      let name = place.path("out-\(limit)")
      let outcome = try? place.bash(
        """
        mkdir \(name); (ulimit -f \(limit); exec env --default-signal=XFSZ "$HOTLINE" report monthly 2019-03 --database "$DB" \
          --format xlsx --out \(name))
        """)
      return (outcome: outcome, files: (try? FileManager.default.contentsOfDirectory(atPath: name)) ?? [], name: name)
    }
    for (outcome, files, name) in sizes {
      let outcome = try #require(outcome)
      guard outcome.status == 0 else {
        #expect(outcome.status == 1 && files == [] && outcome.errors.contains("XLSX"), "\(outcome.errors) \(files)")
        continue
      }
      let read = try place.bash(
        """
        cd \(name) && unzip -q -d parts *.xlsx && find parts -name '*.xml' -print0 \
          | xargs -0 python3 -c 'import sys, xml.dom.minidom; [xml.dom.minidom.parse(path) for path in sys.argv[1:]]'
        """)
      #expect(read.status == 0, "\(name): \(read.errors)")
    }
    #expect(sizes.map { $0.outcome?.status } == [1, 1, 1, 1, 0])
  }

  @Test(
    "on a full disk nothing is lost: ingest, backup and report say so, and work again when there is space",
    .enabled(if: canMount, "needs to mount a tmpfs"))
  func smallDisk() throws {
    let place = try Workplace()
    let disk = place.path("disk")
    try #require(place.bash("mkdir \(disk) && mount -t tmpfs -o size=2m tmpfs \(disk)").status == 0)
    defer { _ = try? place.bash("umount -l \(disk)") }
    let database = disk + "/hotline.sqlite"
    func run(_ arguments: String...) throws -> Workplace.Outcome {
      try place.run(arguments + ["--database", database])
    }
    func fill(leaving kilobytes: Int) throws {
      _ = try place.bash(
        "rm -f \(disk)/filler; head -c $(( ($(df --output=avail \(disk) | tail -1) - \(kilobytes)) * 1024 )) /dev/zero > \(disk)/filler"
      )
    }
    func free() { try? FileManager.default.removeItem(atPath: disk + "/filler") }

    try #require(run("ingest", place.calls(0..<300, named: "a.csv")).status == 0)
    let kpi = try run("kpi", "--period", "2019", "--format", "json").output
    let file = try place.calls(300..<3000, named: "b.csv", month: "04")
    for space in [0, 16, 100, 200] {
      try fill(leaving: space)
      let outcome = try run("ingest", file)
      #expect(outcome.status == 1 && outcome.errors.contains("disk is full"), "\(space) kB: \(outcome.errors)")
      let answer = try run("kpi", "--period", "2019", "--format", "json")
      // SQLite needs 32 kB beside the database even to read; without them there is no answer, but never another one.
      #expect(answer.output == kpi || answer.status == 1 && answer.errors.contains("disk is full"), "\(space) kB")
      free()
      #expect(try run("check", "--quiet").status == 0, "\(space) kB")
    }
    let old = "what was there\n"
    let report = disk + "/out/monthly-2019-03.md"
    try FileManager.default.createDirectory(atPath: disk + "/out", withIntermediateDirectories: true)
    try Data(old.utf8).write(to: URL(filePath: report))
    try fill(leaving: 0)
    try place.hotline("ingest", place.calls(0..<300, named: "a.csv"))
    let written = try place.run([
      "report", "monthly", "2019-03", "--format", "markdown", "--out", disk + "/out", "--database", place.database,
    ])
    #expect(written.status == 1 && written.errors.contains("cannot be written"), "\(written.errors)")
    #expect(try String(contentsOfFile: report, encoding: .utf8) == old)
    let backup = try run("backup", disk + "/copy.sqlite")
    #expect(backup.status == 1 && backup.errors.contains("disk is full"), "\(backup.errors)")
    // Nothing half-written takes up what space there is.
    let names =
      try FileManager.default.contentsOfDirectory(atPath: disk)
      + FileManager.default.contentsOfDirectory(atPath: disk + "/out")
    let expected = [
      "hotline.sqlite", "hotline.sqlite.key", "hotline.sqlite-wal", "hotline.sqlite-shm", "filler", "out",
      "monthly-2019-03.md",
    ]
    #expect(Set(names).subtracting(expected).isEmpty, "\(names)")
    free()
    #expect(try run("ingest", file).status == 0)
    #expect(try run("report", "monthly", "2019-03", "--format", "markdown", "--out", disk + "/out").status == 0)
    #expect(try run("backup", place.path("copy.sqlite")).status == 0)
    #expect(try run("check", "--quiet").status == 0)
  }

  @Test("a result that cannot be written is an error, not a crash and not a success")
  func fullOutput() throws {
    let place = try Workplace()
    try place.hotline("ingest", place.calls(0..<50))
    for command in ["kpi --period 2019", "kpi --period 2019 --format json", "status", "check", "simulate --help"] {
      let outcome = try place.bash(
        "\"$HOTLINE\" \(command) \(command.contains("simulate") ? "" : "--database \"$DB\"") > /dev/full")
      if !command.contains("--help") {
        #expect(outcome.status == 1, "\(command)")
        #expect(outcome.errors.contains("cannot be written"), "\(command): \(outcome.errors)")
      }
    }
  }
}
