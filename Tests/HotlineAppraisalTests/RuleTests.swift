import Testing

@testable import HotlineAppraisal
