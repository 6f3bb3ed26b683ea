import CCUPS
import Counter
import Foundation

/// A queue of a CUPS server, spoken to by plain IPP requests within seconds.
///
/// Nobody's name goes there: titles, users and file names are read by every user of the machine (in the list of processes too).
final class PrintQueue {
  enum Failure: Error, Equatable {
    /// No server, or no answer in time.
    case silent
    case noSuchQueue(String)
    case isFull
    case isClosed
    /// The file to be printed is gone.
    case cannotRead
    /// The status of IPP.
    case refused(String)
  }

  struct Status {
    enum State { case pending, held, processing, stopped, cancelled, aborted, completed }

    let state: State
    let reasons: [String]
  }

  private let http: OpaquePointer
  private let name: String
  /// Seconds for one answer.
  private static let patience = 2.0
  private static let user = "madoguchi"

  init(server: String, name: String) throws {
    let isSocket = server.hasPrefix("/")
    let parts = server.split(separator: ":")
    let host = isSocket ? server : parts.first.map(String.init) ?? server
    let port = isSocket ? 0 : parts.count > 1 ? Int32(parts[1]) ?? 631 : 631
    guard
      let http = httpConnect2(
        host, port, nil, AF_UNSPEC, HTTP_ENCRYPTION_IF_REQUESTED, 1, Int32(Self.patience * 1000), nil)
    else { throw Failure.silent }
    httpSetTimeout(http, Self.patience, nil, nil)
    self.http = http
    self.name = name
  }

  deinit { httpClose(http) }

  private var resource: String { "/printers/\(name)" }
  private var uri: String { "ipp://localhost/printers/\(name)" }

  // MARK: Requests

  /// The number under which the server took it.
  func submit(_ job: PrintJob) throws -> Int32 {
    guard case .file(let path) = job.content else { throw Failure.cannotRead }
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { throw Failure.cannotRead }
    defer { close(file) }
    let request = request(IPP_OP_PRINT_JOB)
    add(request, IPP_TAG_NAME, "job-name", job.id)
    add(request, IPP_TAG_MIMETYPE, "document-format", "application/pdf")
    if job.route.copies > 1 {
      _ = ippAddInteger(request, IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", Int32(job.route.copies))
    }
    addMedia(of: job, to: request)
    // It frees the request.
    let response = try answer(cupsDoIORequest(http, request, resource, file, -1))
    defer { ippDelete(response) }
    guard let id = ippFindAttribute(response, "job-id", IPP_TAG_INTEGER) else { throw Failure.silent }
    return ippGetInteger(id, 0)
  }

  /// How a job stands; nil where the server knows none of that number and name.
  func status(of number: Int32, named id: String) throws -> Status? {
    let request = request(IPP_OP_GET_JOB_ATTRIBUTES)
    _ = ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", number)
    addWanted(["job-name", "job-state", "job-state-reasons", "job-printer-state-reasons"], to: request)
    let response: OpaquePointer
    do {
      // cupsDoRequest frees the request.
      response = try answer(cupsDoRequest(http, request, resource))
    } catch Failure.noSuchQueue {
      return nil
    }
    defer { ippDelete(response) }
    guard text(response, "job-name") == id,
      let state = ippFindAttribute(response, "job-state", IPP_TAG_ENUM)
    else { return nil }
    return Status(
      state: Self.state(ippGetInteger(state, 0)),
      reasons: texts(response, "job-printer-state-reasons") + texts(response, "job-state-reasons"))
  }

  /// The number of a job by its name; nil where the server has none such.
  func find(_ id: String) throws -> Int32? {
    let request = request(IPP_OP_GET_JOBS)
    add(request, IPP_TAG_KEYWORD, "which-jobs", "all")
    addWanted(["job-id", "job-name"], to: request)
    let response = try answer(cupsDoRequest(http, request, resource))
    defer { ippDelete(response) }
    var number: Int32?
    var found: Int32?
    var attribute = ippFirstAttribute(response)
    while let one = attribute {
      let called = ippGetName(one).map { String(cString: $0) }
      if called == "job-id" { number = ippGetInteger(one, 0) }
      if called == "job-name", ippGetString(one, 0, nil).map({ String(cString: $0) }) == id { found = number }
      attribute = ippNextAttribute(response)
    }
    return found
  }

  // MARK: IPP

  private func request(_ operation: ipp_op_t) -> OpaquePointer {
    guard let request = ippNewRequest(operation) else { preconditionFailure("out of memory") }
    add(request, IPP_TAG_URI, "printer-uri", uri)
    add(request, IPP_TAG_NAME, "requesting-user-name", Self.user)
    return request
  }

  private func add(_ request: OpaquePointer, _ tag: ipp_tag_t, _ name: String, _ value: String) {
    _ = ippAddString(request, IPP_TAG_OPERATION, tag, name, nil, value)
  }

  private func addWanted(_ names: [String], to request: OpaquePointer) {
    let attribute = ippAddString(
      request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", nil, names[0])
    var (list, index) = (attribute, 1)
    while index < names.count {
      _ = ippSetString(request, &list, Int32(index), names[index])
      index += 1
    }
  }

  /// The size of the sheets in hundredths of a millimetre, and the tray.
  private func addMedia(of job: PrintJob, to request: OpaquePointer) {
    guard job.sheet != nil || job.route.tray != nil, let media = ippNew() else { return }
    defer { ippDelete(media) }
    if let sheet = job.sheet, let size = ippNew() {
      _ = ippAddInteger(size, IPP_TAG_ZERO, IPP_TAG_INTEGER, "x-dimension", Int32(sheet.width * 100))
      _ = ippAddInteger(size, IPP_TAG_ZERO, IPP_TAG_INTEGER, "y-dimension", Int32(sheet.height * 100))
      _ = ippAddCollection(media, IPP_TAG_ZERO, "media-size", size)
      ippDelete(size)
    }
    if let tray = job.route.tray {
      _ = ippAddString(media, IPP_TAG_ZERO, IPP_TAG_KEYWORD, "media-source", nil, tray)
    }
    _ = ippAddCollection(request, IPP_TAG_JOB, "media-col", media)
  }

  /// A response that says yes; throws what it says else.
  private func answer(_ response: OpaquePointer?) throws -> OpaquePointer {
    guard let response else { throw failure(cupsLastError()) }
    let status = ippGetStatusCode(response)
    guard status.rawValue < 0x0400 else {
      ippDelete(response)
      throw failure(status)
    }
    return response
  }

  private func failure(_ status: ipp_status_t) -> Failure {
    switch status {
    case IPP_STATUS_ERROR_NOT_FOUND: .noSuchQueue(name)
    case IPP_STATUS_ERROR_TOO_MANY_JOBS, IPP_STATUS_ERROR_NOT_POSSIBLE: .isFull
    case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS: .isClosed
    case IPP_STATUS_ERROR_SERVICE_UNAVAILABLE, IPP_STATUS_ERROR_INTERNAL, IPP_STATUS_ERROR_TIMEOUT,
      IPP_STATUS_ERROR_BUSY, IPP_STATUS_ERROR_TEMPORARY, IPP_STATUS_ERROR_DEVICE:
      .silent
    default: .refused(String(status.rawValue, radix: 16))
    }
  }

  private func text(_ response: OpaquePointer, _ name: String) -> String? { texts(response, name).first }

  private func texts(_ response: OpaquePointer, _ name: String) -> [String] {
    guard let attribute = ippFindAttribute(response, name, IPP_TAG_ZERO) else { return [] }
    return (0..<ippGetCount(attribute)).compactMap { index in
      ippGetString(attribute, index, nil).map { String(cString: $0) }
    }
  }

  /// 3 to 9 in RFC 8011, 5.3.7.
  private static func state(_ number: Int32) -> Status.State {
    switch number {
    case 3: .pending
    case 4: .held
    case 6: .stopped
    case 7: .cancelled
    case 8: .aborted
    case 9: .completed
    default: .processing
    }
  }
}
