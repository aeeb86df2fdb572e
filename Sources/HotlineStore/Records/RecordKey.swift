/// The key under which callers in records become pseudonyms.
package struct RecordKey {
  let pseudonyms: CallerPseudonyms

  init(_ pseudonyms: CallerPseudonyms) { self.pseudonyms = pseudonyms }

  /// Takes a key file.
  ///
  /// - Throws: a ``Diagnostic`` when it is missing, damaged or can be read by others.
  package init(file path: String) throws { pseudonyms = try CallerPseudonyms(keyFile: path) }
}
