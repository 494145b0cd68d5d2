"""The annual evaluation: a network's year, replayed from its stream and judged against its mandate."""
