@testable import HZIngest

extension CorpusWalker {
    /// A walk over roots given as text.
    init(roots: [String], options: Options = Options()) {
        self.init(roots: roots.map { CorpusPath($0) }, options: options)
    }

    /// The next file; nil at the end. What is left out on the way is passed over.
    mutating func next() -> WalkedFile? {
        while let item = nextItem() {
            if case .file(let file) = item { return file }
        }
        return nil
    }
}
