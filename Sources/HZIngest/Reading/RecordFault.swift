/// Why a line of an export gives no article, in a word for reports; see ``BadRecord/Cause``. The raw values stand in reports:
/// they never change.
public enum RecordFault: String, Sendable, CaseIterable {
    case malformedJSON
    case notAnObject
    case noText
    case tooLong
    case damaged
    case unreadable

    /// Whether the rest of the export is lost with the line.
    public var endsExport: Bool { self == .damaged || self == .unreadable }
}

extension BadRecord.Cause {
    /// What it is called in reports.
    public var fault: RecordFault {
        switch self {
        case .malformed: .malformedJSON
        case .notAnObject: .notAnObject
        case .noText: .noText
        case .tooLong: .tooLong
        case .damaged: .damaged
        case .unreadable: .unreadable
        }
    }
}
