import CMalloc

/// How the C library's allocator treats large blocks: a choice of the whole program, made by its `main`.
public enum LargeBlocks {
    /// Gives blocks of 256 KiB and more pages of their own, which go back to the system when they are freed.
    ///
    /// By default the border moves up to 32 MiB with the blocks that a program frees; the buffers of an update then
    /// come from heaps in which holes stay: on 34,000 pages and 4 threads 327 MB at most instead of 271.
    public static func returnToSystem() {
        _ = mallopt(M_MMAP_THRESHOLD, 256 << 10)
    }
}
