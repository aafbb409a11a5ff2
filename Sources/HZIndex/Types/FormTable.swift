/// The forms (folded surfaces) of one term, in the order of their ids.
struct FormTable {
    /// The bytes of all forms, one after the other.
    private(set) var bytes: [UInt8] = []
    /// Where each form ends in `bytes`.
    private(set) var ends: [Int] = []

    /// How many forms there are.
    var count: Int { ends.count }

    /// Forgets all forms.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Adds a form; its id is the number of forms before it.
    mutating func append(_ form: some Collection<UInt8>) {
        bytes.append(contentsOf: form)
        ends.append(bytes.count)
    }

    /// Adds a form made of two parts.
    mutating func append(_ start: some Collection<UInt8>, _ rest: some Collection<UInt8>) {
        bytes.append(contentsOf: start)
        append(rest)
    }

    /// The bytes of a form.
    subscript(id: Int) -> ArraySlice<UInt8> {
        bytes[(id == 0 ? 0 : ends[id - 1])..<ends[id]]
    }

    /// The id of a form, or nil.
    func id(of form: some Collection<UInt8>) -> Int? {
        ends.indices.first { self[$0].elementsEqual(form) }
    }

    /// Whether the table says nothing: its only form is the term itself.
    func isTrivial(for term: some Collection<UInt8>) -> Bool {
        count == 0 || count == 1 && self[0].elementsEqual(term)
    }
}
