import Foundation

/// The library that notes what a program writes and ends it at a change: compiled where there is a compiler.
struct Recorder {
  private let library: String

  /// Nil where nothing compiles C.
  init?(in folder: String) throws {
    guard
      let source = Bundle.module.url(forResource: "recorder", withExtension: "c", subdirectory: "Recorder")
    else { throw CocoaError(.fileNoSuchFile) }
    library = folder + "/recorder.so"
    for compiler in ["cc", "clang"] {
      let ending = try? Child(
        [compiler, "-O1", "-shared", "-fPIC", source.path, "-o", library, "-ldl", "-lpthread"],
        environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"],
        input: "/dev/null"
      ).wait()
      if ending?.status == 0 { return }
    }
    return nil
  }

  /// The environment of a program whose changes below `root` are noted in `log`.
  func recording(_ root: String, to log: String) -> [String: String] {
    ["LD_PRELOAD": library, "FAULT_ROOT": root, "FAULT_LOG": log]
  }

  /// The environment of a program that ends before its change number `end` below `root`, from 1; of a write, after so many
  /// thousandths of its bytes.
  func ending(_ root: String, at end: Int, after thousandths: Int) -> [String: String] {
    ["LD_PRELOAD": library, "FAULT_ROOT": root, "FAULT_KILL": "\(end)", "FAULT_TEAR": "\(thousandths)"]
  }
}
