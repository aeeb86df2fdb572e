import Foundation
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineStore
import HotlineText

/// Writes exports as records for other programs: what their rows say, in typed columns, with pseudonyms. Nothing is stored.
package struct WriteRecords: Sendable {
  /// Files, or folders of them.
  package var paths: [String]
  /// How records are written.
  package var format: RecordFormat
  /// The profile to read by; the one that a file's headers call for unless given.
  package var profile: String?
  /// The file of the key of the pseudonyms; the one beside the database unless given.
  package var keyFile: String?
  /// Where rejected rows go; nowhere unless given.
  package var rejectsFile: String?
  /// Where goes what an ingest would write down besides; nowhere unless given.
  package var notesFile: String?
  /// Whether names stand as they are written, and not the canonical ones.
  package var writesNames: Bool
  /// The share of rows that may be rejected.
  package var maxRejectShare: Double
  /// The part of the one file that is written; all of it unless given.
  package var part: FilePart?
  /// The language of what is wrong with rejected rows.
  package var language: Language

  /// Creates an order; of rows a tenth may be rejected unless more are allowed.
  package init(
    _ paths: [String], format: RecordFormat, profile: String? = nil, keyFile: String? = nil,
    rejectsFile: String? = nil, notesFile: String? = nil, writesNames: Bool = false, maxRejectShare: Double? = nil,
    part: FilePart? = nil, language: Language
  ) {
    self.part = part
    self.notesFile = notesFile
    self.writesNames = writesNames
    self.paths = paths
    self.format = format
    self.profile = profile
    self.keyFile = keyFile
    self.rejectsFile = rejectsFile
    self.maxRejectShare = maxRejectShare ?? 0
    self.language = language
  }

  /// By which it is said whether an ingest would take a file; of none or 0 the usual share.
  static func options(_ maxRejectShare: Double?) -> IngestOptions {
    var options = IngestOptions()
    if let maxRejectShare, maxRejectShare > 0 { options.maxRejectShare = maxRejectShare }
    return options
  }

  /// What became of the files.
  package struct Outcome: Sendable {
    /// The files that were written, in order; each record is one that the file has `accepted`.
    package fileprivate(set) var reports: [SourceReport] = []
    /// Why others were not, and which of those written lost too many rows.
    package fileprivate(set) var problems: [Diagnostic] = []
    /// Whether something needs a person.
    package var isFailure: Bool { !problems.isEmpty }
  }

  /// Does the work.
  ///
  /// - Parameters:
  ///   - output: takes the records.
  ///   - tell: told of what happens.
  /// - Throws: a ``Diagnostic`` when nothing can be done at all: no key, no such profile, an output that cannot be written.
  package func run(
    in workspace: Workspace, to output: FileHandle, cancellation: Cancellation = .never,
    tell: @escaping (IngestFiles.Event) -> Void = { _ in }
  ) throws -> Outcome {
    let key = try key(workspace)
    var outcome = Outcome()
    func fail(_ problem: Diagnostic) {
      outcome.problems.append(problem)
      tell(.problem(problem))
    }
    let jobs = try IngestFiles(paths, profile: profile).jobs(
      workspace.profiles(), cancellation, tell: tell, fail: fail)
    try checkKinds(jobs)
    if part != nil, jobs.count > 1 {
      throw Diagnostic(
        .usage, at: .init(file: paths.joined(separator: ", ")),
        found: LocalizedText(zh: "其中有 \(jobs.count) 个导出", en: "there are \(jobs.count) exports in it"),
        expected: LocalizedText(zh: "一个导出文件", en: "one export"))
    }
    let kept = paths + [keyFile, workspace.database, workspace.database + ".key"].compactMap { $0 }
    let rejects = try rejectsFile.map { try Self.newFile($0, besides: kept) }
    let notes = try notesFile.map { try Self.newFile($0, besides: kept + [rejectsFile].compactMap { $0 }) }
    let encoder = ShareRecords.encoder
    let options = Self.options(maxRejectShare)
    let writer = try RecordWriter(
      format, reference: workspace.reference(), settings: workspace.catalog().settings, key: key, language: language,
      writesNames: writesNames, options: options,
      records: { try Self.write($0, to: output) }, rejects: rejects.map { file in { try Self.write($0, to: file) } },
      notes: notes.map { file in
        { line in
          let text = try encoder.encode(line) + [0x0A]
          try text.withUnsafeBytes { try Self.write($0, to: file) }
        }
      })
    for job in jobs {
      try cancellation.check()
      do {
        let report = try writer.write(job, part: part)
        outcome.reports.append(report)
        tell(.finished(report))
        if part == nil, let damage = report.recordDamage(options) { fail(damage) }
      } catch let problem as Diagnostic where problem.kind == .data {
        fail(problem)
      } catch is OutputFailure {
        throw Diagnostic(
          found: LocalizedText(
            zh: "无法写出结果：磁盘已满或输出已关闭", en: "the result cannot be written: the disk is full or the output closed"))
      }
    }
    try rejects?.close()
    try notes?.close()
    return outcome
  }

  /// The key that the user names, else the one beside the database.
  private func key(_ workspace: Workspace) throws -> RecordKey {
    if let keyFile { return try RecordKey(file: keyFile) }
    if workspace.hasDatabase { return try workspace.reading(.never) { try $0.recordKey() } }
    let beside = workspace.database + ".key"
    guard !FileManager.default.fileExists(atPath: beside) else { return try RecordKey(file: beside) }
    throw Diagnostic(
      .usage, found: LocalizedText(zh: "没有密钥：来电号码需要密钥才能换成化名", en: "there is no key, and callers' pseudonyms need one"),
      expected: LocalizedText(
        zh: "--key 文件（32 个随机字节，权限 0600），或已导入过数据的 --database",
        en: "--key FILE (32 random bytes, mode 0600), or a --database that has ingested something"),
      fix: LocalizedText(
        zh: "新建密钥：(umask 077; head -c 32 /dev/urandom > records.key)",
        en: "make a key: (umask 077; head -c 32 /dev/urandom > records.key)"))
  }

  /// One CSV has the columns of one kind.
  private func checkKinds(_ jobs: [IngestJob]) throws {
    guard format == .csv, let first = jobs.first,
      let other = jobs.first(where: { $0.profile.kind != first.profile.kind })
    else { return }
    let (one, two) = (first.profile.kind.name, other.profile.kind.name)
    throw Diagnostic(
      .usage,
      found: LocalizedText(
        zh: "各文件的类别不同（\(one.zh)、\(two.zh)），列也不同，不能写进同一个 CSV",
        en: "files of several kinds (\(one.en), \(two.en)) have different columns and cannot share one CSV"),
      fix: LocalizedText(zh: "请按类别分别执行，或用 --format ndjson", en: "name the files of one kind, or use --format ndjson"))
  }

  /// - Parameter kept: files that are read, which must not be emptied by a slip of the hand.
  private static func newFile(_ path: String, besides kept: [String]) throws -> FileHandle {
    func place(_ path: String) -> [UInt64]? {
      var status = stat()
      return stat(path, &status) == 0
        ? [UInt64(status.st_dev), UInt64(status.st_ino), UInt64(status.st_mode & S_IFMT)] : nil
    }
    let known = place(path)
    if let known, kept.contains(where: { place($0) == known }) {
      throw Diagnostic(
        .usage, at: .init(file: path),
        found: LocalizedText(zh: "这是要读取的文件，不能同时写入", en: "this file is read, and cannot be written at the same time"),
        fix: LocalizedText(zh: "请换一个文件名", en: "name another file"))
    }
    // An export that stands in a folder, another database, a file of definitions: what is no earlier output is not ours to empty.
    let first = known?[2] == UInt64(S_IFREG) ? try? FileHandle(forReadingAtPath: path)?.read(upToCount: 1) : nil
    if let first, first != Data([UInt8(ascii: "{")]) {
      throw Diagnostic(
        .usage, at: .init(file: path),
        found: LocalizedText(zh: "文件已存在，不覆盖", en: "the file exists, and is not written over"),
        fix: LocalizedText(zh: "请换一个文件名，或先删除该文件", en: "name another file, or remove this one first"))
    }
    // A pipe or a device is written to as it is. Masked as they are, rejected rows are for their owner alone.
    let isThere = known.map { $0[2] != UInt64(S_IFREG) } ?? false
    guard let file = isThere ? FileHandle(forWritingAtPath: path) : PrivateFile.make(path) else {
      throw Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "无法写入文件", en: "the file cannot be written"),
        fix: LocalizedText(zh: "请检查目录权限和磁盘空间", en: "check the folder's permissions and the space on the disk"))
    }
    return file
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to file: FileHandle) throws {
    do { try file.writeWhole(Data(bytes)) } catch { throw OutputFailure() }
  }

  /// What cannot be written is no fault of the file.
  private struct OutputFailure: Error {}
}
