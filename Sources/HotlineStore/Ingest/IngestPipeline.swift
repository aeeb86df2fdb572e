import Foundation
import HotlineConfiguration
import HotlineReading

/// Reads, prepares and writes one file at once.
///
/// The caller's thread, which owns the database, writes; another reads; whichever of them would have to wait prepares, and
/// where there are more than two cores a third one does. An error in any of them ends all, and is thrown.
struct IngestPipeline {
  /// Batches between two stages at most.
  private static let depth = 4

  let file: ExportFile
  let profile: Profile
  let session: IngestSession

  /// Says that another stage has given up.
  private struct Abandoned: Error {}

  /// What goes from stage to stage: rows in the shape that they have by then, and what passes by them.
  private enum Element<Rows> {
    case rows(Rows)
    case reject(RejectedRow)
    case progress(bytesRead: Int, rows: Int)
  }

  private typealias Line = WorkLine<Element<RecordBatch>, Element<FactBatch>>

  private struct LineSink: RecordSink {
    let line: Line

    func receive(_ batch: borrowing RecordBatch) throws {
      let records = copy batch
      guard line.push(.rows(records)) else { throw Abandoned() }
    }

    func reject(_ row: RejectedRow, fields: () -> [String]) throws {
      guard line.push(.reject(row)) else { throw Abandoned() }
    }
  }

  /// - Parameter progress: told, on the caller's thread, of bytes and rows read.
  /// - Throws: what the reader throws for the file, the writer for the database, or whoever is told of the progress.
  func run(progress: ((_ bytesRead: Int, _ rows: Int) throws -> Void)?) throws -> ReadingSummary {
    let (file, profile, session) = (file, profile, session)
    let line = Line(capacity: Self.depth) { next, release in
      switch next {
      case .rows(let records): try session.prepare(records) { release(.rows($0)) }
      case .reject(let row): release(.reject(row))
      case .progress(let bytesRead, let rows): release(.progress(bytesRead: bytesRead, rows: rows))
      }
    } finish: { release in
      try session.finishPreparing { release(.rows($0)) }
    }
    let reading = ThreadedWork("read") {
      var sink = LineSink(line: line)
      do {
        let summary = try file.read(profile: profile, into: &sink) { bytesRead, rows in
          _ = line.push(.progress(bytesRead: bytesRead, rows: rows))
        }
        line.endInput()
        return summary
      } catch {
        line.close()
        throw error
      }
    }
    let helping = ProcessInfo.processInfo.activeProcessorCount > 2 ? ThreadedWork("prepare", line.help) : nil
    let writing = Result {
      while let next = try line.next() {
        switch next {
        case .rows(let facts): try session.write(facts)
        case .reject(let row): try session.reject(row)
        case .progress(let bytesRead, let rows): try progress?(bytesRead, rows)
        }
      }
    }
    // Nobody is at the session any more when it is let go, however it ended.
    line.close()
    let summary = Result { try reading.value() }
    try helping?.value()
    try writing.get()
    return try summary.get()
  }
}

/// Work in a thread of its own, whose value is waited for.
final class ThreadedWork<Value>: @unchecked Sendable {
  private var outcome: Result<Value, any Error>?
  private var body: (@Sendable () throws -> Value)?
  private let done = DispatchSemaphore(value: 0)

  init(_ name: String, _ body: @escaping @Sendable () throws -> Value) {
    self.body = body
    let thread = Thread { [self] in
      outcome = self.body.map { body in Result { try body() } }
      // What the work holds is let go before anybody learns of its end: the last owner of a database's statements is to be
      // the thread that owns the database.
      self.body = nil
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
