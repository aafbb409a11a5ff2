import HZIndex

/// For each field of a snapshot, what each of its 256 length codes means for scores (`BM25.lengthFactors`).
@safe final class LengthFactors: Sendable {
    nonisolated(unsafe) private let tables: UnsafeMutablePointer<Float>

    /// The factors by the averages of a snapshot.
    init(_ snapshot: IndexSnapshot) {
        unsafe tables = .allocate(capacity: 256 * Field.allCases.count)
        for field in Field.allCases {
            let totals = snapshot.totals(field)
            let average = Float(totals.length) / Float(max(totals.documents, 1))
            for (code, factor) in BM25.lengthFactors(NormCode.lengths, averageLength: average).enumerated() {
                unsafe tables[256 * Int(field.rawValue) + code] = factor
            }
        }
    }

    deinit { unsafe tables.deallocate() }

    /// The factors of a field.
    subscript(field: Field) -> UnsafePointer<Float> { unsafe UnsafePointer(tables + 256 * Int(field.rawValue)) }
}
