/// A member of a container that gives no article.
struct SkippedMember: Error, Equatable {
    var reason: SkipReason
}
