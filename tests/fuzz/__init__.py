"""Every door with whatever somebody may send: no breakdown, nothing stored that runs.

The tests take a few samples a door, always the same ones. FUZZ=long takes many more,
at random, with everybody of the cast: `FUZZ=long nice pytest tests/fuzz`.
"""
