"""Attribution outside quotation marks: whose claim, belief or demand a stretch of a sentence is.

From bottom to top: `tokens` and `tables` (words and what they can be), `clauses` and `sentence` (a sentence
in pieces), `cues` and what it asks (`verbs`, `nouns`, `phrases`: what each cue proposes), `edges` and
`weighing` (how far content reaches), `scopes`, and `running` for reports that go on; `reported` is asked.
"""
