import HotlineText

/// A form and its fields; every text that comes in is escaped.
struct Form {
  /// How it is sent: `get` makes an address of it, `post` does something.
  enum Way: Sendable {
    case get
    /// With the secret of the session that it is sent to.
    case post
  }

  let action: String
  var way = Way.get
  var style = ""
  /// Whether files are sent with it.
  var hasFiles = false
  /// Whether it is posted although nobody has a session yet.
  var isPost = false
  private(set) var fields: [String] = []

  init(_ action: String, way: Way = .get, style: String = "", hasFiles: Bool = false) {
    self.action = action
    self.way = way
    self.style = style
    self.hasFiles = hasFiles
  }

  private func e(_ text: String) -> String { Markup.escaped(text) }

  mutating func hidden(_ name: String, _ value: String) {
    fields.append("<input type=\"hidden\" name=\"\(e(name))\" value=\"\(e(value))\">")
  }

  /// A choice.
  mutating func select(
    _ name: String, _ label: String, _ options: [(value: String, text: String)], chosen: Set<String>,
    isMultiple: Bool = false, id: String? = nil
  ) {
    let items = options.map { value, text in
      "<option value=\"\(e(value))\"\(chosen.contains(value) ? " selected" : "")>\(e(text))</option>"
    }.joined()
    let id = e(id ?? name)
    fields.append(
      """
      <p class="field"><label for="\(id)">\(e(label))</label> \
      <select id="\(id)" name="\(e(name))"\(isMultiple ? " multiple size=\"7\"" : "")>\(items)</select></p>
      """)
  }

  /// A line of text.
  mutating func input(
    _ name: String, _ label: String, value: String = "", hint: String = "", type: String = "text", list: [String] = [],
    isRequired: Bool = false, id: String? = nil
  ) {
    let id = e(id ?? name)
    let described = hint.isEmpty ? "" : " aria-describedby=\"\(id)-hint\""
    let choices = list.isEmpty ? "" : " list=\"\(id)-list\""
    fields.append(
      """
      <p class="field"><label for="\(id)">\(e(label))</label> \
      <input id="\(id)" name="\(e(name))" type="\(e(type))" value="\(e(value))"\(described)\(choices)\
      \(isRequired ? " required" : "")>\
      \(hint.isEmpty ? "" : " <small id=\"\(id)-hint\">\(e(hint))</small>")\
      \(list.isEmpty ? "" : "<datalist id=\"\(id)-list\">" + list.map { "<option value=\"\(e($0))\"></option>" }.joined() + "</datalist>")</p>
      """)
  }

  /// Several lines of text.
  mutating func text(_ name: String, _ label: String, value: String, rows: Int = 3, id: String? = nil) {
    let id = e(id ?? name)
    // Line ends are the text's own here; all other controls are shown.
    let lines = value.split(separator: "\n", omittingEmptySubsequences: false).map { e(String($0)) }
    fields.append(
      """
      <p class="field whole"><label for="\(id)">\(e(label))</label> \
      <textarea id="\(id)" name="\(e(name))" rows="\(rows)">\(lines.joined(separator: "\n"))</textarea></p>
      """)
  }

  /// Files to send.
  mutating func files(
    _ name: String, _ label: String, isMultiple: Bool = true, isRequired: Bool = true, hint: String, accept: String
  ) {
    fields.append(
      """
      <p class="field whole drop"><label for="\(e(name))">\(e(label))</label> \
      <input id="\(e(name))" name="\(e(name))" type="file"\(isMultiple ? " multiple" : "")\(isRequired ? " required" : "") accept="\(e(accept))" \
      aria-describedby="\(e(name))-hint"> <small id="\(e(name))-hint">\(e(hint))</small></p>
      """)
  }

  /// A folder whose files are sent under the name.
  mutating func folder(_ name: String, _ label: String, hint: String) {
    let id = e(name) + "-folder"
    fields.append(
      """
      <p class="field whole"><label for="\(id)">\(e(label))</label> \
      <input id="\(id)" name="\(e(name))" type="file" multiple webkitdirectory aria-describedby="\(id)-hint"> \
      <small id="\(id)-hint">\(e(hint))</small></p>
      """)
  }

  /// A mark that is set or not.
  mutating func check(_ name: String, _ label: String, value: String = "yes", isSet: Bool = false, id: String? = nil) {
    let id = e(id ?? name)
    fields.append(
      """
      <p class="field check"><input type="checkbox" id="\(id)" name="\(e(name))" value="\(e(value))"\
      \(isSet ? " checked" : "")> <label for="\(id)">\(e(label))</label></p>
      """)
  }

  /// Marks of which several may be set, under one heading. With a summary they fold away under it.
  mutating func checks(
    _ name: String, _ legend: String, _ options: [(value: String, text: String)], chosen: Set<String>,
    summary: String? = nil
  ) {
    let items = options.enumerated().map { place, option in
      """
      <p class="field check"><input type="checkbox" id="\(e(name))-\(place)" name="\(e(name))" value="\(e(option.value))"\
      \(chosen.contains(option.value) ? " checked" : "")> <label for="\(e(name))-\(place)">\(e(option.text))</label></p>
      """
    }.joined()
    let set = "<fieldset class=\"whole checks\"><legend>\(e(legend))</legend>\(items)</fieldset>"
    guard let summary else { return fields.append(set) }
    fields.append(
      "<details class=\"whole\"\(chosen.isEmpty ? " open" : "")><summary>\(e(summary))</summary>\(set)</details>")
  }

  mutating func button(_ text: String, name: String? = nil, value: String = "", style: String = "") {
    let named = name.map { " name=\"\(e($0))\" value=\"\(e(value))\"" } ?? ""
    fields.append(
      "<p class=\"send\"><button\(style.isEmpty ? "" : " class=\"\(style)\"")\(named)>\(e(text))</button></p>")
  }

  mutating func markup(_ markup: String) { fields.append(markup) }

  var html: String {
    var attributes = " action=\"\(e(action))\""
    var secret = ""
    switch way {
    case .get: attributes += isPost ? " method=\"post\"" : " method=\"get\""
    case .post:
      attributes += " method=\"post\""
      // First of all: what follows is not even read without it. The page may be kept for others: each gets their own.
      secret = "<input type=\"hidden\" name=\"\(FormGuard.field)\" value=\"\(FormGuard.placeholder)\">"
    }
    if hasFiles { attributes += " enctype=\"multipart/form-data\"" }
    if !style.isEmpty { attributes += " class=\"\(style)\"" }
    return "<form\(attributes)>\(secret)\n\(fields.joined(separator: "\n"))\n</form>"
  }
}
