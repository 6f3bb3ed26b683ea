/// A function as a value: written in the expression, or a built-in one by its name (DMN 10.3.2.13.2).
///
/// What it runs is the evaluator's: a value only carries it.
public final class FunctionValue: Hashable, Sendable {
  let parameters: [String]
  let content: any Sendable

  init(parameters: [String], content: any Sendable) {
    self.parameters = parameters
    self.content = content
  }

  public static func == (left: FunctionValue, right: FunctionValue) -> Bool { left === right }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
