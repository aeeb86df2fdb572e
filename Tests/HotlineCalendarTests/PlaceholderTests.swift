import Testing
@testable import HotlineCalendar
