/// The titles that editors give to pages whose writers gave them none: "Untitled Document", "New Page 1".
enum PlaceholderTitle {
    /// Whether a title is one of them, with or without a number.
    static func isOne(_ title: String) -> Bool {
        guard title.utf8.count <= longest else { return false }
        if isFile(title) { return true }
        let words = TitleKey(title).bytes.split(separator: 0x20)
        guard let last = words.last else { return false }
        // "New Page 1", "untitled-2".
        let isNumbered = words.count > 1 && last.allSatisfy { $0 &- 0x30 < 10 }
        let name = words.dropLast(isNumbered ? 1 : 0).map { String(decoding: $0, as: UTF8.self) }
        return names.contains(name.joined(separator: " "))
    }

    /// "article.pdf", "Microsoft Word - article.docx".
    private static func isFile(_ title: String) -> Bool {
        let name = title.hasPrefix("Microsoft Word - ") ? title.dropFirst("Microsoft Word - ".count) : title[...]
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return false }
        return files.contains(name[dot...].dropFirst().lowercased())
            && (name.count < title.count || !name.contains(" "))
    }

    private static let files: Set<String> = ["pdf", "doc", "docx", "odt", "rtf", "indd", "tex", "dvi", "qxd", "pages"]

    /// No such title is longer.
    private static let longest = 60

    private static let names: Set<String> = [
        "untitled", "untitled document", "untitled page", "untitled web page", "new page", "new document",
        "no title", "blank page", "document", "your title here", "insert title here", "title goes here",
        "unbenannt", "unbenanntes dokument", "neue seite", "document sans titre", "document sans nom", "sans titre",
        "nouvelle page", "documento sin título", "sin título", "página nueva", "documento senza titolo",
        "senza titolo", "documento sem título", "sem título", "naamloos document", "naamloos", "无标题文档", "无标题页",
        "无标题", "未命名", "新建网页", "無標題文件", "無題ドキュメント", "無題", "документ без названия",
    ]
}
