import Testing

/// A short fault run over the built programs; `Benchmarks faults 2000` is the long one.
@Suite struct FaultTests {
  private func faults(_ words: String...) throws -> Program.Output {
    try Program.run(["faults"] + words, program: Program.folder + "/Benchmarks")
  }

  @Test func `forty faults lose nothing, show nothing half, and are told in sentences`() throws {
    let run = try faults("40")
    #expect(run.status == 0, "\(run.out)\(run.err)")
    #expect(run.out.contains("\nall "))
  }

  @Test(arguments: [
    ("off", "power", "4"), ("early", "kill-append", "8"), ("accepted", "damage", "6"),
  ])
  func `a weakness that is put in is found`(plant: String, kind: String, count: String) throws {
    let run = try faults(count, "--plant", plant, "--kind", kind)
    #expect(
      run.status == 1 && run.out.contains("Benchmarks faults 1 --seed 1 --first "), "\(run.out)\(run.err)")
  }
}
