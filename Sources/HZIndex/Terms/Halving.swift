/// The first place of a range that is not below what is looked for, the range's end for none: places below come before all
/// others. Which half is next is no branch. O(log count).
@inline(__always)
func firstPlace<Failure: Error>(
    in places: Range<Int>,
    notBelow isBelow: (Int) throws(Failure) -> Bool
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
