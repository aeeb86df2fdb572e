import HotlineConfiguration

/// Where the reader puts what it reads: batches of records and rejected rows, in file order within each kind.
package protocol RecordSink {
  /// Takes a batch of records; the reader reuses the batch's memory after the call.
  mutating func receive(_ batch: borrowing RecordBatch) throws
  /// Takes a rejected row. `fields` gives the row's raw fields (unmasked; not to be stored), for a
  /// correctable listing; most sinks have no use for them.
  mutating func reject(_ row: RejectedRow, fields: () -> [String]) throws
}
