import ArgumentParser

/// `--known-at`: the state of knowledge that is asked, where `--as-of` is the state of the world.
struct KnowledgeOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Answer as before the source after this one came: its number in `hotline status`, path, file name or SHA-256.",
      valueName: "source"))
  var knownAt: String?

  @Option(
    help: ArgumentHelp(
      "Answer from the sums that `hotline engine spark` formed, not from the database.", valueName: "dir"))
  var sums: String?

  func validate() throws {
    guard sums == nil || knownAt == nil else { throw ValidationError("--sums and --known-at exclude each other") }
  }
}
