import HotlineModel
import HotlineReading

/// A file on its way: what is known of it, and how its rows are had.
struct IngestWork {
  let source: IngestedFile
  /// Waits for the file's hash; `nil` when ``source`` has it.
  let hash: () throws -> FileHash?
  /// Puts the rows into a session while they are read.
  let read: (IngestSession) throws -> ReadingSummary
  /// Reads all rows into memory; none of a file whose SHA-256 is among those known.
  let hold: @Sendable (_ known: Set<String>) throws -> HeldRows
}

/// The rows of a small file, read before any of them is written: what is wrong with the file is known by then.
struct HeldRows: RecordSink, Sendable {
  private(set) var batches: [RecordBatch] = []
  private(set) var rejected: [RejectedRow] = []
  private(set) var rejects = RejectTally()
  var summary = ReadingSummary()
  /// The file's hash; `nil` when it is known without.
  var hash: FileHash?

  mutating func receive(_ batch: borrowing RecordBatch) { batches.append(copy batch) }

  mutating func reject(_ row: RejectedRow, fields: () -> [String]) {
    rejected.append(row)
    rejects.note(row)
  }
}

/// What the files of one transaction share.
struct IngestScene {
  let pseudonyms: CallerPseudonyms
  let names: NameTables
  let derivation: Derivation
  let rollup: Rollup
}

extension IngestWork {
  init(_ job: IngestJob) {
    let (file, profile) = (job.file, job.profile)
    let inHand = FileInHand(file.source)
    source = IngestedFile(
      path: file.path, sha256: "", sizeBytes: file.source.contentSizeBytes, kind: profile.kind, profile: profile.name,
      profileFingerprint: profile.fingerprint, encoding: file.encoding.rawValue, delimiter: file.delimiter,
      mergesParts: profile.mergesParts)
    hash = { try inHand.hashing.value() }
    read = { session in
      inHand.takeUp()
      let summary = try IngestPipeline(file: file, profile: profile, session: session).run(progress: job.progress)
      try inHand.watch.checkUnchanged()
      return summary
    }
    hold = { known in
      let watch = FileWatch(path: file.source.file)
      var held = HeldRows()
      let hash = try FileHash(of: file.source)
      held.hash = hash
      if known.contains(hash.sha256) { return held }
      held.summary = try file.read(profile: profile, into: &held)
      try watch.checkUnchanged()
      return held
    }
  }
}

/// A file from the moment that it is looked into: hashed beside the reading, and watched.
private final class FileInHand {
  private let source: ExportSource
  private(set) lazy var watch = FileWatch(path: source.file)
  private(set) lazy var hashing: ThreadedWork<FileHash> = {
    _ = watch
    let source = source
    return ThreadedWork("hash") { try FileHash(of: source) }
  }()

  init(_ source: ExportSource) {
    self.source = source
  }

  func takeUp() { _ = hashing }
}
