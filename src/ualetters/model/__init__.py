"""The frozen models that the four verbs hand on: case, sender, directory, language pack, letter, document."""
