import Counter
import Feel

/// codes/: code lists, eras and holidays, each with its source.
struct CodesReader {
  var lists: [CodeList] = []
  var eras: [EraTable.Era] = []
  var holidays: [String: [OpeningCalendar.Holiday]] = [:]

  mutating func read(_ file: YAMLFile, load: FormsLoad) {
    guard let section = file.section(of: "コード表", load: load) else { return }
    read(section)
  }

  mutating func read(_ section: Section) {
    for list in section.sections("コード表", of: "表") {
      lists.append(
        CodeList(name: list.name("名前", of: .codeList), source: list.text("出典"), codes: codes(list)))
      list.close()
    }
    if let table = section.section("元号", of: "元号") {
      _ = table.text("出典")
      eras += table.sections("値", of: "元号の値").compactMap(era)
      table.close()
    }
    if let table = section.section("祝日", of: "祝日") {
      _ = table.text("出典")
      section.load.declare("祝日", as: .holidays, at: table.place)
      holidays["祝日", default: []] += table.sections("値", of: "祝日の値").compactMap(holiday)
      table.close()
    }
    section.close()
  }

  private func codes(_ list: Section) -> [CodeList.Code] {
    list.textsOrSections("値", of: "コード") { text, code in
      if let text { return CodeList.Code(value: text, label: text) }
      guard let code else { return nil }
      defer { code.close() }
      let value = code.text("値")
      return CodeList.Code(value: value, label: code.optionalText("表示") ?? value)
    }
  }

  private func era(_ section: Section) -> EraTable.Era? {
    defer { section.close() }
    let (name, letter) = (section.text("名"), section.text("略"))
    guard let first = section.day("から") else { return nil }
    return EraTable.Era(name: name, letter: letter, firstDay: first)
  }

  private func holiday(_ section: Section) -> OpeningCalendar.Holiday? {
    defer { section.close() }
    let name = section.text("名")
    return section.day("日").map { OpeningCalendar.Holiday(day: $0, name: name) }
  }
}
