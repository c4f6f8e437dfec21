from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Collects messages without guessing: a new sentence is never half translated."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]
