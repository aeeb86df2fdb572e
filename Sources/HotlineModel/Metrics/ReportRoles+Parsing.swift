import HotlineConfiguration
import HotlineText

extension ReportRoles {
  /// Reads the section.
  ///
  /// - Parameters:
  ///   - node: the section; `nil` where the file has none.
  ///   - metrics: the metrics of the file.
  ///   - broken: metrics that are left out because of a mistake of their own, which is told already.
  ///   - tell: receives every mistake; what it throws ends the reading.
  init(
    _ node: ConfigurationNode?, metrics: [Metric], broken: Set<String>, tell: (Diagnostic) throws -> Void
  ) throws {
    guard let node else {
      further = metrics
      return
    }
    let known = Dictionary(metrics.map { ($0.id, $0) }) { first, _ in first }
    var named: Set<String> = []
    /// A metric that is named, if it is there and fit for the place.
    func metric(_ child: ConfigurationNode, _ needs: [Need]) throws -> Metric? {
      do {
        let id = try child.string()
        named.insert(id)
        if broken.contains(id) { return nil }
        guard let metric = known[id] else {
          _ = try child.word(of: metrics.map(\.id))
          return nil
        }
        if let need = needs.first(where: { !$0.isMet(metric) }) {
          throw child.problem(
            LocalizedText(zh: "“\(id)”不能用在这里", en: "“\(id)” cannot stand here"), expected: need.text)
        }
        return metric
      } catch let mistake as Diagnostic {
        try tell(mistake)
        return nil
      }
    }
    func list(_ parent: ConfigurationNode?, _ key: String, _ needs: Need...) throws -> [Metric] {
      try parent?.optional(key)?.oneOrMore().compactMap { try metric($0, needs) } ?? []
    }
    do {
      _ = try node.entries(allowed: ["monthly", "annual", "headline", "compare", "roles", "elsewhere"])
      let (monthlyNode, annualNode) = (try node.optional("monthly"), try node.optional("annual"))
      _ = try monthlyNode?.entries(allowed: ["table"])
      _ = try annualNode?.entries(allowed: ["table", "months", "summary", "shortfalls"])
      monthly = try list(monthlyNode, "table", .byLine)
      annual = try list(annualNode, "table", .byLine)
      let inMonthly = Need.listed("monthly.table", Set(monthly.map(\.id)))
      let inAnnual = Need.listed("annual.table", Set(annual.map(\.id)))
      annualMonths = try list(annualNode, "months", inAnnual)
      annualSummary = try list(annualNode, "summary", .ratio, inAnnual)
      shortfalls = try list(annualNode, "shortfalls", .share, .judged, inAnnual)
      headline = try list(node, "headline", inMonthly, inAnnual)
      let compare = try node.optional("compare")
      let dimensions: [Dimension] = [.district, .unit]
      _ = try compare?.entries(allowed: dimensions.map(\.rawValue))
      for dimension in dimensions {
        compared[dimension] = try list(compare, dimension.rawValue, .share, inMonthly, inAnnual)
      }
      let rolesNode = try node.optional("roles")
      _ = try rolesNode?.entries(allowed: Role.allCases.map(\.rawValue))
      for role in Role.allCases {
        let needs: [Need] =
          switch role {
          case .calls, .orders: [.count, inMonthly, inAnnual]
          case .connection: [.ratio, inMonthly, inAnnual]
          case .abandonment: [.share, inMonthly, inAnnual]
          case .repeats: [.share, inAnnual]
          case .closure, .firstContact: [.share, inMonthly]
          case .hoursCovered: [.counting(.hoursCovered)]
          case .longestGap: [.counting(.longestGap)]
          case .budgetExecution, .budgetAgainstPrior: [.ratio]
          }
        if let child = try rolesNode?.optional(role.rawValue) { roles[role] = try metric(child, needs) }
      }
      _ = try list(node, "elsewhere")
    } catch let mistake as Diagnostic {
      try tell(mistake)
    }
    further = metrics.filter { !named.contains($0.id) }
  }

  /// What a metric must be to stand at a place of the section.
  private enum Need {
    case byLine, count, ratio, share, judged
    case counting(Metric.Counting)
    /// In a list of the section, by its name.
    case listed(String, Set<String>)

    func isMet(_ metric: Metric) -> Bool {
      switch self {
      case .byLine: !metric.countsHours && metric.facts.allSatisfy { $0.dimensions.contains(.line) }
      case .count: metric.counting == .sums && !metric.isRatio
      case .ratio: metric.isRatio
      case .share: metric.counting == .sums && metric.unit == .share
      case .judged: metric.better != .neither
      case .counting(let counting): metric.counting == counting
      case .listed(_, let ids): ids.contains(metric.id)
      }
    }

    var text: LocalizedText {
      switch self {
      case .byLine:
        LocalizedText(
          zh: "表中的指标按热线列出，须由有热线的来电或工单得出；其他指标不必写在 reports 里，会列入“其他指标”",
          en:
            "tables list KPIs by line: of calls or orders; others need not stand in reports and are listed as further KPIs"
        )
      case .count: LocalizedText(zh: "数量，没有分母", en: "a count, without denominator")
      case .ratio: LocalizedText(zh: "有分母的指标", en: "a metric with a denominator")
      case .share: LocalizedText(zh: "unit 为 share 的指标", en: "a metric of unit share")
      case .judged: LocalizedText(zh: "分优劣的指标（better 不是 neither）", en: "a metric that is better higher or lower")
      case .counting(let counting):
        LocalizedText(
          zh: "counting 为 \(counting.rawValue) 的指标", en: "a metric whose counting is \(counting.rawValue)")
      case .listed(let name, _):
        LocalizedText(zh: "\(name) 中列出的指标", en: "a metric that \(name) lists")
      }
    }
  }
}
