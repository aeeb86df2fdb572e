import Dispatch
import Synchronization

/// A turn on a queue of work that somebody waits for, but not for ever.
final class Turn: Sendable {
  private enum State { case waiting, given, givenUp }

  private let state = Mutex(State.waiting)
  private let begins = DispatchSemaphore(value: 0)
  private let ends = DispatchSemaphore(value: 0)

  /// Takes its place on a queue.
  init(on queue: DispatchQueue) {
    queue.async { [self] in
      let isWanted = state.withLock { state in
        guard state == .waiting else { return false }
        state = .given
        return true
      }
      guard isWanted else { return }
      begins.signal()
      // The queue does nothing else until the work is done.
      ends.wait()
    }
  }

  /// Waits until it is one's turn; `false` when the patience was over before.
  func comes(within patience: DispatchTimeInterval) -> Bool {
    guard begins.wait(timeout: .now() + patience) == .timedOut else { return true }
    return state.withLock { state in
      // It may have come just now.
      guard state == .waiting else { return true }
      state = .givenUp
      return false
    }
  }

  /// Lets the others go on.
  func end() { ends.signal() }
}
