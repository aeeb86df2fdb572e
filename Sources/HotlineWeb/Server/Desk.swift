import Dispatch
import HotlineApp

/// Does what waits for the database on threads of its own, so that no other request waits for it. Questions, files and changes have places
/// of their own: whoever waits for a long file, or for an ingest to end, keeps nobody from a page.
final class Desk: Sendable {
  /// The longest time that a question may take.
  static let longest = Duration.seconds(20)
  /// The longest time that the drawing of a file may take.
  static let longestFile = Duration.seconds(240)
  /// The most changes that are made or wait at a time.
  private static let mostChanges = 16

  private let threads = DispatchQueue(label: "hotline.desk", attributes: .concurrent)
  private let questions: Places
  private let files = Places(count: 2)
  private let checks = Places(count: 1)
  private let changes = Places(count: Desk.mostChanges)

  /// - Parameter threads: how many questions are answered side by side; the others wait their turn.
  init(threads: Int) { questions = Places(count: threads) }

  /// Answers a question; it is taken back when its time is over.
  func ask<Answer: Sendable>(
    _ question: @escaping @Sendable (Cancellation) throws -> Answer
  ) async throws -> Answer {
    try await run(in: questions, longest: Self.longest, question)
  }

  /// Draws a document or a file, which may take longer than a question.
  func draw<Answer: Sendable>(
    _ file: @escaping @Sendable (Cancellation) throws -> Answer
  ) async throws -> Answer {
    try await run(in: files, longest: Self.longestFile, file)
  }

  /// Checks a file that somebody sent and that is not kept: one after the other, so that nobody's files keep others from theirs.
  func check<Answer: Sendable>(
    _ file: @escaping @Sendable (Cancellation) throws -> Answer
  ) async throws -> Answer {
    try await run(in: checks, longest: Self.longest, file)
  }

  /// Makes a change, which may wait for another one.
  ///
  /// - Throws: ``Busy`` when too many wait already, and what the change throws.
  func change<Answer: Sendable>(
    _ change: @escaping @Sendable (Cancellation) throws -> Answer
  ) async throws -> Answer {
    guard changes.enterIfFree() else { throw Busy() }
    defer { changes.leave() }
    return try await run(longest: .seconds(600), change)
  }

  /// Answers what takes next to no time without waiting for a place.
  func glance<Answer: Sendable>(
    _ question: @escaping @Sendable (Cancellation) throws -> Answer
  ) async throws -> Answer {
    try await run(longest: Self.longest, question)
  }

  /// Waits for a place first.
  private func run<Answer: Sendable>(
    in places: Places, longest: Duration, _ work: @escaping @Sendable (Cancellation) throws -> Answer
  ) async throws -> Answer {
    await places.enter()
    defer { places.leave() }
    return try await run(longest: longest, work)
  }

  private func run<Answer: Sendable>(
    longest: Duration, _ question: @escaping @Sendable (Cancellation) throws -> Answer
  ) async throws -> Answer {
    let end = ContinuousClock.now + longest
    return try await withCheckedThrowingContinuation { continuation in
      threads.async {
        continuation.resume(with: Result { try question(.when { ContinuousClock.now > end }) })
      }
    }
  }
}

/// Something else changes the database and will for a while: nothing was done.
struct Busy: Error {}
