"""What the directory covers and what it does not: by area, topic, time, distance and voice.

Figures for planners, worked out from one Directory and one moment. Each keeps the listings behind
it, and each says what it does not know. `docs/coverage.md` gives the method.
"""
