"""The chapters of the one story that walks the whole loop in real browsers."""
