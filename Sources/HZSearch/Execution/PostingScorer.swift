import CHZKernels
import HZIndex

/// Scores many postings of one word at once.
@safe struct PostingScorer {
    let grid: ScoreGrid
    let weight: Float
    let bonus: Float
    /// The length codes of the field, one a document.
    let norms: UnsafePointer<UInt8>
    /// What each of the 256 length codes means (`BM25.lengthFactors`).
    let factors: UnsafePointer<Float>

    private static let hasKernels = hz_has_score_kernels() != 0

    /// What one document scores.
    @inline(__always)
    func score(_ document: UInt32, frequency: UInt32) -> Float {
        let factor = unsafe factors[Int(norms[Int(document)])]
        let frequency = Float(Int32(truncatingIfNeeded: min(frequency, 0x7FFF_FFFF)))
        return bonus + grid.round(BM25.score(weight: weight, frequency: frequency, factor: factor))
    }

    /// No document scores more, whatever its frequency and length.
    var ceiling: Float { bonus + grid.round(weight) }

    /// No document scores more whose frequency and length the impacts bound.
    @inline(__always)
    func bound(of impacts: Impacts) -> Float {
        guard impacts != .none else { return 0 }
        let frequencies = SIMD4<Float>(
            Float(impacts.frequencyBound(0)),
            Float(impacts.frequencyBound(1)),
            Float(impacts.frequencyBound(2)),
            Float(impacts.frequencyBound(3))
        )
        let lengths = unsafe SIMD4<Float>(
            factors[Int(impacts.norm(0))],
            factors[Int(impacts.norm(1))],
            factors[Int(impacts.norm(2))],
            factors[Int(impacts.norm(3))]
        )
        return bonus + grid.round((weight * frequencies / (frequencies + lengths)).max())
    }

    /// What `count` documents score.
    func score(
        _ documents: UnsafePointer<UInt32>,
        _ frequencies: UnsafePointer<UInt32>,
        count: Int,
        into scores: UnsafeMutablePointer<Float>
    ) {
        guard Self.hasKernels else {
            return unsafe scoreOneByOne(documents, frequencies, count: count, into: scores)
        }
        unsafe hz_score_postings(
            documents,
            frequencies,
            count,
            norms,
            factors,
            weight,
            grid.magic,
            bonus,
            scores
        )
    }

    /// The same without SIMD.
    func scoreOneByOne(
        _ documents: UnsafePointer<UInt32>,
        _ frequencies: UnsafePointer<UInt32>,
        count: Int,
        into scores: UnsafeMutablePointer<Float>
    ) {
        for place in 0..<count { unsafe scores[place] = score(documents[place], frequency: frequencies[place]) }
    }

    /// The places of the scores that are at least `least`, ascending. Returns how many there are.
    static func select(
        _ scores: UnsafePointer<Float>,
        count: Int,
        atLeast least: Float,
        into places: UnsafeMutablePointer<UInt32>
    ) -> Int {
        guard hasKernels else { return unsafe selectOneByOne(scores, count: count, atLeast: least, into: places) }
        return unsafe Int(hz_select_scores(scores, count, least, places))
    }

    /// The same without SIMD.
    static func selectOneByOne(
        _ scores: UnsafePointer<Float>,
        count: Int,
        atLeast least: Float,
        into places: UnsafeMutablePointer<UInt32>
    ) -> Int {
        var found = 0
        for place in 0..<count where unsafe scores[place] >= least {
            unsafe places[found] = UInt32(truncatingIfNeeded: place)
            found += 1
        }
        return found
    }

    /// The places of the sums that are at least `least`, which is above 0, ascending, and these sums; all become 0. `places`
    /// has room for `overrun` more. Returns how many there are.
    static func take(
        _ sums: DocumentSums,
        count: Int,
        atLeast least: UInt32,
        into places: UnsafeMutablePointer<UInt32>,
        _ taken: UnsafeMutablePointer<UInt32>
    ) -> Int {
        guard hasKernels else { return unsafe takeOneByOne(sums, count: count, atLeast: least, into: places, taken) }
        return unsafe Int(hz_take_sums(sums.bytes, sums.excess, count, least, places, taken))
    }

    /// So many more places may be written than are found.
    static let overrun = 8

    /// The same without SIMD.
    static func takeOneByOne(
        _ sums: DocumentSums,
        count: Int,
        atLeast least: UInt32,
        into places: UnsafeMutablePointer<UInt32>,
        _ taken: UnsafeMutablePointer<UInt32>
    ) -> Int {
        var found = 0
        for place in 0..<count {
            let sum = sums.take(place)
            if sum >= least {
                unsafe places[found] = UInt32(truncatingIfNeeded: place)
                unsafe taken[found] = sum
                found += 1
            }
        }
        return found
    }

    /// No more than these can be asked of `reached`.
    static let mostWanted = 16

    /// A score that at least `wanted` of them reach, nearly the highest such: of sixteen groups that take turns, the
    /// `wanted`th highest maximum. 0 where there are too few scores for that to pay.
    static func reached(by wanted: Int, of scores: UnsafePointer<Float>, count: Int) -> Float {
        guard (1...mostWanted).contains(wanted), count >= 4 * mostWanted else { return 0 }
        var maxima = SIMD16<Float>(repeating: 0)
        for start in stride(from: 0, through: count - mostWanted, by: mostWanted) {
            let next = unsafe UnsafeRawPointer(scores + start).loadUnaligned(as: SIMD16<Float>.self)
            maxima.replace(with: next, where: next .> maxima)
        }
        var reached: Float = 0
        for group in 0..<mostWanted {
            let isReached = maxima .>= maxima[group]
            let others = SIMD16<Int32>(repeating: 0).replacing(with: 1, where: isReached).wrappedSum()
            if Int(others) >= wanted { reached = max(reached, maxima[group]) }
        }
        return reached
    }
}
