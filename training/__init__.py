"""How the language model of `crosscheck` is made: from treebanks to a spaCy pipeline in one command."""
