"""Case forms of names that a case lacks, proposed for a person to check. Nothing here is used when a letter is made."""
