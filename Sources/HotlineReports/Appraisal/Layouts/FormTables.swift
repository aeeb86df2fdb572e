import HotlineAppraisal
import HotlineDocument

/// A form's tables and notes as its layout prints them. A layout is one file beside this one; what is in it comes from the form's
/// own file.
protocol FormTables {
  /// The cells that it is made of.
  var cells: ScoreCells { get }
  /// The tables, from top to bottom; the one with the scores is called `form-scores`.
  var tables: [ReportTable] { get }
  /// What stands under them.
  var notes: [RichText] { get }
}

extension FormLayout {
  /// The tables of a draft in this layout.
  func tables(of cells: ScoreCells) -> any FormTables {
    switch self {
    case .shanghai2019: ShanghaiForm(cells: cells)
    case .national2020: NationalForm(cells: cells)
    }
  }
}
