/// The first place of a range that is not below what is looked for, the range's end for none: places below come before all
/// others. A binary search in which no branch depends on what is found. O(log count).
@inline(__always)
func lowerBound<Failure: Error>(
    in places: Range<Int>,
    isBelow: (Int) throws(Failure) -> Bool
) throws(Failure) -> Int {
    var low = places.lowerBound
    var length = places.count
    while length > 0 {
        let half = length >> 1
        let isLow = try isBelow(low + half)
        low = isLow ? low + half + 1 : low
        length = isLow ? length - half - 1 : half
    }
    return low
}
