import HZJSON

/// When output is coloured.
public enum ColorChoice: String, Sendable {
    case auto, always, never
}

/// How text stands out: by colour and weight on a terminal, not at all elsewhere.
public struct TerminalStyle: Sendable {
    /// Whether anything stands out.
    public let isOn: Bool
    private let host: String

    /// The style for a stream. `NO_COLOR` (no-color.org) and `TERM=dumb` turn `auto` off.
    public init(_ choice: ColorChoice, stream: Terminal.Stream) {
        switch choice {
        case .always: isOn = true
        case .never: isOn = false
        case .auto:
            isOn =
                Terminal.isTerminal(stream) && Host.environment("NO_COLOR") == nil
                && Host.environment("TERM") != "dumb"
        }
        host = isOn ? Host.name() : ""
    }

    /// A style that is on or off whatever the stream.
    public init(isOn: Bool) {
        self.isOn = isOn
        host = ""
    }

    /// A title.
    public func bold(_ text: String) -> String { wrap(text, "1") }
    /// What matters less.
    public func dim(_ text: String) -> String { wrap(text, "2") }
    /// A word that was searched: bold too, so that it stands out without colours.
    func match(_ text: String) -> String { wrap(text, "1;33") }
    func problem(_ text: String) -> String { wrap(text, "1;31") }

    /// Text that leads to a file or address when clicked (OSC 8).
    func link(_ text: String, to target: String) -> String {
        guard isOn, let address = address(target) else { return text }
        return "\u{1B}]8;;\(address)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
    }

    private func wrap(_ text: String, _ code: String) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    private func address(_ target: String) -> String? {
        let isWeb = target.hasPrefix("https://") || target.hasPrefix("http://")
        guard isWeb || target.hasPrefix("/") else { return nil }
        // In an address of the web the reserved characters have their meaning; in a path they have none.
        let kept = Array((isWeb ? "/-._~:?#[]@!$&'()*+,;=%" : "/-._~").utf8)
        var address = Array((isWeb ? "" : "file://" + host).utf8)
        for byte in isWeb ? Array(target.utf8) : ReversibleText.bytes(of: target) {
            let scalar = Unicode.Scalar(byte)
            if kept.contains(byte) || scalar.isASCII && scalar.properties.isAlphabetic
                || (0x30...0x39).contains(byte)
            {
                address.append(byte)
            } else {
                address.append(UInt8(ascii: "%"))
                Hexadecimal.appendUppercase(byte, to: &address)
            }
        }
        return String(decoding: address, as: UTF8.self)
    }
}
