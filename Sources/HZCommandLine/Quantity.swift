import HZSearch

/// Numbers as people read them.
public enum Quantity {
    /// 1,234,567.
    public static func count(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }

    /// 25, or at least 25 where not all were counted.
    static func total(_ total: Total, as text: (Int) -> String = { String($0) }) -> String {
        (total.relation == .equal ? "" : "at least ") + text(total.value)
    }

    /// 1.5 MB, in powers of ten, two or three digits.
    public static func bytes(_ number: Int) -> String {
        let units = ["B", "kB", "MB", "GB", "TB"]
        var value = Double(number)
        var unit = 0
        while value >= 999.5, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        return (unit == 0 || value >= 99.95 ? String(Int(value.rounded())) : decimal(value)) + " " + units[unit]
    }

    /// 45 s, 3:20 min, 1:05 h.
    public static func time(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 1e9).rounded(.up))
        if whole < 60 { return "\(whole) s" }
        let (large, small, unit) = whole < 3600 ? (whole / 60, whole % 60, "min") : (whole / 3600, whole / 60 % 60, "h")
        return "\(large):\(small < 10 ? "0" : "")\(small) \(unit)"
    }

    /// Microseconds as 1.5 ms.
    static func milliseconds(_ microseconds: Int) -> String {
        "\(microseconds / 1000).\(microseconds / 100 % 10) ms"
    }

    /// One digit after the point.
    public static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// The length of a duration in seconds.
    public static func seconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
