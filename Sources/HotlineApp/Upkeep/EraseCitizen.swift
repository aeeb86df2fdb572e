import HotlineConfiguration
import HotlineReading
import HotlineStore
import HotlineText

/// Takes one citizen's number out of the database, where it stands as a pseudonym: the right to deletion of the law on personal
/// information. Calls and orders stay and are counted.
package struct EraseCitizen: Sendable {
  /// The number as the citizen gives it.
  package var number: String
  /// When it is erased, in Unix seconds.
  package var moment: Int64

  /// Creates an order.
  package init(_ number: String, at moment: Int64) {
    self.number = number
    self.moment = moment
  }

  /// Does the work, all of it or nothing.
  ///
  /// - Returns: how many facts had it.
  /// - Throws: a ``Diagnostic`` when it is no number, or no fact has it. The number stands in no message.
  package func run(in workspace: Workspace) throws -> Erasure {
    guard let caller = CallerNumber.normalised(number) else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "输入的不是电话号码", en: "what was typed is no telephone number"),
        expected: LocalizedText(zh: "手机号，或带区号的座机号", en: "a mobile number, or a landline with its area code"))
    }
    // Reading comes first: a database that is missing must not be made.
    _ = try workspace.databaseForReading()
    return try workspace.databaseForWriting().erase(
      caller: caller, at: moment, measures: workspace.catalogWithoutWarning().measures)
  }
}
