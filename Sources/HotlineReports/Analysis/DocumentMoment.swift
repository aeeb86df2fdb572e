import HotlineCalendar
import HotlineDocument
import HotlineModel
import HotlineText

extension Document.Moment {
  /// The moment up to which data speak, as reports print it.
  ///
  /// - Parameter horizons: up to when the sources of each kind speak: calls or orders that end on an earlier day are told.
  init(asOf seconds: Int64, horizons: [FactKind: Horizon] = [:], _ language: Language) {
    let place = Locality.current.name
    func day(_ kind: FactKind) -> String? {
      guard let latest = horizons[kind]?.latest else { return nil }
      let day = LocalDay(containing: latest)
      return day < LocalDay(containing: seconds) ? day.iso : nil
    }
    let calls = day(.call).map { language("；来电至\($0)", "; calls until \($0)") } ?? ""
    let orders = day(.workOrder).map { language("；工单至\($0)", "; orders until \($0)") } ?? ""
    self.init(
      seconds,
      text: LocalTime.text(seconds)
        + language("（\(place.zh)时间\(calls)\(orders)）", " (\(place.en) time\(calls)\(orders))"))
  }
}
