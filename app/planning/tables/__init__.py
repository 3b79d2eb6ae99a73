"""Many listings at once, as a table that spreadsheets open: out to it, and back from it.

What goes out comes back as it was; what somebody changed in between is shown before it is written.
"""
