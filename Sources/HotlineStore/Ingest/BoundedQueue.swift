import Foundation

/// Hands elements from one thread to another, a few at a time: who makes them waits while the queue is full, so that memory
/// stays bounded however uneven the two are.
final class BoundedQueue<Element>: @unchecked Sendable {
  private let capacity: Int
  private let condition = NSCondition()
  private var elements: [Element] = []
  private var isFinished = false
  private var isClosed = false

  init(capacity: Int) {
    self.capacity = capacity
  }

  /// Puts an element in, waiting while the queue is full.
  ///
  /// - Returns: `false` when nobody takes elements any more: there is no point in making more.
  func push(_ element: sending Element) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while elements.count >= capacity && !isClosed { condition.wait() }
    guard !isClosed else { return false }
    elements.append(element)
    condition.broadcast()
    return true
  }

  /// The next element, waiting for one; `nil` when there will be none.
  func next() -> Element? {
    condition.lock()
    defer { condition.unlock() }
    while elements.isEmpty && !isFinished { condition.wait() }
    guard !elements.isEmpty else { return nil }
    let element = elements.removeFirst()
    condition.broadcast()
    return element
  }

  /// There will be no more elements.
  func finish() {
    condition.lock()
    isFinished = true
    condition.broadcast()
    condition.unlock()
  }

  /// No more elements will be taken.
  func close() {
    condition.lock()
    isClosed = true
    elements.removeAll()
    condition.broadcast()
    condition.unlock()
  }
}
