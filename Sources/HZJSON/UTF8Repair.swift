/// Makes valid UTF-8 of any bytes: what is well formed is copied, each maximal ill-formed part becomes
/// one U+FFFD (Unicode 16, section 3.9, "U+FFFD Substitution of Maximal Subparts").
package enum UTF8Repair {
    /// Appends `range` of `bytes` to `output`, repaired.
    ///
    /// - Returns: how many U+FFFD were put in for ill-formed parts.
    /// - Complexity: O(count); about one pass of memory when the bytes are valid.
    @discardableResult
    package static func append(_ bytes: [UInt8], in range: Range<Int>, to output: inout [UInt8]) -> Int {
        var replacements = 0
        var position = range.lowerBound
        while position < range.upperBound {
            let valid = validEnd(bytes, in: position..<range.upperBound)
            output.append(contentsOf: bytes[position..<valid])
            position = valid
            if position < range.upperBound {
                output.append(contentsOf: replacement)
                replacements &+= 1
                position = illFormedEnd(bytes, at: position, limit: range.upperBound)
            }
        }
        return replacements
    }

    /// U+FFFD REPLACEMENT CHARACTER in UTF-8.
    package static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    /// Whether all of `bytes` is well-formed UTF-8.
    package static func isValid(_ bytes: [UInt8]) -> Bool {
        validEnd(bytes, in: 0..<bytes.count) == bytes.count
    }

    /// The end of the longest well-formed prefix of `range`.
    package static func validEnd(_ bytes: [UInt8], in range: Range<Int>) -> Int {
        let span = bytes.span
        var position = range.lowerBound
        let limit = range.upperBound
        while position < limit {
            position = ByteScan.asciiEnd(span, from: position, to: limit)
            // Text outside ASCII comes in runs: stay here until the run ends.
            while position < limit, bytes[position] >= 0x80 {
                let length = sequenceLength(bytes, at: position, limit: limit)
                if length <= 0 { return position }
                position &+= length
            }
        }
        return position
    }

    /// The length of the well-formed sequence of two to four bytes at `position`, or minus the length of the
    /// maximal ill-formed part there.
    private static func sequenceLength(_ bytes: [UInt8], at position: Int, limit: Int) -> Int {
        let lead = bytes[position]
        let count: Int
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        switch lead {
        case 0xC2...0xDF: count = 2
        case 0xE0:
            count = 3
            low = 0xA0
        case 0xED:
            count = 3
            high = 0x9F
        case 0xE1...0xEF: count = 3
        case 0xF0:
            count = 4
            low = 0x90
        case 0xF1...0xF3: count = 4
        case 0xF4:
            count = 4
            high = 0x8F
        default: return -1
        }
        guard position &+ 1 < limit, bytes[position &+ 1] >= low, bytes[position &+ 1] <= high else {
            return -1
        }
        var index = 2
        while index < count {
            guard position &+ index < limit, bytes[position &+ index] & 0xC0 == 0x80 else { return -index }
            index &+= 1
        }
        return count
    }

    private static func illFormedEnd(_ bytes: [UInt8], at position: Int, limit: Int) -> Int {
        let length = sequenceLength(bytes, at: position, limit: limit)
        return min(limit, position &+ max(1, -length))
    }
}
