import HotlineApp
import HotlineText
import Synchronization

/// Answers that were drawn, kept while the data and definitions that they stand on stay the same: many readers of one page are one
/// question.
final class KeptAnswers<Answer: Sendable>: Sendable {
  /// An answer and the state that it is of.
  struct Kept: Sendable {
    let answer: Answer
    let version: String
  }

  private struct Entry {
    var version: String
    var task: Task<Answer, any Error>
    /// The last answer that was whole, perhaps of an earlier state.
    var last: Kept?
    var used: Int
    var weight = 0
  }

  private struct State {
    var entries: [String: Entry] = [:]
    var clock = 0
  }

  /// Answers that are kept.
  private static var most: Int { 60 }
  /// What they may weigh together, in bytes.
  private static var heaviest: Int { 100 << 20 }
  private let state = Mutex(State())
  private let weight: @Sendable (Answer) -> Int

  /// - Parameter weight: about how many bytes an answer takes.
  init(weight: @escaping @Sendable (Answer) -> Int) { self.weight = weight }

  /// The answer to a question at a state of the data.
  ///
  /// - Parameters:
  ///   - patience: how long to wait for a new answer where an older one is at hand.
  ///   - draw: draws the answer; for many who ask at the same time it is called once.
  func answer(
    _ question: String, at version: String, patience: Duration, _ draw: @escaping @Sendable () async throws -> Answer
  ) async throws -> Kept {
    let (task, last) = state.withLock { state -> (Task<Answer, any Error>, Kept?) in
      state.clock += 1
      if var entry = state.entries[question], entry.version == version {
        entry.used = state.clock
        state.entries[question] = entry
        return (entry.task, entry.last)
      }
      let last = state.entries[question]?.last
      let task = Task { [weak self] in
        do {
          let answer = try await draw()
          self?.keep(Kept(answer: answer, version: version), question)
          return answer
        } catch {
          self?.drop(question, version)
          throw error
        }
      }
      state.entries[question] = Entry(version: version, task: task, last: last, used: state.clock)
      Self.trim(&state)
      return (task, last)
    }
    guard let last, last.version != version else { return Kept(answer: try await task.value, version: version) }
    // Who would wait longer than that sees what stood there before, and is told so.
    let isDrawn = await Self.ends(task, within: patience)
    guard isDrawn, let answer = try? await task.value else { return last }
    return Kept(answer: answer, version: version)
  }

  /// Whether a task ends within some time; it goes on if not.
  private static func ends(_ task: Task<Answer, any Error>, within patience: Duration) async -> Bool {
    await withCheckedContinuation { continuation in
      let race = Race(continuation)
      Task {
        _ = try? await task.value
        race.end(true)
      }
      Task {
        try? await Task.sleep(for: patience)
        race.end(false)
      }
    }
  }

  /// Two who are waited for: the first to come is the answer.
  private final class Race: Sendable {
    private let waiting: Mutex<CheckedContinuation<Bool, Never>?>

    init(_ continuation: CheckedContinuation<Bool, Never>) { waiting = Mutex(continuation) }

    func end(_ answer: Bool) {
      let continuation = waiting.withLock { waiting in
        defer { waiting = nil }
        return waiting
      }
      continuation?.resume(returning: answer)
    }
  }

  private func keep(_ kept: Kept, _ question: String) {
    let weight = weight(kept.answer)
    state.withLock { state in
      guard state.entries[question]?.version == kept.version else { return }
      // What weighs more than all may together is drawn for each who asks.
      guard weight <= Self.heaviest else {
        state.entries[question] = nil
        return
      }
      state.entries[question]?.last = kept
      state.entries[question]?.weight = weight
      Self.trim(&state)
    }
  }

  private func drop(_ question: String, _ version: String) {
    state.withLock { state in
      guard state.entries[question]?.version == version else { return }
      state.entries[question] = nil
    }
  }

  private static func trim(_ state: inout State) {
    var weight = state.entries.values.reduce(0) { $0 + $1.weight }
    while state.entries.count > most || weight > heaviest,
      let oldest = state.entries.min(by: { $0.value.used < $1.value.used })
    {
      weight -= oldest.value.weight
      state.entries[oldest.key] = nil
    }
  }
}
