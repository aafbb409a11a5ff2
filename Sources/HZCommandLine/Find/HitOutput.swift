import HZJSON
import HZSearch

/// Hits on standard output: as people read them, or as paths for programs.
struct HitOutput {
    let color: ColorChoice
    let usesPager: Bool

    private var pager: Pager { Pager(isWanted: usesPager) }

    /// Writes a page; false where it can't be written.
    func writePage(_ hits: [Hit], cites: Bool) -> Bool {
        let isTerminal = Terminal.isTerminal(.output)
        let page = ResultPage(
            style: TerminalStyle(color, stream: .output),
            width: isTerminal ? Terminal.width(.output) : nil,
            folder: isTerminal ? Host.realPath(".") : nil,
            cites: cites
        )
        return pager.write(page.text(hits))
    }

    /// Writes paths, each ended by a byte; false where they can't be written.
    func writePaths(_ hits: [Hit], separator: UInt8) -> Bool {
        var bytes: [UInt8] = []
        // For programs the bytes that the file has; a terminal gets what it can show.
        let isShown = separator != 0 && Terminal.isTerminal(.output)
        for hit in hits {
            let path = hit.path.isEmpty ? hit.id : hit.path
            if isShown {
                bytes += TerminalText.escaped(path).utf8
            } else if path.hasPrefix("/") {
                bytes += ReversibleText.bytes(of: path)
            } else {
                bytes += path.utf8
            }
            bytes.append(separator)
        }
        return isShown ? pager.write(String(decoding: bytes, as: UTF8.self)) : Terminal.write(bytes, to: .output)
    }
}
