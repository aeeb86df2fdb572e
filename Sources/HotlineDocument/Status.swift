import HotlineText

/// How a figure is judged. Renderers show it by symbol and word, and by colour only on top of them.
package enum Status: String, Sendable, Hashable, CaseIterable {
  /// The target is met.
  case met
  /// The target is missed.
  case missed
  /// Too few cases to judge.
  case tooFew
  /// There is no target.
  case noTarget
  /// Better than the others by more than chance explains.
  case better
  /// Worse than the others by more than chance explains.
  case worse
  /// No different from the others.
  case ordinary
  /// Worth a look: between chance and alarm.
  case watch
  /// Higher than usual, where that is neither good nor bad or not beyond doubt.
  case high
  /// Lower than usual, where that is neither good nor bad or not beyond doubt.
  case low
  /// Not decided yet.
  case open

  /// Its word.
  package var name: LocalizedText {
    switch self {
    case .met: LocalizedText(zh: "达标", en: "met")
    case .missed: LocalizedText(zh: "未达标", en: "missed")
    case .tooFew: LocalizedText(zh: "样本不足", en: "too few to judge")
    case .noTarget: LocalizedText(zh: "未设目标", en: "no target")
    case .better: LocalizedText(zh: "显著优于", en: "better")
    case .worse: LocalizedText(zh: "显著差于", en: "worse")
    case .ordinary: LocalizedText(zh: "在界限以内", en: "within limits")
    case .watch: LocalizedText(zh: "关注", en: "watch")
    case .high: LocalizedText(zh: "偏高", en: "high")
    case .low: LocalizedText(zh: "偏低", en: "low")
    case .open: LocalizedText(zh: "待评", en: "open")
    }
  }

  /// Its symbol, told from the others by shape alone.
  package var symbol: String {
    switch self {
    case .met: "✓"
    case .missed: "✗"
    case .tooFew: "…"
    case .noTarget: "–"
    case .better: "▲"
    case .worse: "▼"
    case .ordinary: "="
    case .watch: "!"
    case .high: "↑"
    case .low: "↓"
    case .open: "?"
    }
  }

  /// Its colour's role.
  package var tone: Tone {
    switch self {
    case .met, .better: .good
    case .missed, .worse: .bad
    case .watch, .high, .low, .open: .caution
    case .tooFew, .noTarget, .ordinary: .neutral
    }
  }

  /// The status as tables show it, where no place in a drawing tells the way: what is worth a look is high or low.
  package func directed(isUp: Bool) -> Status { self == .watch ? (isUp ? .high : .low) : self }

  /// The role of a colour; the colours themselves are the renderers'.
  package enum Tone: String, Sendable, Hashable, CaseIterable {
    /// Blue.
    case good
    /// Vermilion.
    case bad
    /// Amber.
    case caution
    /// Grey.
    case neutral
  }
}
