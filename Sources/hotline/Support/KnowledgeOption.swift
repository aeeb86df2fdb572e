import ArgumentParser

/// `--known-at`: the state of knowledge that is asked, where `--as-of` is the state of the world.
struct KnowledgeOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Answer as before the source after this one came: its number in `hotline status`, path, file name or SHA-256.",
      valueName: "source"))
  var knownAt: String?
}
