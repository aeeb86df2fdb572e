import HotlineText

/// The page that `hotline init` puts into a working folder: what is where, and what to do first.
struct WorkingFolderGuide {
  let language: Language

  var text: String { LocalizedText(zh: Self.chinese, en: Self.english)(language) }

  private static let chinese = """
    # 热线数据工作目录

    由 `hotline init` 建立。请在本目录下运行各命令：它们使用这里的 `data/`，数据库也放在这里。

    ## 先用示例试一试

    `data/sample` 中全部为模拟数据，不含任何真实来电；请放进单独的数据库，不要与真实数据混在一起。

        hotline ingest data/sample --max-rejects 60% --database 示例.sqlite
        hotline kpi --period 2019-03 --by district --database 示例.sqlite
        hotline report monthly 2019-03 --database 示例.sqlite

    示例特意保留了真实导出常见的毛病，有许多被拒的行（平时只允许 1%）：`hotline rejects --database 示例.sqlite` 列出原因。

    ## 换成自己的数据

        hotline ingest 话务.csv 工单.xlsx                          # 导入；编码、分隔符、格式自动识别
        hotline kpi --period 2019-12                             # 指标：分子、分母、95% 区间
        hotline explain connection_rate --period 2019-12         # 这个数字从哪些文件、哪些行来
        hotline report monthly 2019-12 --format html,docx        # 月度报告，写入 reports/

    表头无法识别的导出：`hotline profile suggest 文件.csv > data/profiles/ours.yaml`，补全标有“待定”的行，再用
    `hotline profile check ours` 检查。

    ## 各文件的用途

    | 文件 | 用途 | 何时修改 |
    | --- | --- | --- |
    | `data/metrics.yaml` | 指标口径，报告中列哪些指标 | 增加或修改指标 |
    | `data/model.yaml` | 导出中内置字段以外的维度和数值 | 导出里还有渠道、评分等列 |
    | `data/locality.yaml` | 时区、日历、热线号码、电话号码的写法、语言 | 换一个城市 |
    | `data/profiles/` | 每种导出格式一个文件 | 新的平台或表头 |
    | `data/indicators/` | 自评表：权重、目标、评分规则 | 新的年度或表式 |
    | `data/calendar/` | 节假日与调休 | 每年公布后补充 |
    | `data/districts.csv`、`data/units.csv` | 区和承办单位的名称与别名 | 出现未知名称 |
    | `data/sample/` | 示例（模拟数据） | 可以删除 |
    | `data/hotline.sqlite`、`data/hotline.sqlite.key` | 数据库和来电号码的密钥，首次导入时生成 | 不要手工修改；备份用 `hotline backup` |

    各文件开头的注释，以及 `data/profiles/README.md`、`data/indicators/README.md` 逐项说明写法；写错的地方会按文件和行号指出。

    """

  private static let english = """
    # A working folder for a hotline's data

    Made by `hotline init`. Run commands in this folder: they use its `data/` and keep their database there.

    ## Try it on the example

    Everything in `data/sample` is made up; no real call is in it. Keep it in a database of its own, apart from real data.

        hotline ingest data/sample --max-rejects 60% --database example.sqlite
        hotline kpi --period 2019-03 --by district --database example.sqlite
        hotline report monthly 2019-03 --database example.sqlite

    The example has the faults that exports have, and many rejected rows (usually 1 % are allowed): `hotline rejects --database
    example.sqlite` says why.

    ## Bring your own

        hotline ingest calls.csv orders.xlsx                     # encodings, delimiters and layouts are recognised
        hotline kpi --period 2019-12                             # numerator, denominator, 95 % interval
        hotline explain connection_rate --period 2019-12         # the files and rows behind a number
        hotline report monthly 2019-12 --format html,docx        # the month's report, into reports/

    An export whose headers are unknown: `hotline profile suggest FILE > data/profiles/ours.yaml`, settle the lines marked TO DO,
    then `hotline profile check ours`.

    ## What the files are for

    | file | what it says | change it |
    | --- | --- | --- |
    | `data/metrics.yaml` | how KPIs are defined, and which of them reports list | to add or change a KPI |
    | `data/model.yaml` | dimensions and numbers that exports carry besides the built-in fields | when there are columns such as a channel or a score |
    | `data/locality.yaml` | time zone, calendar, hotline numbers, telephone numbers, language | for another city |
    | `data/profiles/` | a file for each layout of export | for a new platform or new headers |
    | `data/indicators/` | forms: weights, targets, rules of scoring | for a new year or form |
    | `data/calendar/` | holidays and moved working days | when they are announced |
    | `data/districts.csv`, `data/units.csv` | names of districts and units with their aliases | when a name is unknown |
    | `data/sample/` | the example (made up) | may be deleted |
    | `data/hotline.sqlite`, `data/hotline.sqlite.key` | the database, and the key of callers' pseudonyms; made by the first ingest | not by hand; `hotline backup` copies the database |

    Comments in the files, `data/profiles/README.md` and `data/indicators/README.md` explain each key. A mistake is reported with file
    and line.

    """
}
