import Foundation
import HotlineConfiguration
import HotlineReading

/// What becomes of the rows of a file, in two steps that may run in two threads.
protocol RowSession: AnyObject {
  /// Makes rows of facts from records, and passes on those that can be written.
  func prepare(_ records: borrowing RecordBatch, release: (FactBatch) throws -> Void) throws
  /// Passes on the rows that were held.
  func finishPreparing(release: (FactBatch) throws -> Void) throws
  /// Writes rows.
  func write(_ facts: FactBatch) throws
  /// Writes a rejected row.
  func reject(_ row: RejectedRow) throws
}

/// Reads, prepares and writes one file, all at the same time.
///
/// The caller's thread, which owns the database, writes; another thread reads. An idle reader or writer prepares batches; on
/// more than two cores a third thread helps. An error in any of them ends all, and is thrown.
struct IngestPipeline {
  /// Batches between two stages at most.
  private static let depth = 4

  let file: ExportFile
  let profile: Profile
  /// The part of the file that is read; all of it unless given.
  var part: FilePart?
  let session: any RowSession

  /// Another stage has given up.
  private struct Abandoned: Error {}

  /// What the stages pass on: rows, in the form that the stage makes, rejected rows and progress.
  private enum Element<Rows> {
    case rows(Rows)
    case reject(RejectedRow)
    case progress(bytesRead: Int, rows: Int)
  }

  private typealias Queue = WorkQueue<Element<RecordBatch>, Element<FactBatch>>

  private struct QueueSink: RecordSink {
    let queue: Queue

    func receive(_ batch: borrowing RecordBatch) throws {
      let records = copy batch
      guard queue.push(.rows(records)) else { throw Abandoned() }
    }

    func reject(_ row: RejectedRow, fields: () -> [String]) throws {
      guard queue.push(.reject(row)) else { throw Abandoned() }
    }
  }

  /// - Parameter progress: told, on the caller's thread, of bytes and rows read.
  /// - Throws: what the reader throws for the file, the writer for the database, or whoever is told of the progress.
  func run(progress: ((_ bytesRead: Int, _ rows: Int) throws -> Void)?) throws -> ReadingSummary {
    let (file, profile, part, session) = (file, profile, part, session)
    let queue = Queue(capacity: Self.depth) { next, release in
      switch next {
      case .rows(let records): try session.prepare(records) { release(.rows($0)) }
      case .reject(let row): release(.reject(row))
      case .progress(let bytesRead, let rows): release(.progress(bytesRead: bytesRead, rows: rows))
      }
    } finish: { release in
      try session.finishPreparing { release(.rows($0)) }
    }
    let reading = ThreadedWork("read") {
      var sink = QueueSink(queue: queue)
      do {
        let summary = try file.read(profile: profile, part: part, into: &sink) { bytesRead, rows in
          _ = queue.push(.progress(bytesRead: bytesRead, rows: rows))
        }
        queue.endInput()
        return summary
      } catch {
        queue.close()
        throw error
      }
    }
    let helping = ProcessInfo.processInfo.activeProcessorCount > 2 ? ThreadedWork("prepare", queue.help) : nil
    let writing = Result {
      while let next = try queue.next() {
        switch next {
        case .rows(let facts): try session.write(facts)
        case .reject(let row): try session.reject(row)
        case .progress(let bytesRead, let rows): try progress?(bytesRead, rows)
        }
      }
    }
    // All threads have left the session before it is freed, also after an error.
    queue.close()
    let summary = Result { try reading.value() }
    try helping?.value()
    try writing.get()
    return try summary.get()
  }
}

/// Work in a thread of its own; its value can be waited for.
final class ThreadedWork<Value>: @unchecked Sendable {
  private var outcome: Result<Value, any Error>?
  private var body: (@Sendable () throws -> Value)?
  private let done = DispatchSemaphore(value: 0)

  init(_ name: String, _ body: @escaping @Sendable () throws -> Value) {
    self.body = body
    let thread = Thread { [self] in
      outcome = self.body.map { body in Result { try body() } }
      // Free what the work holds before its end is known: a database's statements must be freed by the thread that owns
      // the database.
      self.body = nil
      done.signal()
    }
    thread.name = name
    thread.start()
  }

  /// Waits for the work to end, and gives its value or throws its error.
  func value() throws -> Value {
    done.wait()
    // A further call finds the work done.
    done.signal()
    guard let outcome else { throw CocoaError(.featureUnsupported) }
    return try outcome.get()
  }
}
