import Foundation
import HotlineConfiguration
import HotlineLogs

/// Reads, prepares and writes one file in three threads, each a few batches ahead of the next.
///
/// The caller's thread, which owns the database, writes. An error in any of them ends all three; the first one's is thrown.
struct IngestPipeline {
  /// Batches between two threads at most.
  private static let depth = 4

  let file: ExportFile
  let profile: Profile
  let session: IngestSession

  /// Says that another stage has given up.
  private struct Abandoned: Error {}

  private enum Read {
    case records(RecordBatch)
    case reject(RejectedRow)
    case progress(bytesRead: Int, rows: Int)
  }

  private enum Prepared {
    case facts(FactBatch)
    case reject(RejectedRow)
    case progress(bytesRead: Int, rows: Int)
  }

  private struct QueueSink: RecordSink {
    let queue: BoundedQueue<Read>

    func receive(_ batch: borrowing RecordBatch) throws {
      let records = copy batch
      guard queue.push(.records(records)) else { throw Abandoned() }
    }

    func reject(_ row: RejectedRow, fields: [String]) throws {
      guard queue.push(.reject(row)) else { throw Abandoned() }
    }
  }

  /// - Parameter progress: told, on the caller's thread, of bytes and rows read.
  /// - Throws: what the reader throws for the file, or the writer for the database.
  func run(progress: ((_ bytesRead: Int, _ rows: Int) -> Void)?) throws -> ReadingSummary {
    let read = BoundedQueue<Read>(capacity: Self.depth)
    let prepared = BoundedQueue<Prepared>(capacity: Self.depth)
    let (file, profile, session) = (file, profile, session)
    let reading = ThreadedWork("read") {
      defer { read.finish() }
      var sink = QueueSink(queue: read)
      return try file.read(profile: profile, into: &sink) { bytesRead, rows in
        _ = read.push(.progress(bytesRead: bytesRead, rows: rows))
      }
    }
    nonisolated(unsafe) let unsharedSession = session
    let preparing = ThreadedWork("prepare") {
      defer {
        read.close()
        prepared.finish()
      }
      func release(_ facts: FactBatch) throws {
        guard prepared.push(.facts(facts)) else { throw Abandoned() }
      }
      while let next = read.next() {
        switch next {
        case .records(let records): try unsharedSession.prepare(records, release: release)
        case .reject(let row): if !prepared.push(.reject(row)) { throw Abandoned() }
        case .progress(let bytesRead, let rows): _ = prepared.push(.progress(bytesRead: bytesRead, rows: rows))
        }
      }
      try unsharedSession.finishPreparing(release: release)
    }
    do {
      while let next = prepared.next() {
        switch next {
        case .facts(let facts): try session.write(facts)
        case .reject(let row): try session.reject(row)
        case .progress(let bytesRead, let rows): progress?(bytesRead, rows)
        }
      }
    } catch {
      prepared.close()
      _ = try? preparing.value()
      _ = try? reading.value()
      throw error
    }
    // The reader's error first: it is why the others ended.
    let summary = try reading.value()
    try preparing.value()
    return summary
  }
}

/// Work in a thread of its own, whose value is waited for.
final class ThreadedWork<Value>: @unchecked Sendable {
  private var outcome: Result<Value, any Error>?
  private let done = DispatchSemaphore(value: 0)

  init(_ name: String, _ body: @escaping @Sendable () throws -> Value) {
    let thread = Thread { [self] in
      outcome = Result { try body() }
      done.signal()
    }
    thread.name = name
    thread.start()
  }

  /// Waits for the work to end, and gives its value or throws its error.
  func value() throws -> Value {
    done.wait()
    // Whoever asks next finds the work done.
    done.signal()
    guard let outcome else { throw CocoaError(.featureUnsupported) }
    return try outcome.get()
  }
}
