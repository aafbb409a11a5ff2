/// A page in a container.
struct Member {
    /// Its id within the container: its path there, or its address.
    var name: String
    /// The page, or why it can't be read.
    var content: Result<RawPage, SkippedMember>
}

/// Gives the pages of a container one after another. Not for use by two threads at once.
protocol MemberReader: AnyObject {
    /// The next page; nil at the end. After an error there is no more.
    func next() throws(StreamError) -> Member?

    /// What the kernel knows about the container now.
    func status() throws(StreamError) -> FileStatus
}
