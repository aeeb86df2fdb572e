import Testing

@testable import HotlineMetrics

/// What a level, its season and its drift forecast, worked out in Python (numpy) from the description of ``LocalLevel``.
@Suite("A level, its season and its drift in numbers")
struct LocalLevelNumberTests {
  /// A series up to a month, what the three coming months may bring, and some of the covariances.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let month: Int
    let values: [Double]
    let forecast: [Double]
    /// Of the first month with itself, with the second, of the third with itself, of the second with the third.
    let covariance: [Double]
    let errors: Int
  }

  static let cases = [
    Case(
      testDescription: "a year and a month: no season, the calm level by less than three in a hundred", month: 1,
      values: [
        500, 522, 496, 475, 493, 504, 550, 508, 518, 506, 491, 490, 469,
      ],
      forecast: [500.5198, 500.5198, 500.5198],
      covariance: [
        313.7865252622824, 31.37865252622824, 320.06225576752803, 34.51651777885107,
      ], errors: 6),
    Case(
      testDescription: "a lively level without a season", month: 8,
      values: [
        497, 496, 477, 501, 504, 497, 502, 499, 525, 530, 519, 525, 523, 525, 527, 538, 524, 533, 536, 545,
      ],
      forecast: [533.2594137510168, 533.2594137510168, 533.2594137510168],
      covariance: [
        185.67289164618035, 46.41822291154509, 208.88200310195288, 58.02277863943136,
      ], errors: 13),
    Case(
      testDescription: "two years, a level that follows by half", month: 2,
      values: [
        500, 501, 491, 498, 497, 496, 502, 499, 492, 501, 498, 495, 493, 501, 496, 502, 505, 502, 504, 504,
        500, 510, 507, 505, 505, 508,
      ],
      forecast: [504.14028767553856, 507.7244466994667, 508.69991007122087],
      covariance: [
        9.792445783152944, 3.3518271828750676, 13.459915884594723, 5.185562233595957,
      ], errors: 19),
    Case(
      testDescription: "two years, a level that follows by four fifths", month: 2,
      values: [
        497, 522, 561, 521, 516, 474, 485, 459, 458, 437, 441, 479, 459, 490, 432, 430, 403, 405, 420, 379,
        389, 401, 427, 368, 377, 385,
      ],
      forecast: [377.47393229710485, 358.84546619900107, 343.5044651322073],
      covariance: [
        1006.002032194202, 554.9277569767645, 1954.082828178375, 1028.968154968851,
      ], errors: 19),
    Case(
      testDescription: "two years, a lively level that has earned it", month: 5,
      values: [
        497, 514, 451, 546, 533, 542, 526, 583, 539, 499, 534, 542, 507, 552, 509, 547, 520, 528, 548, 579,
        541, 583, 580, 564, 556, 576, 577, 558, 594,
      ],
      forecast: [579.2096279087411, 582.6592296204466, 613.5200238795868],
      covariance: [
        723.5031998580185, 123.13762585184605, 794.8227297631602, 158.79739080441686,
      ], errors: 22),
    Case(
      testDescription: "two years, nearly as good a livelier level", month: 5,
      values: [
        509, 565, 455, 541, 499, 492, 530, 516, 441, 590, 544, 509, 548, 602, 464, 572, 536, 505, 539, 518,
        449, 588, 541, 476, 502, 571, 448, 529, 497,
      ],
      forecast: [478.9164084013523, 512.2000254374072, 495.0612105637199],
      covariance: [
        143.06133894476034, 48.968040805343904, 196.6407199156299, 75.7577312907787,
      ], errors: 22),
    Case(
      testDescription: "three years, a calm level", month: 8,
      values: [
        516, 496, 495, 496, 486, 480, 500, 466, 484, 509, 503, 484, 482, 503, 485, 500, 491, 494, 493, 509,
        481, 505, 487, 467, 488, 500, 477, 489, 494, 478, 484, 494, 463, 481, 465, 481, 494, 487, 482, 470,
        481, 480, 488, 480,
      ],
      forecast: [479.65247350532934, 483.96073559057055, 480.8130261606256],
      covariance: [
        165.45651544038572, 12.75170397518425, 169.35892709795786, 14.70290980397032,
      ], errors: 37),
    Case(
      testDescription: "four years, of which three tell the season", month: 3,
      values: [
        516, 561, 432, 532, 512, 495, 511, 492, 426, 564, 521, 461, 498, 547, 434, 523, 497, 464, 505, 506,
        423, 536, 508, 449, 490, 546, 417, 523, 490, 476, 504, 488, 433, 551, 517, 467, 473, 555, 448, 531,
        496, 472, 518, 501, 447, 576, 507, 481, 502, 568, 446,
      ],
      forecast: [537.8736130011507, 507.7957811041585, 485.2096845655236],
      covariance: [
        112.66709635427105, 21.56728306131997, 125.15855441693601, 27.81301209265245,
      ], errors: 44),
    Case(
      testDescription: "four years, a livelier level", month: 3,
      values: [
        500, 562, 437, 527, 493, 476, 507, 493, 436, 553, 525, 467, 497, 554, 436, 525, 492, 473, 508, 494,
        433, 554, 525, 462, 491, 552, 433, 523, 495, 475, 510, 496, 438, 552, 522, 465, 494, 557, 437, 524,
        490, 468, 503, 491, 430, 551, 519, 462, 491, 549, 433,
      ],
      forecast: [520.5477949382936, 488.63581152981965, 468.0418655547881],
      covariance: [
        4.8751751798806815, 1.876038076123196, 6.927880518777811, 2.902390745571761,
      ], errors: 44),
  ]

  @Test("forecast and covariances", arguments: cases)
  func numbers(_ made: Case) throws {
    let level = try #require(LocalLevel(made.values, month: made.month, count: 3))
    #expect(level.forecast.count == 3 && level.covariance.map(\.count) == [3, 3, 3])
    for (found, expected) in zip(level.forecast, made.forecast) { #expect(abs(found / expected - 1) < 1e-9) }
    let found = [level.covariance[0][0], level.covariance[0][1], level.covariance[2][2], level.covariance[1][2]]
    for (found, expected) in zip(found, made.covariance) { #expect(abs(found / expected - 1) < 1e-9) }
    #expect(level.covariance[1][0] == level.covariance[0][1] && level.errors == made.errors)
  }

  @Test("months that are all alike go on as they are, with no spread at all")
  func flat() throws {
    for count in [9, 30, 50] {
      let level = try #require(LocalLevel(Array(repeating: 100, count: count), month: 4, count: 2))
      #expect(level.forecast == [100, 100] && level.covariance == [[0, 0], [0, 0]])
    }
  }
}
