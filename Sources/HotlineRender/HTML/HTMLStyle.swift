import HotlineDocument
import HotlineText

/// The style sheet of every page: light, dark, phone and A4.
///
/// Colours follow Okabe & Ito (2008), which people with any of the common colour weaknesses tell apart; letters use darker or
/// lighter shades of them so that they stand out by 4.5 : 1 or more.
enum HTMLStyle {
  static func sheet(_ language: Language) -> String {
    colours + page + cards + tables + charts + statusMarks(language) + paper
  }

  private static let colours = """
    :root{color-scheme:light dark;--paper:#fff;--ink:#1d2126;--soft:#545c66;--line:#d5dae0;--tint:#f4f6f8;--link:#00568c;\
    --good:#00568c;--bad:#a33b00;--caution:#7a5200;--neutral:#545c66;--good-f:#0072b2;--bad-f:#d55e00;--caution-f:#e69f00;\
    --neutral-f:#7b838c;--good-t:#e3f0f9;--bad-t:#fbe9de;--caution-t:#fdf3dc;--neutral-t:#eef0f2;--band:#dbe9f4;\
    --s0:#0072b2;--s1:#e69f00;--s2:#009e73;--s3:#cc79a7;--s4:#56b4e9;--s5:#d55e00;--s6:#7b838c;\
    --q0:#f1f6fa;--q1:#d6e6f2;--q2:#b0d0e7;--q3:#7fb3d7;--q4:#4b92c4;--q5:#1f6ea8;--q6:#0b4775}
    @media (prefers-color-scheme:dark){:root{--paper:#14181c;--ink:#e8ebee;--soft:#aab3bd;--line:#39424c;--tint:#1d2329;\
    --link:#7cc4f5;--good:#7cc4f5;--bad:#ff9d5c;--caution:#f3c04c;--neutral:#aab3bd;--good-f:#56b4e9;--bad-f:#f07d2e;\
    --caution-f:#e69f00;--neutral-f:#97a1ab;--good-t:#16303f;--bad-t:#3d2416;--caution-t:#38301a;--neutral-t:#262d34;\
    --band:#20374a;--s0:#56b4e9;--s2:#2cc79b;--s4:#9bd4f5;--s5:#f07d2e;--s6:#97a1ab;\
    --q0:#1b2a36;--q1:#1e3749;--q2:#21465f;--q3:#265b80;--q4:#2b6b98;--q5:#6bb2de;--q6:#b5dcf3}}

    """

  private static let page = """
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0 auto;max-width:76rem;padding:1rem 1.25rem 3rem;background:var(--paper);color:var(--ink);line-height:1.6;\
    font-family:system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;\
    font-size:1rem}
    header p,main p,main>section>ul:not(.cards),main>section>section>ul:not(.cards),.key,.notes{max-width:64rem}
    a{color:var(--link)}
    a.src{color:inherit;text-decoration:underline dotted;text-underline-offset:.2em;text-decoration-thickness:1px}
    a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--caution-f);outline-offset:2px}
    .skip{position:absolute;left:-99rem}
    .skip:focus{position:static}
    h1{font-size:1.9rem;line-height:1.25;margin:.6rem 0 .2rem}
    h2{font-size:1.4rem;line-height:1.3;margin:2.4rem 0 .8rem;padding-bottom:.3rem;border-bottom:2px solid var(--line)}
    h3{font-size:1.12rem;line-height:1.35;margin:1.8rem 0 .6rem}
    h4{font-size:1rem;margin:1.4rem 0 .4rem}
    .subtitle{font-size:1.1rem;margin:0}
    .asof,footer{color:var(--soft);font-size:.9rem;margin:.2rem 0}
    footer{border-top:1px solid var(--line);margin-top:3rem;padding-top:.5rem}
    .notice,.remark{border-left:.4rem solid var(--caution-f);background:var(--caution-t);padding:.6rem .9rem;margin:0 0 1rem}
    nav ol{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:1rem 0;padding:.6rem .9rem;\
    background:var(--tint)}
    .key{font-size:1.12rem;line-height:1.6;margin:1rem 0;padding:.9rem 1.2rem .9rem 2.4rem;background:var(--tint);\
    border-left:.4rem solid var(--good-f)}
    .key li+li{margin-top:.5rem}
    code,pre{font-family:ui-monospace,"Cascadia Mono",Consolas,"Noto Sans Mono CJK SC",monospace;font-size:.86em}
    pre{overflow-x:auto;background:var(--tint);padding:.6rem .8rem;white-space:pre-wrap;overflow-wrap:anywhere}
    dd code{overflow-wrap:anywhere}
    summary{cursor:pointer;color:var(--link);font-size:.9rem}
    .evidence article{border-top:1px solid var(--line)}
    .evidence article:target{background:var(--caution-t)}
    .evidence dl{margin:.4rem 0;font-size:.94rem;display:grid;grid-template-columns:8.5rem 1fr;gap:.2rem .6rem}
    dt{color:var(--soft)}
    dd{margin:0;min-width:0}

    """

  private static let cards = """
    .cards{list-style:none;margin:1rem 0;padding:0;display:grid;gap:.8rem;\
    grid-template-columns:repeat(auto-fill,minmax(13.5rem,1fr))}
    .card{min-width:0;border:1px solid var(--line);border-top:.3rem solid var(--neutral-f);padding:.6rem .8rem;background:var(--paper)}
    .card.good{border-top-color:var(--good-f)}
    .card.bad{border-top-color:var(--bad-f)}
    .card.caution{border-top-color:var(--caution-f)}
    .card p{margin:0}
    .card .name{font-weight:600;line-height:1.35}
    .card .value{font-size:1.75rem;font-weight:650;line-height:1.35;font-variant-numeric:tabular-nums}
    .card .value{overflow-wrap:anywhere}
    .card .counts{overflow-wrap:normal;word-break:keep-all}
    .card .counts,.card .note,.card dl{color:var(--soft);font-size:.86rem}
    .card .goal{font-size:.9rem}
    .card dl{margin:.3rem 0 0;display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 .5rem}
    .card dd{margin:0;max-width:9rem;word-break:keep-all;font-variant-numeric:tabular-nums;text-align:right}
    .card svg{width:120px;max-width:100%;height:28px;margin-top:.3rem}
    .status{white-space:nowrap;font-weight:600}
    .status.good,dd.good,td.good,th.good{color:var(--good)}
    .status.bad,dd.bad,td.bad,th.bad{color:var(--bad)}
    .status.caution,dd.caution,td.caution,th.caution{color:var(--caution)}
    .status.neutral,dd.neutral{color:var(--neutral)}

    """

  private static let tables = """
    .scroll{overflow-x:auto;margin:.8rem 0 .2rem;max-width:100%}
    table{border-collapse:collapse;font-size:.92rem;line-height:1.45}
    caption{text-align:left;font-weight:600;padding:.2rem 0}
    th,td{padding:.32rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;text-align:left}
    th{word-break:keep-all;text-wrap:balance}
    thead th,thead td{border-bottom:2px solid var(--neutral-f);vertical-align:bottom;background:var(--tint)}
    .groups th{text-align:center;border-bottom:1px solid var(--line)}
    tbody th{font-weight:500}
    .n,thead .n{text-align:right;font-variant-numeric:tabular-nums}
    td.n{white-space:nowrap}
    .wide td.n{white-space:normal;word-break:keep-all}
    .wide{font-size:.86rem}
    .wide th,.wide td{padding:.3rem .4rem}
    .c{text-align:center}
    .data{min-width:min(100%,24rem)}
    .data td:not(.n){min-width:3.2em}
    .subtotal td,.subtotal th{font-weight:600;background:var(--tint)}
    .total td,.total th{font-weight:700;background:var(--tint);border-top:2px solid var(--neutral-f)}
    td.bad{background:var(--bad-t)}
    td.caution{background:var(--caution-t)}
    .form{width:100%;min-width:40rem}
    .form th,.form td{border:1px solid var(--neutral-f)}
    .form th{background:var(--tint);font-weight:600}
    .form .total:first-child th{text-align:center;font-size:1.15em}
    .boxed th,.boxed td{border:1px solid var(--neutral-f)}
    .notes{color:var(--soft);font-size:.86rem}
    .notes p{margin:.1rem 0}
    sup{line-height:0}

    """

  private static let charts = """
    figure{margin:1.4rem 0;max-width:100%}
    figcaption{font-weight:600;margin-bottom:.3rem}
    figure .note{color:var(--soft);font-size:.9rem;margin:.3rem 0}
    figure svg{display:block;width:100%;height:auto}
    svg.wide{max-width:60rem}
    svg.narrow{display:none}
    .panels{display:grid;gap:.6rem 1rem;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr))}
    .panel p{margin:0;font-size:.9rem;font-weight:600}
    svg text{font-family:inherit;font-size:12px;fill:var(--ink)}
    svg .tick,svg .axis,svg .legend,svg .edge{fill:var(--soft)}
    svg .bar{font-size:11px;fill:var(--soft)}
    svg .small{font-size:10.5px}
    svg .in{font-size:11px}
    svg .in.dark{fill:var(--paper)}
    svg .corner{fill:var(--soft);font-style:italic}
    svg .strong{fill:var(--ink);font-weight:700}
    svg .goal{fill:var(--caution)}
    svg .name,svg .goal,svg .strong{paint-order:stroke;stroke:var(--paper);stroke-width:3px}
    svg .name.good{fill:var(--good)}
    svg .name.bad{fill:var(--bad)}
    svg .name.caution{fill:var(--caution)}
    svg .grid{stroke:var(--line);stroke-width:1}
    svg .base{stroke:var(--neutral-f);stroke-width:1}
    svg .l{fill:none;stroke-width:2;stroke-linejoin:round}
    svg .value{stroke:var(--neutral-f)}
    svg .band{fill:var(--band)}
    svg .centre{fill:none;stroke:var(--neutral-f);stroke-width:1.2;stroke-dasharray:5 3}
    svg .target{stroke:var(--caution);stroke-width:2;stroke-dasharray:9 4}
    svg .limit{fill:none;stroke:var(--good-f);stroke-width:1.2;stroke-dasharray:3 3}
    svg .limit.outer{stroke-dasharray:none}
    svg .whisker{stroke:var(--neutral-f);stroke-width:2}
    svg .cumulative{stroke:var(--ink)}
    svg .m{stroke:var(--paper);stroke-width:1}
    svg .m.good{fill:var(--good-f)}
    svg .m.bad{fill:var(--bad-f)}
    svg .m.caution{fill:var(--caution-f)}
    svg .m.neutral{fill:var(--neutral-f)}
    svg .ring{fill:var(--paper);stroke:var(--neutral-f);stroke-width:1.4}
    svg .none{fill:none;stroke:var(--line);stroke-dasharray:2 2}
    svg .l.s1{stroke-dasharray:7 3}
    svg .l.s2{stroke-dasharray:2 3}
    svg .l.s3{stroke-dasharray:9 3 2 3}

    """
    + (0..<7).map {
      "svg .f.s\($0){fill:var(--s\($0))}svg .l.s\($0){stroke:var(--s\($0))}svg .q\($0){fill:var(--q\($0))}"
    }
    .joined() + "\n"

  /// A judged figure bears its symbol before it, which is not copied with the table and is read aloud as a word.
  private static func statusMarks(_ language: Language) -> String {
    Status.allCases.filter { ![.ordinary, .noTarget, .met].contains($0) }.map { status in
      let selector = "td.is-\(status.rawValue):not(:empty,.absent,:has(.status))::before"
      let symbol = status.symbol
      let word = status.name(language)
      return "\(selector){content:\"\(symbol) \";content:\"\(symbol) \" / \"\(word) \"}"
    }.joined() + "\n"
  }

  private static let paper = """
    @media (max-width:40rem){body{padding:.6rem .8rem 2rem}h1{font-size:1.5rem}h2{font-size:1.25rem}\
    svg.wide{display:none}svg.narrow{display:block}table{font-size:.86rem}th,td{padding:.28rem .45rem}\
    .cards{grid-template-columns:repeat(auto-fill,minmax(9.6rem,1fr))}.card .value{font-size:1.45rem}\
    .key{padding-left:1.9rem;font-size:1.05rem}.evidence dl{grid-template-columns:1fr;gap:0}\
    .data:not(.wide) tbody th,.data.wide tbody th{position:sticky;left:0;background:var(--paper)}}
    @media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#444;--line:#c4c9ce;--tint:#f2f4f6;--link:#000;\
    --good:#00568c;--bad:#a33b00;--caution:#6a4700;--neutral:#444;--good-f:#0072b2;--bad-f:#d55e00;--caution-f:#e69f00;\
    --neutral-f:#6d757d;--good-t:#e3f0f9;--bad-t:#fbe9de;--caution-t:#fdf3dc;--band:#dbe9f4;--s0:#0072b2;--s2:#009e73;\
    --s4:#56b4e9;--s5:#d55e00;--s6:#7b838c;--q0:#f1f6fa;--q1:#d6e6f2;--q2:#b0d0e7;--q3:#7fb3d7;--q4:#4b92c4;--q5:#1f6ea8;\
    --q6:#0b4775}
    *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
    body{max-width:none;padding:0;font-size:10pt;line-height:1.45}
    h1{font-size:17pt}h2{font-size:13pt;margin-top:14pt}h3{font-size:11pt;margin-top:10pt}
    h1,h2,h3,h4,figcaption,caption{break-after:avoid}
    p,li{orphans:3;widows:3}
    nav,.skip,details.data,summary{display:none}
    a{text-decoration:none}a.src{text-decoration:none}
    .scroll{overflow:visible;width:auto;min-width:0;max-width:none}
    table{font-size:8.5pt;max-width:100%}
    table.wide{font-size:7pt}
    .notes{font-size:7.5pt}
    .scroll:has(.wide)+.notes{font-size:7pt}
    a.go,p.note a{display:none}
    th,td{padding:2pt 4pt}
    table.wide th,table.wide td{padding:1.5pt 2.5pt}
    thead{display:table-header-group}
    tr,.card,figure,.panel,.notice,.remark,article{break-inside:avoid}
    .form{min-width:0}
    .form tr{break-inside:auto}
    .cards{grid-template-columns:repeat(4,1fr);gap:5pt}
    .card .value{font-size:15pt}
    .card,.key{padding:4pt 6pt}
    .card .counts,.card .note,.card dl{font-size:7.5pt}
    .card .goal{font-size:8pt}
    .card .name{font-size:9pt}
    .card svg{height:20px}
    .evidence{font-size:8pt;line-height:1.35}
    .evidence h3{font-size:9pt;margin:5pt 0 2pt}
    .evidence dl{font-size:8pt;margin:0;gap:0 4pt;grid-template-columns:5.5rem 1fr}
    .key{padding-left:18pt;font-size:11pt}
    svg.wide{display:block;max-width:155mm}svg.narrow{display:none}
    .panels{grid-template-columns:repeat(3,1fr)}
    figure{margin:8pt 0}
    }
    @page{size:A4;margin:14mm 13mm 15mm;@bottom-center{content:counter(page) " / " counter(pages);font-size:8pt}}

    """
}

/// Widths of columns, as classes for pages whose server allows no style within the markup.
extension HTMLStyle {
  /// The widest least width, in half-width characters.
  static let mostLeast = 20
  private static let widest = 160

  /// The class of a column that wants to be so many half-width characters wide.
  static func width(_ characters: Double) -> String { "w\(max(1, min(widest, Int(characters.rounded()))))" }

  /// The class of a column that is to be at least so many half-width characters wide.
  static func leastWidth(_ characters: Int) -> String { "l\(characters)" }

  /// So many half-width characters and the room beside them, in `em`.
  static func least(_ characters: Int) -> String { (Double(characters) * 0.56 + 1.8).svg }

  /// The rules of the classes.
  static let widths =
    (1...widest).map { "col.w\($0){width:\((Double($0) * 0.56).svg)em}" }.joined()
    + (0...mostLeast).map { "th.l\($0),td.l\($0){min-width:\(least($0))em}" }.joined() + "\n"
}
