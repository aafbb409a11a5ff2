import HZClient
import HZJSON
import NIOHTTP1

/// The search page for browsers: a few files inside the program, nothing from anywhere else.
enum PageFiles {
    /// One file of the page.
    struct File: Sendable {
        fileprivate let contentType: String
        fileprivate let body: [UInt8]
        fileprivate let tag: String

        fileprivate init(_ text: String, _ contentType: String) {
            body = Array(text.utf8)
            self.contentType = contentType
            // It tells versions of the program apart.
            tag = "\"\(Hexadecimal.text(FNV1a.hash(body)))\""
        }

        /// The file, or that the browser's copy still holds.
        func reply(to head: HTTPRequestHead) -> Reply {
            var reply = Reply(body: body, contentType: contentType)
            if head.headers["if-none-match"].contains(tag) {
                reply.status = .notModified
                reply.body = []
            }
            reply.fields = [("ETag", tag), ("Cache-Control", "no-cache")] + PageFiles.protection
            return reply
        }
    }

    /// What is at a path; nil for nothing.
    static func file(at path: Substring) -> File? {
        files[String(path)]
    }

    /// No code but our own files, no frame, nothing sent or told anywhere else.
    private static let protection = [
        (
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
                + "trusted-types 'none'"
        ),
        ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
    ]

    private static let files = [
        "/": File(PageText.html, "text/html; charset=utf-8"),
        "/page.css": File(PageText.css, "text/css; charset=utf-8"),
        "/page.js": File(PageText.js, "text/javascript; charset=utf-8"),
        "/filters.js": File(PageText.filters, "text/javascript; charset=utf-8"),
        "/reader.js": File(PageText.reader, "text/javascript; charset=utf-8"),
    ]
}

/// The texts of the page, as Scripts/generate-page takes them from the files beside this one.
enum PageText {}
