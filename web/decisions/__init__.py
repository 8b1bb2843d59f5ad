"""What a person may decide or record of a request: a module for each matter, each a list of decisions."""
