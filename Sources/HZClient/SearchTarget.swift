import HZSearch

/// A search as the target of an HTTP request, `/v1/search?q=...`: written by the client, read by the daemon.
public enum SearchTarget {
    /// The path that searches are asked at.
    public static let path = "/v1/search"

    /// The most hits that one search may ask for.
    public static let maximumLimit = 10_000

    /// The most passages of a hit that one search may ask for.
    public static let maximumPassages = 3

    /// The most values of a facet that one search may ask for.
    public static let maximumFacetLimit = 1_000

    /// What is wrong with a target.
    public enum Flaw: Error, Equatable, Sendable {
        /// `q` is missing.
        case noQuery
        /// `id` is missing.
        case noID
        /// `url` is missing.
        case noAddress
        /// A parameter that does not exist.
        case unknownParameter(String)
        /// A parameter that may stand once stands twice.
        case repeatedParameter(String)
        /// A value that its parameter does not take, and what it takes.
        case badValue(parameter: String, value: String, expected: String)
        /// A `%` that is not followed by two hexadecimal digits.
        case badEncoding
    }

    /// The target that asks for `request`; parameters at their defaults are left out.
    public static func target(for request: SearchRequest) -> [UInt8] {
        var target = Array((path + "?q=").utf8)
        PercentEncoding.append(request.query, to: &target)
        func add(_ name: String, _ value: String?) {
            guard let value else { return }
            target += "&\(name)=".utf8
            PercentEncoding.append(value, to: &target)
        }
        let options = request.options
        let standard = SearchRequest(query: "")
        if request.limit != standard.limit { add("limit", String(request.limit)) }
        if request.offset != standard.offset { add("offset", String(request.offset)) }
        if request.sort != standard.sort { add("sort", request.sort.rawValue) }
        if request.countAll { add("count", "true") }
        if request.explain { add("explain", "true") }
        if !request.facets.isEmpty { add("facets", request.facets.map(\.rawValue).joined(separator: ",")) }
        if request.detail != standard.detail { add("detail", request.detail.rawValue) }
        if request.passages != standard.passages { add("passages", String(request.passages)) }
        if request.facetLimit != standard.facetLimit { add("facet_limit", String(request.facetLimit)) }
        if options.mode != standard.options.mode { add("mode", options.mode.rawValue) }
        if options.strict { add("strict", "true") }
        add("title", options.title)
        add("author", options.author)
        add("author_name", options.authorName)
        add("site", options.site)
        add("language", options.language)
        add("after", options.after)
        add("before", options.before)
        for word in options.not { add("not", word) }
        return target
    }

    /// Reads the part of a target after the `?`.
    public static func request(query: Substring) throws(Flaw) -> SearchRequest {
        try request(query, and: nil, needsQuery: true).request
    }

    /// The target at another path that has a parameter of its own before those of a search.
    static func target(at path: String, _ name: String, _ value: String, for request: SearchRequest?) -> [UInt8] {
        var target = Array("\(path)?\(name)=".utf8)
        PercentEncoding.append(value, to: &target)
        guard let request else { return target }
        target += "&".utf8
        target += Self.target(for: request).dropFirst(Self.path.utf8.count + 1)
        return target
    }

    /// Reads the parameters of a search, and one besides; nil where that is not there.
    static func request(
        _ query: Substring,
        and own: String?,
        needsQuery: Bool
    ) throws(Flaw) -> (request: SearchRequest, value: String?) {
        var hasQuery = false
        var own = (name: own, value: String?.none)
        let request = try read(query) { name, value in
            if name == "q" { hasQuery = true }
            guard name == own.name else { return false }
            own.value = value
            return true
        }
        guard hasQuery || !needsQuery else { throw .noQuery }
        return (request, own.value)
    }

    /// Reads the parameters of a search; `take` is shown each first, and takes those that are its own.
    static func read(
        _ query: Substring,
        _ take: (_ name: String, _ value: String) -> Bool
    ) throws(Flaw) -> SearchRequest {
        var request = SearchRequest(query: "")
        var seen: Set<String> = []
        for pair in query.utf8.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(
                separator: UInt8(ascii: "="),
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard let name = PercentEncoding.decode(parts[0]),
                let value = parts.count > 1 ? PercentEncoding.decode(parts[1]) : ""
            else { throw .badEncoding }
            if name != "not", !seen.insert(name).inserted { throw .repeatedParameter(name) }
            if !take(name, value) { try set(name, value, in: &request) }
        }
        return request
    }

    /// Reads parameters of these names alone.
    static func values(_ query: Substring, _ names: Set<String>) throws(Flaw) -> [String: String] {
        var values: [String: String] = [:]
        var unknown: String?
        _ = try read(query) { name, value in
            if names.contains(name) { values[name] = value } else { unknown = unknown ?? name }
            return true
        }
        if let unknown { throw .unknownParameter(unknown) }
        return values
    }

    private static func set(_ name: String, _ value: String, in request: inout SearchRequest) throws(Flaw) {
        switch name {
        case "q": request.query = value
        case "limit": request.limit = try number(name, value, 0...maximumLimit)
        case "offset": request.offset = try number(name, value, 0...Int(Int32.max))
        case "sort": request.sort = try choice(name, value, SortOrder(rawValue: value), "score or date")
        case "count": request.countAll = try flag(name, value)
        case "explain": request.explain = try flag(name, value)
        case "detail":
            request.detail = try choice(name, value, HitDetail(rawValue: value), "id, title or snippet")
        case "passages": request.passages = try number(name, value, 1...maximumPassages)
        case "facets": request.facets = try facets(name, value)
        case "facet_limit": request.facetLimit = try number(name, value, 1...maximumFacetLimit)
        case "mode":
            request.options.mode = try choice(
                name,
                value,
                QueryMode(rawValue: value),
                "auto, any, all or phrase"
            )
        case "strict": request.options.strict = try flag(name, value)
        case "title": request.options.title = value
        case "author": request.options.author = value
        case "author_name": request.options.authorName = value
        case "site": request.options.site = value
        case "language": request.options.language = value
        case "after": request.options.after = try date(name, value)
        case "before": request.options.before = try date(name, value)
        case "not": request.options.not.append(value)
        default: throw .unknownParameter(name)
        }
    }

    private static func facets(_ name: String, _ value: String) throws(Flaw) -> [FacetField] {
        var facets: [FacetField] = []
        for part in value.split(separator: ",") {
            guard let field = FacetField(rawValue: String(part)), !facets.contains(field) else {
                let all = FacetField.allCases.map(\.rawValue).joined(separator: ", ")
                throw .badValue(parameter: name, value: value, expected: "some of \(all), each once")
            }
            facets.append(field)
        }
        return facets
    }

    /// A date as it was written; nil where it is empty, as a form sends what nobody filled in.
    private static func date(_ name: String, _ value: String) throws(Flaw) -> String? {
        guard !value.isEmpty else { return nil }
        guard DateBounds.isDate(value) else {
            throw .badValue(parameter: name, value: value, expected: "a date such as 2025, 2025-06 or 2025-06-30")
        }
        return value
    }

    static func number(_ name: String, _ value: String, _ range: ClosedRange<Int>) throws(Flaw) -> Int {
        guard let number = Int(value), range.contains(number) else {
            throw .badValue(
                parameter: name,
                value: value,
                expected: "\(range.lowerBound) to \(range.upperBound)"
            )
        }
        return number
    }

    private static func flag(_ name: String, _ value: String) throws(Flaw) -> Bool {
        switch value {
        case "true", "1", "": true
        case "false", "0": false
        default: throw .badValue(parameter: name, value: value, expected: "true or false")
        }
    }

    private static func choice<Choice>(
        _ name: String,
        _ value: String,
        _ choice: Choice?,
        _ expected: String
    ) throws(Flaw) -> Choice {
        guard let choice else { throw .badValue(parameter: name, value: value, expected: expected) }
        return choice
    }
}
