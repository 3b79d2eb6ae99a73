"""The planners' pages: who may open each, how they come in, and what the pages show.

Off unless REACHIN_PLANNING is set. Families' pages know nothing of them.
"""
