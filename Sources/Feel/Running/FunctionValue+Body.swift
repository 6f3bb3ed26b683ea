extension FunctionValue {
  /// What a function value runs.
  enum Body: Sendable {
    case builtIn(Function)
    /// The frame is that of the place where the function was written.
    case written(places: [Int], node: Node, frame: [Value?])
  }

  convenience init(parameters: [String], body: Body) { self.init(parameters: parameters, content: body) }

  var body: Body {
    guard let body = content as? Body else { preconditionFailure("functions are made with a body") }
    return body
  }
}
