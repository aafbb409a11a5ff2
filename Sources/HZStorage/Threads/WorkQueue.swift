import Glibc

/// A queue between one thread that finds work and several that do it. It holds a bounded weight: whoever puts
/// more waits, so that memory stays bounded however fast work is found.
///
/// Unsafe code: a mutex and a condition variable of POSIX threads, which need addresses of their own.
@safe public final class WorkQueue<Item: Sendable>: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    private let limit: Int
    private var items: [(item: Item, weight: Int)] = []
    private var first = 0
    private var weight = 0
    /// The item that is taken when all others are done with.
    private var last: Item?
    /// How many items were taken and are not done with.
    private var inWork = 0
    private var isClosed = false

    /// A queue that holds items up to this sum of weights, and always at least one.
    public init(limit: Int) {
        self.limit = limit
        unsafe mutex = .allocate(capacity: 1)
        unsafe changed = .allocate(capacity: 1)
        unsafe mutex.initialize(to: pthread_mutex_t())
        unsafe changed.initialize(to: pthread_cond_t())
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(changed, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(changed)
        unsafe pthread_mutex_destroy(mutex)
        unsafe changed.deallocate()
        unsafe mutex.deallocate()
    }

    /// Appends an item, after waiting for room. An item put after `close` is dropped.
    public func put(_ item: Item, weight: Int) {
        unsafe pthread_mutex_lock(mutex)
        while self.weight > 0, self.weight + weight > limit, !isClosed { unsafe pthread_cond_wait(changed, mutex) }
        if !isClosed {
            items.append((item, weight))
            self.weight += weight
        }
        unsafe pthread_cond_broadcast(changed)
        unsafe pthread_mutex_unlock(mutex)
    }

    /// The next item, after waiting for one; nil when the queue is closed and empty. `isDone`: the caller is done with
    /// the item that it took before.
    public func take(isDone: Bool) -> Item? {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        if isDone { inWork -= 1 }
        while first == items.count, !isClosed { unsafe pthread_cond_wait(changed, mutex) }
        guard first < items.count else {
            // Who is still at work comes by here later, and takes the last item if it is the last.
            guard inWork == 0, let item = last else { return nil }
            last = nil
            inWork += 1
            return item
        }
        let (item, weight) = items[first]
        first += 1
        inWork += 1
        self.weight -= weight
        // Taken items are given back in bulk: each is moved at most once.
        if first > 64, first * 2 > items.count {
            items.removeFirst(first)
            first = 0
        }
        unsafe pthread_cond_broadcast(changed)
        return item
    }

    /// Ends the queue: what is in it is still taken, then `last`, by one who takes it when all others are done.
    public func close(last: Item) {
        unsafe pthread_mutex_lock(mutex)
        if !isClosed { self.last = last }
        isClosed = true
        unsafe pthread_cond_broadcast(changed)
        unsafe pthread_mutex_unlock(mutex)
    }

    /// Ends the queue, and drops what is in it.
    public func abandon() {
        unsafe pthread_mutex_lock(mutex)
        isClosed = true
        items.removeAll()
        last = nil
        first = 0
        weight = 0
        unsafe pthread_cond_broadcast(changed)
        unsafe pthread_mutex_unlock(mutex)
    }
}
