/// What a page tells of its article, and in words where it stands.
struct Placed<Value> {
    var value: Value
    var place: String
}

extension Placed {
    /// Nil where there is nothing.
    init?(_ value: Value?, _ place: String) {
        guard let value else { return nil }
        self.init(value: value, place: place)
    }
}
