import Foundation
import HotlineApp

/// Does what waits for the database on threads of its own, so that no other request waits for it.
final class Desk: Sendable {
  /// The longest time that a question may take.
  static let longest = Duration.seconds(20)

  private let questions: DispatchQueue
  private let places: AsyncSemaphore

  /// - Parameter threads: how many questions are answered side by side; the others wait their turn.
  init(threads: Int) {
    questions = DispatchQueue(label: "hotline.questions", attributes: .concurrent)
    places = AsyncSemaphore(count: threads)
  }

  /// Answers a question; it is taken back when its time is over.
  func ask<Answer: Sendable>(_ question: @escaping @Sendable (Cancellation) throws -> Answer) async throws -> Answer {
    await places.enter()
    defer { places.leave() }
    let end = ContinuousClock.now + Self.longest
    return try await withCheckedThrowingContinuation { continuation in
      questions.async {
        continuation.resume(with: Result { try question(.when { ContinuousClock.now > end }) })
      }
    }
  }
}
