import GRDB
import HotlineModel
import Testing

@testable import HotlineSimulation
@testable import HotlineStore

/// One tree, two evaluators: the store's own, and SQLite over the SQL that the tree is written as.
@Suite("Expressions as SQL")
struct RenderedExpressionTests {
  private typealias Node = MeasureExpression.Node
  private static let columns = FactKind.call.columns
  private static let numbers = ["wait_seconds", "talk_seconds", "resolved"].map(place)
  private static let outcome = place("outcome")

  private static func place(_ name: String) -> Int { columns.firstIndex { $0.name == name } ?? -1 }

  private static func number(_ depth: Int, _ random: inout SeededGenerator) -> Node {
    if depth == 0 || random.below(4) == 0 {
      switch random.below(4) {
      case 0: return .number(Double(random.below(9)), isWhole: true)
      case 1: return .number(Double(random.below(9)) / 2, isWhole: false)
      default: return .column(numbers[random.below(numbers.count)])
      }
    }
    let (left, right) = (number(depth - 1, &random), number(depth - 1, &random))
    switch random.below(7) {
    case 0: return .negate(left)
    case 1: return .arithmetic(.add, left, right)
    case 2: return .arithmetic(.subtract, left, right)
    case 3: return .arithmetic(.multiply, left, right)
    case 4: return .arithmetic(.divide, left, .number(Double(random.below(5)), isWhole: false))
    default:
      return .choose(
        [(condition(depth - 1, &random), left)], otherwise: random.below(3) == 0 ? .null : right)
    }
  }

  private static func condition(_ depth: Int, _ random: inout SeededGenerator) -> Node {
    if depth == 0 || random.below(5) == 0 {
      return .compare(.equal, .column(outcome), .number(Double(random.below(5)), isWhole: true))
    }
    switch random.below(6) {
    case 0: return .not(condition(depth - 1, &random))
    case 1: return .and(condition(depth - 1, &random), condition(depth - 1, &random))
    case 2, 3: return .or(condition(depth - 1, &random), condition(depth - 1, &random))
    case 4: return .isNull(number(depth - 1, &random))
    default:
      let comparisons: [MeasureExpression.Comparison] = [.equal, .less, .lessOrEqual, .greater, .greaterOrEqual]
      return .compare(comparisons[random.below(5)], number(depth - 1, &random), number(depth - 1, &random))
    }
  }

  @Test("a tree means the same to SQLite as to us")
  func agreement() throws {
    var random = SeededGenerator(seed: 15)
    let renderer = SQLRenderer(SQLiteDialect())
    let queue = try DatabaseQueue()
    try queue.write { database in
      try database.execute(
        sql: "CREATE TABLE f(\(Self.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")))")
      for _ in 0..<3_000 {
        let node = random.below(2) == 0 ? Self.condition(4, &random) : Self.number(4, &random)
        let cells = FactCells(count: Self.columns.count)
        defer { cells.deallocate() }
        for index in Self.columns.indices { cells.isPresent[index] = false }
        var texts: [String] = []
        for index in Self.numbers + [Self.outcome] where random.below(3) > 0 {
          cells.isPresent[index] = true
          cells.values[index] = Int64(random.below(5))
          let word = Vocabulary.outcome.words[Int(cells.values[index])]
          texts.append(
            "\(Self.columns[index].name) = \(index == Self.outcome ? "'\(word)'" : "\(cells.values[index])")")
        }
        try database.execute(sql: "DELETE FROM f; INSERT INTO f(line) VALUES ('962200');")
        if !texts.isEmpty { try database.execute(sql: "UPDATE f SET \(texts.joined(separator: ", "))") }
        var program = ExpressionProgram()
        let slice = program.add(node)
        let sql = renderer.sql(node, over: .call)
        let theirs = try Double.fetchOne(database, sql: "SELECT \(sql) FROM f")
        #expect(program.value(slice, cells) == theirs, "\(sql) with \(texts)")
      }
    }
  }
}

extension SeededGenerator {
  fileprivate mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}
