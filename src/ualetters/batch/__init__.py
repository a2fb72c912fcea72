"""Many cases, languages, recipients and senders at once: what changed is made again, whole, in one process or many."""
