import HotlineCalendar
import HotlineDocument
import HotlineText

extension Document.Moment {
  /// The moment up to which data speak, as reports print it.
  init(asOf seconds: Int64, _ language: Language) {
    self.init(seconds, text: LocalTime.text(seconds) + language("（上海时间）", " (Shanghai time)"))
  }
}
