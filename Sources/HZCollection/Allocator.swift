import CMalloc

/// How the C library's allocator works: a choice of the whole program, made by its `main` before threads start.
public enum Allocator {
    /// Gives large blocks back to the system but for a few free pages, and all threads one arena where address space is
    /// limited.
    public static func configure() {
        returnLargeBlocks()
        keepSomeFreePages()
        if hz_address_space_is_limited() { shareArena() }
    }

    /// For a program that answers queries for long: keeps blocks of up to 4 MiB in heaps. Lists of the words that a prefix
    /// stands for grow that large; with pages of their own, the slowest prefixes take 2.3 ms instead of 1.6.
    public static func keepLargeBlocks() {
        _ = mallopt(M_MMAP_THRESHOLD, 4 << 20)
    }

    /// Gives the pages that hold nothing any more back to the system, those between blocks in use among them: for after
    /// work that took much memory. Milliseconds, by the size of the heaps.
    public static func returnFreePages() {
        _ = malloc_trim(0)
    }

    /// Gives blocks of 256 KiB and more pages of their own, which go back to the system when they are freed.
    ///
    /// By default the border moves up to 32 MiB with the blocks that a program frees; the buffers of an update then
    /// come from heaps in which holes stay: on 34,000 pages and 4 threads 327 MB at most instead of 271.
    private static func returnLargeBlocks() {
        _ = mallopt(M_MMAP_THRESHOLD, 256 << 10)
    }

    /// Keeps up to 16 MiB that the next article will want again, instead of asking the system for them article by article:
    /// a twentieth of the time that extraction takes.
    private static func keepSomeFreePages() {
        _ = mallopt(M_TRIM_THRESHOLD, 16 << 20)
    }

    /// A thread reserves 64 to 128 MiB of addresses for an arena of its own. One that can't have them is not given another
    /// thread's arena, but a mapping for each single allocation: a thousand times slower.
    private static func shareArena() {
        _ = mallopt(M_ARENA_MAX, 1)
    }
}
