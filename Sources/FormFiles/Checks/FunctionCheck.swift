import Counter
import Feel

enum FunctionCheck: CatalogueCheck {
  static let name = "function"
  static let title = "forms では使わない関数"
  static let explanation = """
    matches・replace・split は、読める人が限られる書き方（正規表現）を使うため、forms では使いません。コード表の値と比べるか、
    starts with・contains・ends with を使います。
    now() は時刻によって答えが変わるため使いません。届出の日は 届出.届出日、今日は today() です。

      × matches(届出.新住所, "^架空町.*")    ○ starts with(届出.新住所, "架空町")
    """

  private static let refused = [
    "matches": "starts with・contains・ends with", "replace": "コード表の「表示」",
    "split": "starts with・contains", "now": CoreFact.filedOn,
  ]

  static func findings(in forms: CheckedForms) -> [Finding] {
    forms.uses.flatMap { use in
      (use.expression?.parts ?? []).compactMap { part -> Finding? in
        let (function, place): (String, Range<Int>)
        switch part {
        case .call(let name, _, let at): (function, place) = (name, at)
        case .invocation(.name(let name, _), _, let at): (function, place) = (name, at)
        default: return nil
        }
        guard let instead = refused[function] else { return nil }
        return Finding(
          self, at: forms.load.place(of: place.lowerBound, in: use.formula),
          "「\(function)」は forms では使えません",
          correction: "\(instead) を使ってください")
      }
    }
  }
}
