import HotlineAppraisal
import HotlineConfiguration
import HotlineText

/// Texts that every rendering of the form prints.
enum FormText {
  /// The notes under the form, the grades as the form's file has them.
  static func notes(_ form: FormDefinition) -> [LocalizedText] {
    let grades = form.grades.grades
    var zh: [String] = []
    var en: [String] = []
    for (index, grade) in grades.enumerated() {
      let upper = index == 0 ? NumberText.count(form.totalWeight) : NumberText.count(grades[index - 1].from)
      let lower = NumberText.count(grade.from)
      zh.append(
        index == grades.count - 1 ? "\(lower)-\(upper)分为\(grade.name.zh)" : "\(lower)（含）-\(upper)分为\(grade.name.zh)")
      en.append("\(grade.name.en) from \(lower)")
    }
    return [
      LocalizedText(
        zh: "说明：1、依据本项目应实现的绩效目标或工作计划，对照已完成的情况，进行绩效自评。",
        en: "Notes: 1. The project is judged by what it set out to do and what was done."),
      LocalizedText(
        zh: "2、绩效等级说明：自评分合计\(zh.joined(separator: "，"))。", en: "2. Grades by total: \(en.joined(separator: ", "))."),
      LocalizedText(
        zh: "3、产出目标、效果目标和影响力目标可根据项目情况自行增加绩效指标。",
        en: "3. Indicators of output, effect and impact may be added as the project needs."),
    ]
  }
}
