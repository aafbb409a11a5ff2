import NIOCore
import NIOEmbedded
import Testing

@testable import HZDaemon

/// When a connection is given up, by a clock that the tests move.
@Suite struct ConnectionGuardTests {
    /// A guarded connection, whose requests are answered at once, each piece that arrives by one answer.
    private final class Guarded {
        let channel: EmbeddedChannel
        /// What the client has not read.
        var unread = 0
        private let loop = EmbeddedEventLoop()
        private let answerer = Answerer()

        final class Answerer: ChannelInboundHandler {
            typealias InboundIn = ByteBuffer
            typealias OutboundOut = ByteBuffer
            /// What is told of what arrives, before it is answered, and when all of it was.
            var notices: [ConnectionGuard.Notice] = []
            var lastNotices: [ConnectionGuard.Notice] = []
            var answers = true

            func channelRead(context: ChannelHandlerContext, data: NIOAny) {
                for notice in notices { context.triggerUserOutboundEvent(notice, promise: nil) }
                if answers { context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "answer")), promise: nil) }
            }

            func channelReadComplete(context: ChannelHandlerContext) {
                for notice in lastNotices { context.triggerUserOutboundEvent(notice, promise: nil) }
            }
        }

        /// A channel that nobody closes holds itself.
        deinit { _ = try? channel.finish(acceptAlreadyClosed: true) }

        init() throws {
            var configuration = TestDaemon.configuration("/none")
            configuration.idleLimit = .seconds(30)
            configuration.requestLimit = .seconds(5)
            configuration.writeLimit = .seconds(10)
            channel = EmbeddedChannel(loop: loop)
            let guarding = ConnectionGuard(configuration: configuration) { [unowned self] _ in unread }
            try channel.pipeline.syncOperations.addHandlers([guarding, answerer])
            try channel.connect(to: SocketAddress(unixDomainSocketPath: "/none")).wait()
        }

        /// Something arrives; `notices` are what the guard is told of it, `last` when all was answered.
        func receive(
            _ text: String,
            answered: Bool = true,
            _ notices: [ConnectionGuard.Notice] = [],
            last: [ConnectionGuard.Notice] = []
        ) throws {
            answerer.notices = notices
            answerer.lastNotices = last
            answerer.answers = answered
            try channel.writeInbound(ByteBuffer(string: text))
        }

        /// The client leaves so much unread, or reads it.
        func setUnread(_ count: Int, isWritable: Bool) {
            unread = count
            channel.isWritable = isWritable
            channel.pipeline.fireChannelWritabilityChanged()
        }

        /// Whether the connection is open after so many seconds more.
        func isOpen(after seconds: Int64) -> Bool {
            loop.advanceTime(by: .seconds(seconds))
            return channel.isActive
        }
    }

    private static let request = "GET /v1/status HTTP/1.1\r\nHost: hz\r\n\r\n"

    @Test func aSilentConnectionIsGivenUpAfterTheTimeForIdleOnes() throws {
        let guarded = try Guarded()
        #expect(guarded.isOpen(after: 29))
        try guarded.receive(Self.request)
        #expect(guarded.isOpen(after: 29))
        #expect(!guarded.isOpen(after: 2))
    }

    @Test(arguments: ["G", "GET /v1/sta", "GET /v1/status HTTP/1.1\r\n", request.dropLast(1)] as [Substring])
    func aRequestThatDoesNotArriveIsGivenUpWhetherOneWasAnsweredBeforeItOrNot(beginning: Substring) throws {
        for before in ["", Self.request] {
            let guarded = try Guarded()
            try guarded.receive(before + beginning, answered: !before.isEmpty)
            #expect(guarded.isOpen(after: 4))
            try guarded.receive("", answered: false)
            #expect(!guarded.isOpen(after: 2), "\(before + beginning)")
        }
    }

    @Test func theEndOfARequestMayArriveBySingleBytes() throws {
        let guarded = try Guarded()
        try guarded.receive(String(Self.request.dropLast(1)), answered: false)
        try guarded.receive("\n")
        #expect(guarded.isOpen(after: 29))
    }

    @Test func aRequestWithABodyIsWholeWhateverItEndsWith() throws {
        let guarded = try Guarded()
        try guarded.receive("POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nx", [.requestHadBody])
        #expect(guarded.isOpen(after: 29))
        try guarded.receive("GET", answered: false)
        #expect(!guarded.isOpen(after: 6))
    }

    @Test func aBodyMustArriveToo() throws {
        let guarded = try Guarded()
        try guarded.receive(Self.request + "POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\n", last: [.bodyIsAwaited])
        #expect(guarded.isOpen(after: 4))
        #expect(!guarded.isOpen(after: 2))
    }

    @Test func aWorkerIsWaitedFor() throws {
        let guarded = try Guarded()
        try guarded.receive(Self.request, answered: false, [.requestIsWithWorker])
        #expect(guarded.isOpen(after: 60))
    }

    @Test func whoReadsNothingIsGivenUp() throws {
        let guarded = try Guarded()
        guarded.setUnread(900_000, isWritable: false)
        #expect(guarded.isOpen(after: 8))
        #expect(!guarded.isOpen(after: 5))
    }

    @Test func whoReadsSlowlyButSteadilyGetsAll() throws {
        let guarded = try Guarded()
        guarded.setUnread(900_000, isWritable: false)
        while guarded.unread > 30_000 {
            guarded.unread -= 30_000
            #expect(guarded.isOpen(after: 5))
        }
        guarded.setUnread(0, isWritable: true)
        #expect(guarded.isOpen(after: 29))
    }

    @Test func whoReadsAByteNowAndThenIsGivenUpLikeWhoReadsNothing() throws {
        let guarded = try Guarded()
        guarded.setUnread(900_000, isWritable: false)
        for _ in 0..<14 {
            guarded.unread -= 1
            _ = guarded.isOpen(after: 1)
        }
        #expect(!guarded.channel.isActive)
    }

    @Test func whoReadsWhileANextRequestIsWithAWorkerIsStillHeldToReading() throws {
        let guarded = try Guarded()
        guarded.setUnread(900_000, isWritable: false)
        try guarded.receive(Self.request, answered: false, [.requestIsWithWorker])
        try guarded.receive("")
        #expect(!guarded.isOpen(after: 13))
    }

    @Test func nothingIsReadFromWhoDoesNotRead() throws {
        let guarded = try Guarded()
        guarded.setUnread(900_000, isWritable: false)
        guarded.channel.read()
        guarded.setUnread(0, isWritable: true)
        #expect(guarded.channel.isActive)
    }
}
