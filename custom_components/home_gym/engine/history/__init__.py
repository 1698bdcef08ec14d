"""What a session leaves: a record, its trace, and sums of many."""
