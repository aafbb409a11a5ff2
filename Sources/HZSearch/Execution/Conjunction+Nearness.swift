import HZIndex

/// What the nearness of a query's bare words adds to the scores of their conjunction.
extension Conjunction {
    /// Whether a lift is of the words of the only phrase, in all their forms, and of nothing else.
    static func isLift(_ lift: LiftPlan, of phrases: [PhrasePlan], _ words: [WordPlan]) -> Bool {
        guard words.isEmpty, phrases.count == 1, phrases[0].slop == nil, let first = phrases[0].offsets.first else {
            return false
        }
        return lift.members.elementsEqual(phrases[0].words.indices)
            && lift.offsets.elementsEqual(phrases[0].offsets.map { $0 &- first })
            && !phrases[0].words.contains(where: \.choosesForms)
    }

    /// Whether nearness can lift a document with this score to a threshold. Looks no further than that takes.
    @inline(__always)
    func canReach(_ threshold: Float, _ score: Float, _ document: UInt32) -> Bool {
        guard let liftBounds else { return score >= threshold }
        if score + step * Float(Nearness.nearInOrder) >= threshold { return true }
        guard liftBounds.mayBePhrase(document) else { return false }
        if score + step * Float(Nearness.phrase) >= threshold { return true }
        return score + step * Float(Nearness.phraseInTitle) >= threshold && liftBounds.mayBeInTitle(document)
    }

    /// What nearness adds at most in a stretch.
    func liftBound(from start: UInt32, through last: UInt32) -> Float {
        guard let liftBounds else { return 0 }
        guard liftBounds.mayBePhrase(from: start, through: last) else { return step * Float(Nearness.nearInOrder) }
        let isInTitle = liftBounds.mayBeInTitle(from: start, through: last)
        return step * Float(isInTitle ? Nearness.phraseInTitle : Nearness.phrase)
    }

    /// What nearness adds. Positions are read word by word, those of the rarest first: mostly two tell that words are not
    /// near one another.
    func liftScore(_ document: UInt32) -> Float {
        guard let lift, let liftBounds else { return 0 }
        needReaders()
        if liftBounds.isPhrase { return step * Float(stepsOfPhrase(lift, liftBounds, document)) }
        let areNearInPhrase = lift.matcher.length <= Nearness.reach
        var rarest = unsafe UnsafeBufferPointer<UInt32>(start: nil, count: 0)
        for place in 0..<lift.count {
            let word = lift.word(place)
            guard unsafe readers[lift[word]].seek(document) == document else { return 0 }
            let positions = unsafe readers[lift[word]].positions()
            unsafe lift.matcher.set(word, positions)
            if place == 0 {
                unsafe rarest = positions
            } else if areNearInPhrase,
                unsafe !PhraseMatcher.areNear(rarest, positions, within: Nearness.reach)
            {
                return 0
            }
        }
        let steps = Nearness.steps(lift.matcher) { titleLength(document) }
        return step * Float(steps)
    }

    /// The steps of words that are the phrase which the document has.
    private func stepsOfPhrase(_ lift: WordGroup, _ bounds: LiftBounds, _ document: UInt32) -> Int {
        guard bounds.mayBeInTitle(document) else { return Nearness.phrase }
        var first = unsafe starts?.pointee.first
        if phraseCount == 0 {
            guard moveReaders(document) else { return Nearness.phrase }
            for word in 0..<lift.count { unsafe lift.matcher.set(word, readers[lift[word]].positions()) }
            first = lift.matcher.first()
        }
        let isInTitle = first.map { $0 &+ lift.matcher.length < titleLength(document) } ?? false
        return isInTitle ? Nearness.phraseInTitle : Nearness.phrase
    }

    private func titleLength(_ document: UInt32) -> UInt32 {
        do throws(IndexError) {
            return UInt32(try context.segment.reader.titleLength(document))
        } catch {
            context.fail(error)
            return 0
        }
    }

    /// What a document scores at most where the words of the lift are no phrase.
    var boundApart: Float {
        var sum = step * Float(Nearness.nearInOrder)
        for index in 0..<count where unsafe cursors[index].isScoring { unsafe sum += cursors[index].bound }
        return sum
    }
}
