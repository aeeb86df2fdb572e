import HotlineDocument
import HotlineText

/// How the analysis judges: the methods that its definitions end with.
enum AnnualMethods {
  /// The methods, one text each.
  static func texts(_ language: Language) -> [RichText] {
    [
      language(
        "比率的区间为 95% Wilson 区间；同比差异用 Newcombe 区间（个百分点），数量同比按两个泊松数之比。",
        "Intervals of rates are 95 % Wilson intervals; year-on-year differences have Newcombe intervals (points), counts those of a ratio of Poisson counts."
      ),
      language(
        "区和单位的比较用漏斗图（Spiegelhalter 2005）：界限随件数变化；有10个以上样本足够的单位且差异大于偶然时（过度离散，附χ²和p），界限相应放宽；超出 99.8% 界限的点名，95%–99.8% 之间的只提示关注，其余不作排名；不足 30 件不评，不足 10 件不列百分比。",
        "Districts and units are compared in funnel plots (Spiegelhalter 2005): limits follow the number of cases; where ten or more judged units differ by more than chance (overdispersion, told with χ² and p), they are widened for it; beyond 99.8 % they are named, between 95 and 99.8 % only marked, the rest is not ranked; fewer than 30 cases are not judged, fewer than 10 have no percentage."
      ),
      language(
        "逐月走势按各月以前的月份判断：基线为有记录的前24个月（至少6个月），比率用p′图（Laney）、件数少时用精确分布，数量按相同工作日折算，均值用单值图；出现持续8个月的水平变化后重定基线；没有信号的起伏不称为变化。",
        "Months are judged by the months before them: the baseline is the first 24 months on record (at least six); p′ charts (Laney) for rates, exact distributions where cases are few, counts for equal days, individuals charts for means; a change of level that lasts eight months begins a new baseline; ups and downs without a signal are not called changes."
      ),
      language(
        "席位测算：Erlang A（计入放弃，耐心由等待时长估计）和 Erlang C（不计放弃），按实际来电和通话时长；未含话后整理时间，故为下限。",
        "Seats: Erlang A (callers hang up, patience estimated from waits) and Erlang C (nobody does), from observed calls and talk times; wrap-up is not in the logs, so these are lower bounds."
      ),
    ].map { RichText($0) }
  }
}
