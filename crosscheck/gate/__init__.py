"""What a change to the sources brings: known findings, decisions of editors, earlier revisions, and the verdict.

`baseline`, `decisions` and `verdict` are pure; `files` writes, `revisions` reads git, `memory` keeps claims.
"""
