"""What is meant to be fast, measured: each module pits two sides against each other.

A module has `measure()`, which returns how many times the one takes of the other, and `GOAL`, the
value to reach. `run bench NAME` runs one, `run bench` all of them.
"""
