class Refused(Exception):
    """An impossible step; the message is a sentence for the reader, translated."""
