import Counter

@testable import Desk

extension Outcome {
  /// What it asks for, in a word or two.
  var summary: String {
    switch self {
    case .stay: "stay"
    case .ignored: "ignored"
    case .push(let screen): "push \(type(of: screen))"
    case .replace(let screen): "replace \(type(of: screen))"
    case .pop: "pop"
    case .toList: "to list"
    case .quit: "quit"
    case .search(let line): "search \(line)"
    case .open(let listing): "open \(listing.number)"
    case .find(let text): "find \(text)"
    case .takeNumber: "take number"
    case .takePaper(let at): "take paper of \(at.day.iso) \(Wording.hourAndMinute(at))"
    case .file(let event, _, let joining):
      "file \(event.kind)\(joining.isEmpty ? "" : " with \(joining.count)")"
    case .addFiling: "add filing"
    case .write(_, let pops): pops ? "write and pop" : "write"
    case .keepTheirs: "keep theirs"
    case .tick: "tick"
    case .typeInto(let key, let text): "type into \(key.fact)\(text.map { " \($0)" } ?? "")"
    case .join(let filing, let residents):
      "join \(filing) \(residents.map(\.name.text).joined(separator: "・"))"
    case .lookUp: "look up"
    case .chooseHousehold(let resident): "household of \(resident.name.text)"
    case .setReason(let reason): "reason \(reason)"
    case .passOn(let window): "pass on to \(window)"
    case .remind(let waiting): "remind of \(waiting.count)"
    case .release: "release"
    case .print: "print"
    case .finish: "finish"
    case .close: "close"
    case .signIn: "sign in"
    case .popAndDo: "pop and do"
    case .say: "say"
    }
  }
}
