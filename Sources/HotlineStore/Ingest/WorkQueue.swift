import Foundation

/// A queue between a reader, who puts elements in, and a writer, who takes results out; each element is worked on in between.
///
/// The work needs no thread of its own: a reader without room and a writer without results do a piece of it instead of
/// waiting. So two cores are busy to the end, whichever stage is the slowest; on more cores a third thread may ``help()``.
/// Only a few elements wait at a time, so that memory stays bounded.
final class WorkQueue<Input, Output>: @unchecked Sendable {
  private let capacity: Int
  private let work: (Input, (Output) -> Void) throws -> Void
  private let finish: ((Output) -> Void) throws -> Void
  private let condition = NSCondition()
  private var inputs: [Input] = []
  private var outputs: [Output] = []
  private var isInputOver = false
  private var isWorking = false
  private var isFinished = false
  private var isClosed = false
  private var failure: (any Error)?

  /// - Parameters:
  ///   - capacity: elements that wait before the work, and results that wait behind it, at most; one element may have many.
  ///   - work: makes results of an element. Called for one at a time, in order, in the thread that has time.
  ///   - finish: makes the results that are left when there are no more elements.
  init(
    capacity: Int, work: @escaping (Input, (Output) -> Void) throws -> Void,
    finish: @escaping ((Output) -> Void) throws -> Void
  ) {
    self.capacity = capacity
    self.work = work
    self.finish = finish
  }

  /// Puts an element in; while there is no room, works or waits.
  ///
  /// - Returns: `false` when nobody takes results any more: there is no point in reading on.
  func push(_ input: sending Input) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while inputs.count >= capacity && !isClosed { workOrWait() }
    guard !isClosed else { return false }
    inputs.append(input)
    condition.broadcast()
    return true
  }

  /// Ends the input, and works on what is left of it.
  func endInput() {
    condition.lock()
    isInputOver = true
    condition.broadcast()
    condition.unlock()
    help()
  }

  /// The next result; while there is none, works or waits.
  ///
  /// - Returns: `nil` when there will be no more.
  /// - Throws: the error of the work.
  func next() throws -> Output? {
    condition.lock()
    defer { condition.unlock() }
    while outputs.isEmpty && !isClosed && !isFinished { workOrWait() }
    if let failure { throw failure }
    guard !isClosed, !outputs.isEmpty else { return nil }
    let output = outputs.removeFirst()
    condition.broadcast()
    return output
  }

  /// Works until there is nothing left to do.
  func help() {
    condition.lock()
    while !isClosed && !isFinished { workOrWait() }
    condition.unlock()
  }

  /// Ends the queue: no more results are taken.
  func close() {
    condition.lock()
    isClosed = true
    inputs.removeAll()
    outputs.removeAll()
    condition.broadcast()
    condition.unlock()
  }

  /// Does one piece of work if there is one to do, without the lock; else waits for a change.
  private func workOrWait() {
    guard !isWorking, !isFinished, outputs.count < capacity, isInputOver || !inputs.isEmpty else {
      return condition.wait()
    }
    isWorking = true
    let input = inputs.isEmpty ? nil : inputs.removeFirst()
    condition.broadcast()
    condition.unlock()
    let outcome = Result { if let input { try work(input, release) } else { try finish(release) } }
    condition.lock()
    isWorking = false
    if input == nil { isFinished = true }
    if case .failure(let error) = outcome {
      failure = error
      isClosed = true
    }
    condition.broadcast()
  }

  /// Passes a result on at once, so that the writer need not wait for the rest of the piece.
  private func release(_ output: Output) {
    condition.lock()
    if !isClosed { outputs.append(output) }
    condition.broadcast()
    condition.unlock()
  }
}
