/// Breaking text into lines by JIS X 4051's 行頭・行末禁則, words of Latin letters kept whole.
extension String {
  /// Lines of at most `width` columns. Newlines in the text break lines; there is always at least one line.
  /// A character that may not begin a line (、。」) pulls the one before it down with it.
  package func lines(ofColumns width: Int) -> [String] {
    unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { brokenLine(String($0).glyphs, width: max(2, width)) }
  }
}

private func brokenLine(_ glyphs: [Glyph], width: Int) -> [String] {
  var lines: [String] = []
  var start = 0
  while glyphs[start...].columns > width {
    var end = start
    var used = 0
    while end < glyphs.count, used + glyphs[end].columns <= width {
      used += glyphs[end].columns
      end += 1
    }
    var cut = end
    while cut > start + 1, !mayBreak(before: glyphs, at: cut) { cut -= 1 }
    if cut <= start + 1 { cut = max(end, start + 1) }
    lines.append([Glyph](glyphs[start..<cut]).text.trimmingTrailingBlanks)
    start = cut
    while start < glyphs.count, glyphs[start] == .blank { start += 1 }
  }
  lines.append([Glyph](glyphs[start...]).text.trimmingTrailingBlanks)
  return lines
}

private func mayBreak(before glyphs: [Glyph], at index: Int) -> Bool {
  let after = glyphs[index].scalar
  let before = glyphs[index - 1].scalar
  if notAtLineStart.contains(after) || notAtLineEnd.contains(before) { return false }
  return !(before.isWordLetter && after.isWordLetter)
}

private let notAtLineStart = Set("、。，．・：；？！）」』】〕〉》］｝ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ…～,.!?)]}".unicodeScalars)
private let notAtLineEnd = Set("（「『【〔〈《［｛([{".unicodeScalars)

extension ArraySlice<Glyph> {
  fileprivate var columns: Int { reduce(0) { $0 + $1.columns } }
}

extension String {
  fileprivate var trimmingTrailingBlanks: String {
    var scalars = unicodeScalars
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }
}

extension Unicode.Scalar {
  fileprivate var isWordLetter: Bool {
    ("a"..."z").contains(self) || ("A"..."Z").contains(self) || ("0"..."9").contains(self) || self == "-"
  }
}
