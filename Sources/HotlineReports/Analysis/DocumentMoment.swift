import HotlineCalendar
import HotlineDocument
import HotlineText

extension Document.Moment {
  /// The moment up to which data speak, as reports print it.
  init(asOf seconds: Int64, _ language: Language) {
    let place = Locality.current.name
    self.init(seconds, text: LocalTime.text(seconds) + language("（\(place.zh)时间）", " (\(place.en) time)"))
  }
}
