/// Takes back what the ids of sections say against them where a program made the ids of the headings, for links to lead
/// there: a section "cookies" under the heading "Cookies", among others like it, is not a question about cookies.
enum SectionNames {
    /// Looks for sections whose id is the heading inside them, three or more side by side.
    ///
    /// - Complexity: O(elements + blocks) where an id says anything, else O(sections).
    static func forgive(_ page: inout HTMLPage) {
        guard page.sections.contains(where: \.isAccused) else { return }
        let headings = headings(of: page)
        let isNamed = zip(page.sections, headings).map { section, heading in
            heading.map { isName(page.source[section.idRange], of: page.text[$0]) } ?? false
        }
        var counts: [UInt32: Int] = [:]
        for (section, isNamed) in zip(page.sections, isNamed) where isNamed {
            counts[page.elements[Int(section.element)].parent, default: 0] += 1
        }
        var names = HTMLClassHints()
        let source = page.source
        for (section, isNamed) in zip(page.sections, isNamed) where isNamed && section.isAccused {
            let element = Int(section.element)
            guard counts[page.elements[element].parent, default: 0] >= leastSections else { continue }
            let hints = names.read(source.span.extracting(section.idRange)).hints
            page.elements[element].hints.subtract(hints.verdicts)
        }
    }

    private static let leastSections = 3
    private static let longestHeading = 300

    /// The text of the first heading in each section that stands at its beginning, or in a part that does.
    private static func headings(of page: HTMLPage) -> [Range<Int>?] {
        var headings = [Range<Int>?](repeating: nil, count: page.sections.count)
        var places: [Int: Int] = [:]
        for (place, section) in page.sections.enumerated() { places[Int(section.element)] = place }
        for block in page.blocks {
            var element = Int(block.element)
            for _ in 0..<2 where !page.elements[element].tag.isHeading { element = Int(page.elements[element].parent) }
            guard page.elements[element].tag.isHeading else { continue }
            for _ in 0..<2 {
                element = Int(page.elements[element].parent)
                guard let place = places[element] else { continue }
                if headings[place] == nil { headings[place] = block.range }
                break
            }
        }
        return headings
    }

    /// Whether a heading has the letters and digits of an id in it, numbers and signs before and after left out.
    private static func isName(_ id: ArraySlice<UInt8>, of heading: ArraySlice<UInt8>) -> Bool {
        let id = id.prefix(longestHeading).compactMap { folded($0) }
        let heading = heading.prefix(longestHeading).compactMap { folded($0) }
        return id.count >= 3 && ByteSearch.end(of: id, in: heading[...]) != nil
    }

    private static func folded(_ byte: UInt8) -> UInt8? {
        let small = byte &- 0x41 < 26 ? byte | 0x20 : byte
        return small &- 0x61 < 26 || small &- 0x30 < 10 ? small : nil
    }
}

extension HTMLSection {
    fileprivate var idRange: Range<Int> { Int(id.lowerBound)..<Int(id.upperBound) }
}
