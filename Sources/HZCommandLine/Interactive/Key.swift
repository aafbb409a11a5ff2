/// What a key press means to a full-screen program.
enum Key: Equatable {
    /// Characters to be typed.
    case text(String)
    case enter, escape, backspace, delete, tab
    case up, down, left, right, pageUp, pageDown, home, end
    /// Ctrl-W, Alt-Backspace: the last word goes.
    case deleteWord
    /// Ctrl-U: everything typed goes.
    case clear
    /// Ctrl-L: draw anew.
    case redraw
    /// Ctrl-C, Ctrl-D.
    case quit
    /// A key that means nothing here.
    case other

    /// Whether it does something to results, rather than to the query.
    var actsOnResults: Bool {
        switch self {
        case .enter, .tab, .up, .down, .pageUp, .pageDown: true
        default: false
        }
    }
}
