/// How whoever started a use case takes it back: a question that is asked while the work goes on.
///
/// A use case that is cancelled throws `CancellationError` and leaves nothing half done.
package struct Cancellation: Sendable {
  /// Answers whether the work is still wanted; `nil` when it cannot be taken back.
  let question: (@Sendable () -> Bool)?

  /// Work that cannot be taken back.
  package static let never = Cancellation(question: nil)

  /// Work that is taken back as soon as a question is answered with yes.
  ///
  /// - Parameter isCancelled: asked often, from the thread that works; it must answer at once.
  package static func when(_ isCancelled: @escaping @Sendable () -> Bool) -> Cancellation { Cancellation(isCancelled) }

  /// - Parameter isCancelled: asked often, from the thread that works; it must answer at once.
  init(_ isCancelled: @escaping @Sendable () -> Bool) { question = isCancelled }

  private init(question: (@Sendable () -> Bool)?) { self.question = question }

  /// - Throws: `CancellationError` when the work is not wanted any more.
  package func check() throws { if question?() == true { throw CancellationError() } }
}
