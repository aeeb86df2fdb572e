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
        "区和单位的比较用漏斗图（Spiegelhalter 2005）：界限随件数变化，并计入单位之间固有的差异（过度离散）；超出 99.8% 界限的点名，95%–99.8% 之间的只提示关注，其余不作排名；不足 30 件不评，不足 10 件不列百分比。",
        "Districts and units are compared in funnel plots (Spiegelhalter 2005): limits follow the number of cases and allow for how much units differ by nature; beyond 99.8 % they are named, between 95 and 99.8 % only marked, the rest is not ranked; fewer than 30 cases are not judged, fewer than 10 have no percentage."
      ),
      language(
        "逐月走势用 XmR 控制图：均值±2.66×平均移动极差；没有信号的起伏不称为变化。",
        "Months are judged by XmR charts: mean ± 2.66 · average moving range; ups and downs without a signal are not called changes."
      ),
      language(
        "席位测算：Erlang A（计入放弃，耐心由等待时长估计）和 Erlang C（不计放弃），按实际来电和通话时长；未含话后整理时间，故为下限。",
        "Seats: Erlang A (callers hang up, patience estimated from waits) and Erlang C (nobody does), from observed calls and talk times; wrap-up is not in the logs, so these are lower bounds."
      ),
    ].map { RichText($0) }
  }
}
