import HotlineModel
import HotlineReading

/// A file to be ingested: what is known of it before its rows are read, and how to read them.
struct IngestWork {
  let source: IngestedFile
  /// Waits for the file's hash; `nil` when ``source`` has it.
  let hash: () throws -> FileHash?
  /// Reads the rows into a session, in several threads.
  let read: (IngestSession) throws -> ReadingSummary
  /// Reads all rows into memory; none of a file whose SHA-256 is among those known.
  let hold: @Sendable (_ known: Set<String>) throws -> HeldRows
  /// See ``IngestJob/progress``.
  var progress: ((_ bytesRead: Int, _ rows: Int) throws -> Void)?
}

/// The rows of a small file, all read before the first is written, so that a file with a fault writes nothing.
struct HeldRows: RecordSink, Sendable {
  private(set) var batches: [RecordBatch] = []
  private(set) var rejected: [RejectedRow] = []
  private(set) var rejects = RejectTally()
  var summary = ReadingSummary()
  /// The file's hash; `nil` when the file's description has it already.
  var hash: FileHash?

  mutating func receive(_ batch: borrowing RecordBatch) { batches.append(copy batch) }

  mutating func reject(_ row: RejectedRow, fields: () -> [String]) {
    rejected.append(row)
    rejects.note(row)
  }
}

/// What a transaction that changes facts goes by: names, policies and rollups as the database has them.
struct StoreScene {
  let names: NameTables
  let derivation: Derivation
  let rollup: Rollup
}

/// What the files of one transaction share.
struct IngestScene {
  let pseudonyms: CallerPseudonyms
  let store: StoreScene

  var names: NameTables { store.names }
  var derivation: Derivation { store.derivation }
  var rollup: Rollup { store.rollup }
}

extension IngestWork {
  init(_ job: IngestJob) {
    let (file, profile) = (job.file, job.profile)
    let inHand = FileInHand(file.source)
    source = IngestedFile(
      path: file.path, sha256: "", sizeBytes: file.source.contentSizeBytes, kind: profile.kind, profile: profile.name,
      profileFingerprint: profile.fingerprint, encoding: file.encoding.rawValue, delimiter: file.delimiter,
      mergesParts: profile.mergesParts)
    progress = job.progress
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

/// A file that is being read: hashed in a thread of its own, and watched for changes.
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
