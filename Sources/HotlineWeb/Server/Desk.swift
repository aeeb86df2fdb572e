import Dispatch
import HotlineApp

/// Does what waits for the database on threads of its own, so that no other request waits for it.
final class Desk: Sendable {
  /// The longest time that a question may take.
  static let longest = Duration.seconds(20)

  private let questions = DispatchQueue(label: "hotline.questions", attributes: .concurrent)
  private let places: Places

  /// - Parameter threads: how many questions are answered side by side; the others wait their turn.
  init(threads: Int) { places = Places(count: threads) }

  /// Answers a question; it is taken back when its time is over.
  func ask<Answer: Sendable>(
    longest: Duration = longest, _ question: @escaping @Sendable (Cancellation) throws -> Answer
  ) async throws -> Answer {
    await places.enter()
    defer { places.leave() }
    return try await Self.run(on: questions, longest: longest, question)
  }

  /// Answers what takes next to no time without waiting for a place.
  func glance<Answer: Sendable>(
    _ question: @escaping @Sendable (Cancellation) throws -> Answer
  ) async throws -> Answer {
    try await Self.run(on: questions, longest: Self.longest, question)
  }

  private static func run<Answer: Sendable>(
    on queue: DispatchQueue, longest: Duration, _ question: @escaping @Sendable (Cancellation) throws -> Answer
  ) async throws -> Answer {
    let end = ContinuousClock.now + longest
    return try await withCheckedThrowingContinuation { continuation in
      queue.async {
        continuation.resume(with: Result { try question(.when { ContinuousClock.now > end }) })
      }
    }
  }
}
