import HotlineApp
import Synchronization

/// What was saved last by each session, until its next look at the form: an address says nothing of it, for it may be sent to others.
final class SavedNotes: Sendable {
  private struct Key: Hashable {
    let session: Token
    let form: String
  }

  private static let most = 1_000
  private let notes = Mutex<[Key: [FillInForm.Change]]>([:])

  func set(_ changes: [FillInForm.Change], _ session: Sessions.Session, form: String) {
    notes.withLock { notes in
      // Whoever never looks again is not waited for.
      if notes.count >= Self.most { notes.removeAll() }
      notes[Key(session: session.id, form: form)] = changes
    }
  }

  /// What was saved, told once; `nil` where nothing was.
  func take(_ session: Sessions.Session, form: String) -> [FillInForm.Change]? {
    notes.withLock { $0.removeValue(forKey: Key(session: session.id, form: form)) }
  }
}
