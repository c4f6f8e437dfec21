"""One box over all: texts, meetings, commitments, topics and the directory."""
