/// What the line above the bar says until the next key.
package struct Message: Hashable, Sendable {
  package let text: String
  package let isError: Bool

  static func note(_ text: String) -> Message { Message(text: text, isError: false) }
  /// What must be mended before one can go on; its sentence says how.
  static func error(_ text: String) -> Message { Message(text: "エラー：" + text, isError: true) }
}
