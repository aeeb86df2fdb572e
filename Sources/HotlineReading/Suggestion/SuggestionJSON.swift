import HotlineModel

/// The JSON of `hotline profile suggest --format json`; its keys are described in `data/profiles/README.md`.
extension ProfileSuggestion: Encodable {
  /// The keys, all of which are always there.
  enum CodingKeys: String, CodingKey, CaseIterable {
    case kind, reasons, encoding, delimiter, rows, fields, open, unused, profile
    case kindSure = "kind_sure"
    case headerLine = "header_line"
  }

  /// Writes the suggestion; what is not known is `null`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(kindCertainty, forKey: .kindSure)
    try container.encode(reasons, forKey: .reasons)
    try container.encode(headerLine, forKey: .headerLine)
    try container.encode(encoding, forKey: .encoding)
    try container.encode(delimiter, forKey: .delimiter)
    try container.encode(sampledRows, forKey: .rows)
    try container.encode(fields, forKey: .fields)
    try container.encode(open, forKey: .open)
    try container.encode(unused, forKey: .unused)
    try container.encode(yaml, forKey: .profile)
  }
}

extension ProfileSuggestion.Field: Encodable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case field, required, way, base, columns, sure, why, formats, words
    case runnerUp = "runner_up"
    case otherFormats = "other_formats"
  }

  /// Writes the field; what is not known is `null`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(field, forKey: .field)
    try container.encode(isRequired, forKey: .required)
    try container.encode(way, forKey: .way)
    try container.encode(base, forKey: .base)
    try container.encode(columns, forKey: .columns)
    try container.encode(sure, forKey: .sure)
    try container.encode(why, forKey: .why)
    try container.encode(runnerUp, forKey: .runnerUp)
    try container.encode(formats, forKey: .formats)
    try container.encode(otherFormats, forKey: .otherFormats)
    try container.encode(words, forKey: .words)
  }
}

extension ProfileSuggestion.Word: Encodable {
  enum CodingKeys: String, CodingKey, CaseIterable { case word, count, meaning }

  /// Writes the word; a meaning that cannot be told is `null`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(word, forKey: .word)
    try container.encode(count, forKey: .count)
    try container.encode(meaning, forKey: .meaning)
  }
}

extension ProfileSuggestion.UnusedColumn: Encodable {
  enum CodingKeys: String, CodingKey, CaseIterable { case column, header, sample }

  /// Writes the column.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(column, forKey: .column)
    try container.encode(header, forKey: .header)
    try container.encode(sample, forKey: .sample)
  }
}
