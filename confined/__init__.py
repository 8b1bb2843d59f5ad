"""A child process that can do little: foreign files are opened in one, and what they do to it stays there."""
