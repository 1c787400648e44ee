"""Verification of a written run (核验): are its inputs still here, and does it come out again, byte for byte?

What the tables say of themselves is checked by `actuary_verify`, which shares no code with the engine.
"""
