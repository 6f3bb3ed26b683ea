import Feel
import Foundation

// Power loss of a real file system: its disk is copied in one moment, without what the system holds in memory.
extension FaultBench {
  /// A writer works on ext4 in a file that stands on XFS; after so many acknowledgements that file is copied by reference,
  /// and the copy is opened as after a loss of power.
  func copyDisk(_ random: inout FuzzSource) throws -> FaultOutcome {
    guard Mount.isOwn, FaultBench.has("mkfs.xfs"), FaultBench.has("mkfs.ext4"), FaultBench.has("losetup")
    else {
      return FaultOutcome(skipped: "disk images need root, losetup, xfsprogs and e2fsprogs")
    }
    let path = try folder()
    defer { try? FileManager.default.removeItem(atPath: path) }
    for name in ["outer", "inner", "later"] {
      try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
    }
    guard
      FaultBench.shell(
        "truncate -s 400M outer.img && mkfs.xfs -q -m reflink=1 outer.img && mount -o loop outer.img outer",
        in: path)
    else { return FaultOutcome(skipped: "no loop device takes an image") }
    defer { FaultBench.shell("umount outer", in: path) }
    guard
      FaultBench.shell(
        "truncate -s 64M outer/disk && mkfs.ext4 -q outer/disk && mount -o loop outer/disk inner", in: path)
    else { return FaultOutcome(skipped: "no loop device takes an image") }
    defer { FaultBench.shell("umount inner", in: path) }
    let site = try fresh(in: path + "/inner/site")
    FaultBench.shell("sync -f inner", in: path)
    let child = try SiteOperation.append.start(on: site, with: planted)
    var told: [String] = []
    for _ in 0..<1 + random.below(SiteOperation.count) { if let line = child.line() { told.append(line) } }
    let isCopied = FaultBench.shell("cp --reflink=always outer/disk outer/copy", in: path)
    child.end()
    _ = child.wait()
    guard isCopied, FaultBench.shell("mount -o loop outer/copy later", in: path) else {
      return FaultOutcome(halves: 1, sentences: ["the copy of the disk cannot be mounted"])
    }
    defer { FaultBench.shell("umount later", in: path) }
    let left = try FaultSite.moved(to: path + "/later/site", tools: site.tools)
    return try judge(.append, on: left, before: state, after: state, told: told, isDone: false)
  }

  private static func has(_ program: String) -> Bool { shell("command -v \(program) >/dev/null", in: "/") }

  @discardableResult
  private static func shell(_ line: String, in folder: String) -> Bool {
    let words = ["sh", "-c", "cd '\(folder)' && \(line)"]
    let environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
    return (try? Child(words, environment: environment, input: "/dev/null").wait())?.status == 0
  }
}
