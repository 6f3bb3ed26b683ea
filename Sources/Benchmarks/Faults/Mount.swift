import Foundation

/// Disks in memory that only this process and its children see, and that go with them.
enum Mount {
  /// Whether this process has mounts of its own. Asked for the first time, it takes them, where it may.
  static let isOwn: Bool = {
    // Glibc's module leaves `unshare` out.
    guard geteuid() == 0, let symbol = dlsym(nil, "unshare") else { return false }
    let unshare = unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Int32).self)
    // CLONE_NEWNS; then MS_REC | MS_PRIVATE, so that nothing of it is seen outside.
    return unshare(0x0002_0000) == 0 && mount("none", "/", nil, 0x4000 | 0x4_0000, nil) == 0
  }()

  static func make(_ path: String, kilobytes: Int) -> Bool {
    mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k,mode=700") == 0
  }

  static func resize(_ path: String, kilobytes: Int) {
    _ = mount("tmpfs", path, "tmpfs", 0x20, "size=\(kilobytes)k")
  }

  static func set(_ path: String, isReadOnly: Bool) -> Bool {
    mount("tmpfs", path, "tmpfs", 0x20 | (isReadOnly ? 1 : 0), nil) == 0
  }

  /// Kilobytes in use.
  static func used(_ path: String) -> Int {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return 0 }
    return Int(status.f_blocks - status.f_bfree) * Int(status.f_frsize) / 1024
  }

  static func end(_ path: String) {
    // MNT_DETACH.
    _ = umount2(path, 2)
    rmdir(path)
  }
}
